import Diagnostics
import Manifests
import Testing
import YAMLText

@Suite struct DividedTrafficTests {
  private func objects(_ text: String) -> [ManifestObject] {
    ManifestObject.all(in: YAMLFile.read(Array(text.utf8), named: "a.yaml").file ?? Self.empty)
  }

  private static let empty = YAMLFile(name: "", bytes: [], documents: [])

  @Test("Each list of an object is told with its parts and its route")
  func lists() throws {
    let object = try #require(
      objects(
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: podinfo}
        spec:
          http:
            - name: testers
              match: [{headers: {x: {exact: y}}}]
              route: [{destination: {host: podinfo, subset: canary}}]
            - route:
                - {destination: {host: podinfo.live, port: {number: 80}}, weight: 90}
                - {destination: {host: api.example.com.}, weight: 10}

        """
      ).first)
    #expect(object.isWeighted)
    let lists = try #require(try object.dividedTraffic(in: "test"))
    #expect(lists.map(\.routeName) == ["testers", nil])
    #expect(lists.map(\.routeIndex) == [0, 1])
    #expect(lists.map(\.picksRequests) == [true, false])
    #expect(lists.map { "\($0.place)" } == ["spec.http[0].route", "spec.http[1].route"])
    #expect(lists.map(\.position.line) == [8, 10])
    #expect(lists.allSatisfy { $0.total == 100 && $0.namesHosts && !$0.leavesRest })
    #expect(lists[0].parts.map(\.weight) == [0])
    #expect(
      lists[1].parts.map(\.destination) == [
        Destination(host: "podinfo.live.svc.cluster.local", port: 80),
        Destination(host: "api.example.com"),
      ])
    #expect(lists[1].parts.map(\.weight) == [90, 10])
  }

  @Test("An object of another kind divides nothing, and what another tool writes is refused")
  func others() throws {
    let service = try #require(objects("apiVersion: v1\nkind: Service\n").first)
    #expect(!service.isWeighted)
    #expect(try service.dividedTraffic(in: "test")?.count == nil)
    let owned = try #require(
      objects(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {annotations: {rollouts.argoproj.io/managed-by-rollouts: app}}
        """
      ).first)
    #expect(throws: YAMLRefusal.self) { try owned.dividedTraffic(in: "test") }
  }

  @Test("The ways to name an object begin with the shortest")
  func selectors() throws {
    let object = try #require(
      objects("apiVersion: a.b/v1\nkind: C\nmetadata: {name: d, namespace: e}\n").first)
    #expect(
      object.selectors.map { "\($0)" } == ["C/d", "C/e/d", "C.a.b/d", "C.a.b/e/d"])
  }

  @Test("The kinds that are known name their groups")
  func kinds() {
    #expect(ManifestObject.weightedKinds.contains("VirtualService of networking.istio.io"))
    #expect(
      ManifestObject.weightedKinds.contains(
        "HTTPRoute of gateway.networking.k8s.io or policy.linkerd.io"))
  }
}
