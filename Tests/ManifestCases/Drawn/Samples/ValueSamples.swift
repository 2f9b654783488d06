extension SampledKind {
  static let valuesByPath = [chartValues, chartValuesOfBoth, helmRelease]

  /// Helm's `values.yaml`, whose chart computes the baseline's weight.
  private static let chartValues = SampledKind(
    "values of a chart", SampleRule(sum: .rest)
  ) { slots, numbers in
    KindSample(
      object: [
        "image": ["tag": "1.10"],
        "canary": ["enabled": .plain("true"), "weight": .weight(.canary)],
        "résumé": ["weight": 5],
      ],
      aim: try values("canary.weight"))
  }

  private static let chartValuesOfBoth = SampledKind(
    "values of a chart, both", SampleRule(mostOthers: 0)
  ) { slots, numbers in
    KindSample(
      object: [
        "backends": .list(
          slots.map { ["name": .text(host(of: $0)), "traffic": ["share": .weight($0)]] })
      ],
      aim: try values(
        "backends[?name=podinfo-canary].traffic.share",
        and: "backends[?name=\"podinfo-primary\"].traffic.share"))
  }

  private static let helmRelease = SampledKind(
    "HelmRelease", SampleRule(mostOthers: 0)
  ) { slots, numbers in
    KindSample(
      object: [
        "apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease",
        "metadata": metadata(&numbers),
        "spec": [
          "chart": ["spec": ["chart": "podinfo", "version": "6.x"]],
          "values": ["canary.weight": .weight(.canary), "primary": [.weight(.baseline)]],
        ],
      ],
      aim: try values("spec.values[\"canary.weight\"]", and: "spec.values.primary[0]"))
  }
}
