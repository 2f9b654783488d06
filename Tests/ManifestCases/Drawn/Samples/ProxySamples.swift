import Manifests
import SeededRandom

/// Kinds of ingress controllers and gateways.
extension SampledKind {
  static let proxies =
    [traefikService] + ["IngressRoute", "IngressRouteTCP", "IngressRouteUDP"].map(ingressRoute)
    + [httpProxy, glooService, glooTable, apisixRoute, openShiftRoute]
    + ["Service", "Route"].map(knative)

  private static let traefikGroups = ["traefik.io/v1alpha1", "traefik.containo.us/v1alpha1"]

  private static func services(_ slots: [Slot]) -> Sketch {
    .list(slots.map { ["name": .text(host(of: $0)), "port": 80, "weight": .weight($0)] })
  }

  private static let traefikService = SampledKind(
    "TraefikService", SampleRule(missing: 1)
  ) { slots, numbers in
    KindSample(
      object: [
        "apiVersion": .text(numbers.pick(traefikGroups)), "kind": "TraefikService",
        "metadata": metadata(&numbers), "spec": ["weighted": ["services": services(slots)]],
      ], aim: hosts(slots, &numbers))
  }

  private static func ingressRoute(_ kind: String) -> SampledKind {
    SampledKind(kind, SampleRule(missing: 1)) { slots, numbers in
      KindSample(
        object: [
          "apiVersion": .text(numbers.pick(traefikGroups)), "kind": .text(kind),
          "metadata": metadata(&numbers),
          "spec": [
            "entryPoints": ["websecure"],
            "routes": [["match": "HostSNI(`*`)", "services": services(slots)]],
          ],
        ], aim: hosts(slots, &numbers))
    }
  }

  private static let httpProxy = SampledKind(
    "HTTPProxy", SampleRule(missing: 0)
  ) { slots, numbers in
    let isTCP = numbers.chance(1, of: 3)
    return KindSample(
      object: [
        "apiVersion": "projectcontour.io/v1", "kind": "HTTPProxy", "metadata": metadata(&numbers),
        "spec": isTCP
          ? ["tcpproxy": ["services": services(slots)]]
          : ["routes": [["conditions": [["prefix": "/"]], "services": services(slots)]]],
      ], aim: hosts(slots, &numbers))
  }

  private static func upstreams(_ slots: [Slot]) -> Sketch {
    let destinations = slots.map { slot -> Sketch in
      [
        "weight": .weight(slot),
        "destination": ["upstream": ["name": .text(host(of: slot)), "namespace": "test"]],
      ]
    }
    return ["routeAction": ["multi": ["destinations": .list(destinations)]]]
  }

  private static let glooService = SampledKind(
    "VirtualService of Gloo", SampleRule(missing: 0)
  ) { slots, numbers in
    KindSample(
      object: [
        "apiVersion": "gateway.solo.io/v1", "kind": "VirtualService",
        "metadata": metadata(&numbers),
        "spec": ["virtualHost": ["domains": ["*"], "routes": [upstreams(slots)]]],
      ], aim: hosts(slots, &numbers))
  }

  private static let glooTable = SampledKind(
    "RouteTable", SampleRule(missing: 0)
  ) { slots, numbers in
    KindSample(
      object: [
        "apiVersion": "gateway.solo.io/v1", "kind": "RouteTable", "metadata": metadata(&numbers),
        "spec": ["routes": [upstreams(slots)]],
      ], aim: hosts(slots, &numbers))
  }

  private static let apisixRoute = SampledKind(
    "ApisixRoute", SampleRule(missing: 100)
  ) { slots, numbers in
    let backends = slots.map { slot -> Sketch in
      ["serviceName": .text(host(of: slot)), "servicePort": 80, "weight": .weight(slot)]
    }
    return KindSample(
      object: [
        "apiVersion": "apisix.apache.org/v2", "kind": "ApisixRoute", "metadata": metadata(&numbers),
        "spec": [
          "http": [["name": "all", "match": ["paths": ["/*"]], "backends": .list(backends)]]
        ],
      ], aim: hosts(slots, &numbers))
  }

  private static let openShiftRoute = SampledKind(
    "Route of OpenShift", SampleRule(totals: [100, 200], missing: 100)
  ) { slots, numbers in
    let backends = slots.map { slot -> Sketch in
      ["kind": "Service", "name": .text(host(of: slot)), "weight": .weight(slot)]
    }
    return KindSample(
      object: [
        "apiVersion": "route.openshift.io/v1", "kind": "Route", "metadata": metadata(&numbers),
        "spec": [
          "host": "app.example.com", "to": backends[0],
          "alternateBackends": .list(Array(backends.dropFirst())),
        ],
      ], aim: hosts(slots, &numbers))
  }

  private static func knative(_ kind: String) -> SampledKind {
    SampledKind(
      "\(kind) of Knative", SampleRule(sum: .exactly, totals: [100], missing: 0)
    ) { slots, numbers in
      let targets = slots.map { slot -> Sketch in
        ["revisionName": .text(host(of: slot)), "percent": .weight(slot)]
      }
      return KindSample(
        object: [
          "apiVersion": "serving.knative.dev/v1", "kind": .text(kind),
          "metadata": metadata(&numbers), "spec": ["traffic": .list(targets)],
        ], aim: hosts(slots, &numbers))
    }
  }
}
