import Manifests
import SeededRandom

extension SampledKind {
  static let gatewayRoutes = ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"]
    .map(gatewayRoute)

  private static func gatewayRoute(_ kind: String) -> SampledKind {
    SampledKind(kind, SampleRule(missing: 1)) { slots, numbers in
      let groups =
        ["gateway.networking.k8s.io"] + (kind == "HTTPRoute" ? ["policy.linkerd.io"] : [])
      let version = numbers.pick(["v1", "v1beta1", "v1alpha2"])
      let backends = slots.map { slot -> Sketch in
        ["name": .text(host(of: slot)), "port": 80, "weight": .weight(slot)]
      }
      return KindSample(
        object: [
          "apiVersion": .text("\(numbers.pick(groups))/\(version)"), "kind": .text(kind),
          "metadata": metadata(&numbers),
          "spec": [
            "parentRefs": [["name": "gateway", "namespace": "infra"]],
            "rules": [
              ["backendRefs": [["name": "elsewhere", "port": 8080]]],
              ["backendRefs": .list(backends)],
            ],
          ],
        ], aim: hosts(slots, &numbers))
    }
  }
}
