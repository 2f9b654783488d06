import Manifests
import SeededRandom

/// Kinds of service meshes.
extension SampledKind {
  static let meshes =
    [trafficSplit, kumaTrafficRoute] + ["MeshHTTPRoute", "MeshTCPRoute"].map(kumaMeshRoute)
    + [appMeshRouter, appMeshService]

  private static let trafficSplit = SampledKind("TrafficSplit") { slots, numbers in
    let version = numbers.pick(["v1alpha2", "v1alpha3", "v1alpha4"])
    return KindSample(
      object: [
        "apiVersion": .text("split.smi-spec.io/\(version)"), "kind": "TrafficSplit",
        "metadata": metadata(&numbers),
        "spec": [
          "service": "podinfo",
          "backends": .list(slots.map { ["service": .text(host(of: $0)), "weight": .weight($0)] }),
        ],
      ], aim: hosts(slots, &numbers))
  }

  private static let kumaTrafficRoute = SampledKind("TrafficRoute") { slots, numbers in
    let split = slots.map { slot -> Sketch in
      [
        "weight": .weight(slot),
        "destination": .only(["kuma.io/service": .text(host(of: slot))]),
      ]
    }
    return KindSample(
      object: [
        "apiVersion": "kuma.io/v1alpha1", "kind": "TrafficRoute", "mesh": "default",
        "metadata": ["name": "podinfo"], "spec": ["conf": ["split": .list(split)]],
      ], aim: hosts(slots, &numbers))
  }

  private static func kumaMeshRoute(_ kind: String) -> SampledKind {
    SampledKind(kind, SampleRule(missing: 1)) { slots, numbers in
      let backends = slots.map { slot -> Sketch in
        ["kind": "MeshService", "name": .text(host(of: slot)), "weight": .weight(slot)]
      }
      return KindSample(
        object: [
          "apiVersion": "kuma.io/v1alpha1", "kind": .text(kind), "metadata": metadata(&numbers),
          "spec": [
            "targetRef": ["kind": "Mesh"],
            "to": [
              [
                "targetRef": ["kind": "MeshService", "name": "podinfo"],
                "rules": [["default": ["backendRefs": .list(backends)]]],
              ]
            ],
          ],
        ], aim: hosts(slots, &numbers))
    }
  }

  private static let appMeshRouter = SampledKind(
    "VirtualRouter of App Mesh", SampleRule(totals: [100])
  ) { slots, numbers in
    let targets = slots.map { slot -> Sketch in
      ["virtualNodeRef": ["name": .text(host(of: slot))], "weight": .weight(slot)]
    }
    let key = numbers.pick(["httpRoute", "http2Route", "grpcRoute", "tcpRoute"])
    return KindSample(
      object: [
        "apiVersion": "appmesh.k8s.aws/v1beta2", "kind": "VirtualRouter",
        "metadata": metadata(&numbers),
        "spec": [
          "routes": [["name": "all", key: ["action": ["weightedTargets": .list(targets)]]]]
        ],
      ], aim: hosts(slots, &numbers))
  }

  private static let appMeshService = SampledKind(
    "VirtualService of App Mesh", SampleRule(totals: [100])
  ) { slots, numbers in
    let targets = slots.map { slot -> Sketch in
      ["virtualNodeName": .text(host(of: slot)), "weight": .weight(slot)]
    }
    return KindSample(
      object: [
        "apiVersion": "appmesh.k8s.aws/v1beta1", "kind": "VirtualService",
        "metadata": metadata(&numbers),
        "spec": [
          "routes": [
            [
              "name": "all",
              numbers.pick(["http", "tcp"]): ["action": ["weightedTargets": .list(targets)]],
            ]
          ]
        ],
      ], aim: hosts(slots, &numbers))
  }
}
