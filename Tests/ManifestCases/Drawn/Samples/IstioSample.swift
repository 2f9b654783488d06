import Manifests
import SeededRandom

extension SampledKind {
  static let virtualService = SampledKind(
    "VirtualService", SampleRule(missing: 0)
  ) { slots, numbers in
    let isBySubset = numbers.chance(1, of: 2)
    let version = numbers.pick(["v1alpha3", "v1beta1", "v1"])
    let host = isBySubset ? "podinfo" : "podinfo-canary"
    let written = numbers.pick([host, host + ".test", host + ".test.svc.cluster.local"])
    let routes = slots.map { slot -> Sketch in
      let destination: Sketch =
        switch slot {
        case .canary:
          isBySubset ? ["host": .text(written), "subset": "canary"] : ["host": .text(written)]
        case .baseline:
          isBySubset ? ["host": "podinfo", "subset": "ga"] : ["host": "podinfo-primary"]
        case .other(let number): ["host": .text("shop-\(number)")]
        }
      return ["destination": destination, "weight": .weight(slot)]
    }
    let testers: Sketch = [
      "match": [["headers": ["cookie": ["regex": "^(.*?;)?(canary=always)(;.*)?$"]]]],
      "route": [["destination": ["host": "elsewhere"], "weight": 100]],
    ]
    let route: Sketch = ["name": "all", "retries": ["attempts": 3], "route": .list(routes)]
    return KindSample(
      object: [
        "apiVersion": .text("networking.istio.io/\(version)"), "kind": "VirtualService",
        "metadata": metadata(&numbers),
        "spec": [
          "hosts": ["podinfo.example.com"],
          numbers.pick(["http", "tcp", "tls"]): numbers.pick([[route], [testers, route]]),
        ],
      ],
      aim: isBySubset
        ? .destinations(
          canary: Destination(host: "podinfo", subset: "canary"),
          baseline: Destination(host: "podinfo", subset: "ga"))
        : hosts(slots, &numbers), route: numbers.pick([nil, .name("all")]))
  }
}
