/// The canary's part of the traffic, in parts of a total: 30 of 100, or 15 of 1000.
///
/// Weights are compared only within one rollout, where all have the same total.
package struct Weight: Hashable, Sendable {
  /// 0...`total`.
  package let parts: Int
  /// 1...1,000,000; 100 unless the config says otherwise.
  package let total: Int

  package static let totals = 1...1_000_000

  /// Nil for a total outside `totals` or parts outside 0...total.
  package init?(_ parts: Int, of total: Int = 100) {
    guard Self.totals.contains(total), (0...total).contains(parts) else { return nil }
    self.parts = parts
    self.total = total
  }

  private init(unchecked parts: Int, of total: Int) {
    (self.parts, self.total) = (parts, total)
  }

  /// No traffic, in the same total.
  package var zero: Weight { Weight(unchecked: 0, of: total) }

  package var isZero: Bool { parts == 0 }
}

extension Weight: Comparable {
  package static func < (one: Weight, other: Weight) -> Bool { one.parts < other.parts }
}

extension Weight: CustomStringConvertible {
  /// `30` of 100; `15/1000` of any other total.
  package var description: String { total == 100 ? "\(parts)" : "\(parts)/\(total)" }
}
