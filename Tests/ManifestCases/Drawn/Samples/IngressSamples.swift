import Manifests
import SeededRandom

extension SampledKind {
  static let ingresses = [nginxCanary, skipperWeights, loadBalancerAction]

  private static let nginxCanary = SampledKind(
    "Ingress of ingress-nginx", SampleRule(sum: .rest, totals: [100], missing: 0)
  ) { _, numbers in
    KindSample(
      object: ingress(
        [
          "nginx.ingress.kubernetes.io/canary": "true",
          "nginx.ingress.kubernetes.io/canary-weight": .weightText(.canary),
        ], to: ["podinfo-canary"], &numbers),
      aim: .destinations(canary: Destination(host: "podinfo-canary"), baseline: nil))
  }

  private static let skipperWeights = SampledKind("Ingress of Skipper") { slots, numbers in
    let pairs = slots.enumerated().flatMap { index, slot -> [Sketch.Piece] in
      [.text("\(index == 0 ? "{" : ", ")\"\(host(of: slot))\": "), .weight(slot)]
    }
    return KindSample(
      object: ingress(
        ["zalando.org/backend-weights": .nested(pairs + [.text("}")])], to: slots.map(host),
        &numbers),
      aim: hosts(slots, &numbers))
  }

  private static let loadBalancerAction = SampledKind(
    "Ingress of AWS", SampleRule(totals: [100])
  ) { slots, numbers in
    let groups = slots.enumerated().flatMap { index, slot -> [Sketch.Piece] in
      let name = "\"serviceName\":\"\(host(of: slot))\",\"servicePort\":80"
      return [
        .text("\(index == 0 ? "" : ",")" + "{\(name),\"weight\":"), .weight(slot), .text("}"),
      ]
    }
    let head = "{\"type\":\"forward\",\"forwardConfig\":{\"targetGroups\":["
    return KindSample(
      object: ingress(
        [
          "alb.ingress.kubernetes.io/actions.split":
            .nested([.text(head)] + groups + [.text("]}}")])
        ], to: ["split"], &numbers),
      aim: hosts(slots, &numbers))
  }

  private static func ingress(
    _ annotations: Sketch, to services: [String], _ numbers: inout SeededNumbers
  ) -> Sketch {
    let isOld = numbers.chance(1, of: 3)
    let paths = services.map { name -> Sketch in
      let backend: Sketch =
        isOld
        ? ["serviceName": .text(name), "servicePort": 80]
        : ["service": ["name": .text(name), "port": ["number": 80]]]
      return ["path": "/", "backend": backend]
    }
    return [
      "apiVersion": isOld ? "extensions/v1beta1" : "networking.k8s.io/v1", "kind": "Ingress",
      "metadata": ["name": "podinfo", "annotations": annotations],
      "spec": ["rules": [["host": "app.example.com", "http": ["paths": .list(paths)]]]],
    ]
  }
}
