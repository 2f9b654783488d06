import Gate
import Testing

/// What a first config leaves out, and what is said of it.
@Suite struct LeftAloneTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    let says: [String]

    init(_ what: String, _ files: [String: String], says: String...) {
      testDescription = what
      self.files = files
      self.says = says
    }
  }

  private static let canary = """
    apiVersion: flagger.app/v1beta1
    kind: Canary
    metadata: {name: podinfo, namespace: test}
    spec:
      targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}

    """
  private static func rollout(_ routing: String, namespace: String = "test") -> String {
    """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: app, namespace: \(namespace)}
    spec:
      strategy:
        canary:
          trafficRouting: \(routing)

    """
  }

  static let rows: [Row] = [
    Row(
      "what Flagger has marked",
      [
        "vs.yaml": FirstConfigRow.weighted.replacing(
          "namespace: test",
          with: "namespace: test, labels: {app.kubernetes.io/managed-by: flagger}")
      ],
      says: "left alone:",
      "  VirtualService/test/podinfo at vs.yaml:3:83: Flagger writes these weights, and would undo the change"
    ),
    Row(
      "what a Canary of Flagger moves",
      ["canary.yaml": canary, "vs.yaml": FirstConfigRow.weighted], says: "left alone:",
      "  Canary/test/podinfo at canary.yaml:1:1: Flagger moves the traffic by itself",
      "  VirtualService/test/podinfo at vs.yaml:1:1: Flagger moves its weights, by Canary/test/podinfo "
        + "at canary.yaml:1:1"),
    Row(
      "what a Rollout of Argo moves",
      [
        "rollout.yaml": rollout("{istio: {virtualServices: [{name: podinfo, routes: [a]}]}}"),
        "vs.yaml": FirstConfigRow.weighted,
      ], says: "left alone:",
      "  Rollout/test/app at rollout.yaml:1:1: Argo Rollouts moves the traffic by itself",
      "  VirtualService/test/podinfo at vs.yaml:1:1: Argo Rollouts moves its weights, by "
        + "Rollout/test/app at rollout.yaml:1:1"),
    Row(
      "a Rollout that counts pods and moves no weights",
      ["rollout.yaml": rollout("{}").replacing("trafficRouting: {}", with: "maxSurge: 1")]),
    Row(
      "weights that a template fills in",
      ["vs.yaml": FirstConfigRow.weighted.replacing("weight: 0", with: "weight: ${CANARY}")],
      says: "left alone:",
      "  VirtualService/test/podinfo at vs.yaml:11:19: the weight is filled in by a template"),
    Row(
      "a namespace that something fills in",
      ["vs.yaml": FirstConfigRow.weighted.replacing("namespace: test", with: "namespace: '${NS}'")],
      says: "left alone:",
      "  VirtualService/${NS}/podinfo at vs.yaml:1:1: \"${NS}\" is no namespace yet: something fills it in"
    ),
    Row(
      "weights that are all 0",
      ["vs.yaml": FirstConfigRow.istio(["host: a": 0, "host: b": 0])], says: "left alone:",
      "  VirtualService/test/podinfo at vs.yaml:8:9: all weights of spec.http[0].route are 0, which "
        + "Istio rejects"),
    Row(
      "one destination alone, and no weights at all",
      [
        "vs.yaml": FirstConfigRow.istio(["host: a": 100]),
        "other.yaml": "apiVersion: v1\nkind: ConfigMap\n",
      ], says: "1 object of these kinds with one destination alone"),
    Row(
      "what is no YAML, but speaks of an API",
      [
        "b.yaml": "{{- if .b }}\napiVersion: v1\n", "a.yaml": "apiVersion: [\n",
        "c.yaml": "{{ if .c }}\n",
      ], says: "2 files passed over, since nothing could be read:",
      "  a.yaml:2:1: a value is missing here",
      "  b.yaml:1:1: this looks like a Helm template, which is no YAML yet"),
  ]

  @Test("What can't be a rollout is told with its reason", arguments: rows)
  func remainder(row: Row) {
    let first = FirstConfig(of: Survey(with: World(row.files).effects))
    #expect(first.isEmpty)
    #expect(first.remainder == row.says)
  }

  @Test("A controller of another namespace leaves an object of the same name")
  func elsewhere() {
    let world = World([
      "rollout.yaml": Self.rollout("{istio: {virtualService: {name: podinfo}}}", namespace: "live"),
      "vs.yaml": FirstConfigRow.weighted,
    ])
    #expect(
      FirstConfig(of: Survey(with: world.effects)).summary == [
        "  test/podinfo: VirtualService/test/podinfo in vs.yaml, canary podinfo, subset canary at 0, "
          + "baseline podinfo, subset primary",
        "left alone:",
        "  Rollout/live/app at rollout.yaml:1:1: Argo Rollouts moves the traffic by itself",
      ])
    world.files["rollout.yaml"] = Array(
      Self.rollout("{istio: {virtualService: {name: podinfo.test}}}", namespace: "live").utf8)
    #expect(FirstConfig(of: Survey(with: world.effects)).isEmpty)
  }

  @Test("Of many, the first are named and the others counted")
  func many() {
    let broken = Dictionary(uniqueKeysWithValues: (10..<40).map { ("\($0).yaml", "apiVersion: [") })
    let lines = FirstConfig(of: Survey(with: World(broken).effects)).remainder
    #expect(lines.count == 12)
    #expect(lines.first == "30 files passed over, since nothing could be read:")
    #expect(lines.last == "  and 20 more")
  }
}
