import Manifests
import SeededRandom
import YAMLText

/// A sample of every kind. A new kind gets a file in `Samples`, and a line here.
extension SampledKind {
  package static let all: [SampledKind] =
    [virtualService] + gatewayRoutes + ingresses + meshes + proxies + valuesByPath
}

/// What the samples share.
extension SampledKind {
  static func host(of slot: Slot) -> String {
    switch slot {
    case .canary: "podinfo-canary"
    case .baseline: "podinfo-primary"
    case .other(let number): "shop-\(number)"
    }
  }

  /// By their hosts; the baseline may be left out where nobody else is in the list.
  static func hosts(_ slots: [Slot], _ numbers: inout SeededNumbers) -> ManifestTarget.Aim {
    let mayOmit = slots.count == 2 && numbers.chance(1, of: 3)
    return .destinations(
      canary: Destination(host: host(of: .canary)),
      baseline: mayOmit ? nil : Destination(host: host(of: .baseline)))
  }

  static func metadata(_ numbers: inout SeededNumbers) -> Sketch {
    let metadata: Sketch = ["name": "podinfo", "annotations": ["weight": "5"]]
    return metadata.adding([("namespace", "test")], where: numbers.chance(1, of: 2))
  }

  static func values(
    _ canary: String, and baseline: String? = nil
  ) throws -> ManifestTarget.Aim {
    .values(
      canary: try YAMLPath(parsing: canary),
      baseline: try baseline.map { try YAMLPath(parsing: $0) })
  }
}
