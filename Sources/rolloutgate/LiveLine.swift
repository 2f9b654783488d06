import Diagnostics
import Gate

/// The line at a terminal's foot that is written over while a run waits: what each rollout is at, and
/// how long that takes at most.
///
/// A class, for the terminal has one such line.
final class LiveLine {
  private var latest: [String: Progress] = [:]
  private var last: Progress?
  /// When the last one was told.
  private var toldAt = ContinuousClock.now
  /// What each rollout had before it when its present state began.
  private var whole: [String: Duration] = [:]

  func tell(_ progress: Progress) {
    if latest[progress.rollout]?.state.name != progress.state.name {
      whole[progress.rollout] = progress.state.rest
    }
    latest[progress.rollout] = progress
    (last, toldAt) = (progress, .now)
  }

  /// Nil before anything was told.
  ///
  /// - Parameter isUnicode: Whether the bar has blocks, or signs of ASCII.
  func text(isUnicode: Bool) -> String? {
    guard let last else { return nil }
    let passed = toldAt.duration(to: .now)
    let rest = last.state.rest.map { max($0 - passed, .zero) }
    var parts: [String] = []
    if let rest, let whole = whole[last.rollout], whole > .zero {
      parts.append(Self.bar(1 - rest / whole, isUnicode: isUnicode))
    }
    if latest.count > 1 {
      let decided = latest.values.count { $0.state == .concluded }
      parts.append("\(decided) of \(latest.count) decided")
    }
    parts.append(last.line(rest: rest, isLive: true))
    return parts.joined(separator: "  ")
  }

  private static func bar(_ share: Double, isUnicode: Bool) -> String {
    let width = 10
    let full = min(max(Int((share * Double(width)).rounded(.down)), 0), width)
    let signs = isUnicode ? ("█", "·") : ("#", ".")
    return String(repeating: signs.0, count: full)
      + String(repeating: signs.1, count: width - full)
  }
}

extension Progress.State {
  fileprivate var rest: Duration? {
    switch self {
    case .waiting(let rest), .baking(let rest): rest
    case .concluded: nil
    }
  }

  fileprivate var name: String {
    switch self {
    case .waiting: "waiting"
    case .baking: "baking"
    case .concluded: "concluded"
    }
  }
}

extension Progress {
  /// `test/podinfo  2026-01-01T00:50:00Z  sample 3: pass, 0 failed, at most 8m30s more`.
  ///
  /// - Parameters:
  ///   - rest: What is left of the wait; nil for what was left at the sample.
  ///   - isLive: Whether it is of this moment, and needs none.
  func line(rest: Duration? = nil, isLive: Bool = false) -> String {
    let judged =
      samples == 0
      ? standing.rawValue : "sample \(samples): \(standing.rawValue), \(failed) failed"
    let text =
      switch state {
      case .waiting(let told):
        "\(judged), waiting for the weight to be live, at most \((rest ?? told).text) more"
      case .baking(let told): "\(judged), at most \((rest ?? told).text) more"
      case .concluded: "\(judged), decided"
      }
    return isLive ? "\(rollout)  \(text)" : "\(rollout)  \(at)  \(text)"
  }
}

extension Duration {
  /// In whole seconds, the last one begun.
  fileprivate var text: String {
    DurationText.text(
      .seconds(components.seconds + (components.attoseconds > 0 ? 1 : 0)))
  }
}
