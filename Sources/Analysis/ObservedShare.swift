import Diagnostics

/// A weight as the share of the requests that it stands for: `parts` of `total`.
package struct CommittedShare: Hashable, Sendable {
  /// 0...`total`.
  package let parts: Int
  /// 1 or more.
  package let total: Int

  package init(parts: Int, of total: Int) {
    (self.parts, self.total) = (parts, total)
  }

  /// 0...1.
  package var fraction: Double { Double(parts) / Double(total) }
}

extension CommittedShare: CustomStringConvertible {
  /// `30` of 100; `15/1000` of any other total.
  package var description: String { total == 100 ? "\(parts)" : "\(parts)/\(total)" }

  /// An observed share, 0...1, with one digit after the point, or as many more as tell it from this
  /// one: `9.9 %`.
  package func percentText(of observed: Double) -> String {
    func text(_ share: Double, _ digits: Int) -> String {
      DecimalText.text(share * 100, fractionDigits: digits)
    }
    let digits = (1...9).first { text(observed, $0) != text(fraction, $0) }
    return text(observed, digits ?? 1) + " %"
  }
}

/// The canary's share of the requests, to be held against the weight that Git has.
package struct ObservedShare: Hashable, Sendable {
  /// The requests in one window, as the store counted them.
  package let canary: Measurement.Value
  package let baseline: Measurement.Value
  package let committed: CommittedShare
  /// By how much the share may be off whatever chance says, 0...1: requests come in sessions, and
  /// `increase()` extrapolates.
  package let slack: Double

  package enum Finding: Hashable, Sendable {
    /// The share is the committed one, as far as so many requests tell.
    case live
    case notLive(observed: Double, committed: CommittedShare)
    /// The baseline has traffic, the canary has none.
    case unreached
    /// Not to be told: no data, no traffic, too few requests, or the store failed.
    case unknown(Reason)
  }

  /// `slack` replaces the default.
  package init(
    canary: Measurement.Value, baseline: Measurement.Value, committed: CommittedShare,
    slack: Double? = nil
  ) {
    self.canary = canary
    self.baseline = baseline
    self.committed = committed
    self.slack = slack ?? Self.defaultSlack(at: committed)
  }

  /// Two percentage points, or a tenth of the smaller of the two shares, whichever is more.
  ///
  /// The smaller one, since an error in either count moves the share by as much as the other side
  /// has: at 95 a tenth of the weight would hide that 5 of 100 still go to the baseline.
  private static func defaultSlack(at committed: CommittedShare) -> Double {
    max(0.02, min(committed.fraction, 1 - committed.fraction) / 10)
  }

  /// Nil where they can't be told.
  package var canaryRequests: Double? { try? canaryCount.get() }

  /// Nil where they can't be told.
  package var baselineRequests: Double? { try? baselineCount.get() }

  /// 0...1; nil where a count can't be told, or without requests.
  package var observed: Double? {
    guard let canaryRequests, let baselineRequests else { return nil }
    let all = canaryRequests + baselineRequests
    return all > 0 ? canaryRequests / all : nil
  }

  package var finding: Finding {
    let canary: Double
    let all: Double
    switch (canaryCount, baselineCount) {
    case (.success(let count), .success(let rest)): (canary, all) = (count, count + rest)
    case (.failure(let reason), .success), (.success, .failure(let reason)): return .unknown(reason)
    case (.failure(let one), .failure(let other)):
      return .unknown(other.isUnanswered ? other : one)
    }
    guard all > 0 else { return .unknown(.noTraffic) }
    let share = committed.fraction
    let needed = ShareTest.leastRequests(at: share)
    let isTelling = share == 0 || all.rounded() >= Double(needed)
    if share > 0, canary.rounded() == 0, isTelling { return .unreached }
    // 0.12 is 0.01999... from 0.1, and 0.08 is 0.02000...1.
    let isOff = (canary / all - share).magnitude > slack + Limit.relativeTolerance
    if isOff, ShareTest.isImprobable(canary, of: all, at: share) {
      return .notLive(observed: canary / all, committed: committed)
    }
    return isTelling ? .live : .unknown(.tooFewRequests(seen: all, needed: needed))
  }

  /// A canary without series got nothing: by Git, it is there.
  private var canaryCount: Result<Double, Reason> { Self.count(canary, ifAbsent: 0) }

  /// Only a baseline that is to have nothing may be absent; elsewhere its name may be wrong.
  private var baselineCount: Result<Double, Reason> {
    Self.count(baseline, ifAbsent: committed.parts == committed.total ? 0 : nil)
  }

  private static func count(
    _ value: Measurement.Value, ifAbsent absent: Double?
  ) -> Result<Double, Reason> {
    switch value {
    case .exactly(let count), .atLeast(let count):
      count >= 0 ? .success(count) : .failure(.wrongType("a negative count"))
    case .values:
      .failure(.wrongType("a list of values"))
    case .none(.noData):
      absent.map(Result.success) ?? .failure(.noData)
    case .none(let reason):
      .failure(reason)
    }
  }
}
