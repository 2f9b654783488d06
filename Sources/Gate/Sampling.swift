import Diagnostics
import Rollouts

/// How often a run judges before it decides.
package struct Sampling: Hashable, Sendable {
  /// The longest wait until the present weight has been live for a window.
  package let wait: Duration
  /// How long a weight is judged again and again; nil for once.
  ///
  /// The last sample is the one that decides, and it is taken at the end. Its windows end there and
  /// begin where they begin: in a bake that is shorter than they are, before it. What keeps them
  /// full is the record, by which a window that reaches over the last transition passes nothing.
  package let bake: Duration?
  /// From the beginning of one sample to that of the next. A store that takes longer is asked again
  /// at once.
  package let every: Duration

  package static let once = Sampling(wait: .zero, bake: nil)

  package init(wait: Duration, bake: Duration?, every: Duration = .seconds(30)) {
    self.wait = wait
    self.bake = bake
    self.every = every
  }
}

/// The samples of one rollout so far. All times are seconds of the run's own clock.
struct Watch {
  /// All that were taken, mere waits too.
  private(set) var taken = 0
  /// Those that count.
  private(set) var samples = 0
  private(set) var failed = 0
  private var begunAt: Double?
  private var bakesSince: Double?

  enum Next: Hashable {
    case conclude
    /// Another sample when that time has come.
    case again(at: Double, Progress.State)
  }

  /// A timer may be off by as much.
  static let tolerance = 0.001

  /// Takes in a sample that was asked for at a time.
  ///
  /// A failure that no later sample can mend ends it at once, so that no roll back is late: one more
  /// than the limit, or any where there is no bake. All others leave it to the last sample, which a
  /// store that fails for a while does not reach. A weight that is not live when the wait is over
  /// is not baked.
  mutating func next(
    after sample: Sample, at time: Double, _ sampling: Sampling, failureLimit: Int
  ) -> Next {
    let begin = begunAt ?? time
    begunAt = begin
    taken += 1
    guard sample.isOfTime, sample.findings.rollsBack == nil else { return .conclude }
    let waits = bakesSince == nil && sampling.wait > .zero && !sample.isLive
    let isFailed = sample.standing == .fail
    // While the weight is waited for a failure counts; anything else tells nothing yet.
    if isFailed || !waits { samples += 1 }
    if isFailed {
      failed += 1
      guard sampling.bake != nil, failed <= failureLimit else { return .conclude }
    }
    if waits {
      let end = begin + sampling.wait.inSeconds
      let due = min(
        time + sampling.every.inSeconds, end,
        sample.untilFull.map { time + $0.inSeconds } ?? end)
      return again(at: due, from: time, until: end) { .waiting(rest: $0) }
    }
    guard let bake = sampling.bake, !sample.verdicts.isEmpty else { return .conclude }
    let since = bakesSince ?? time
    bakesSince = since
    let end = since + bake.inSeconds
    return again(at: min(time + sampling.every.inSeconds, end), from: time, until: end) {
      .baking(rest: $0)
    }
  }

  private func again(
    at due: Double, from time: Double, until end: Double, _ state: (Duration) -> Progress.State
  ) -> Next {
    end - time <= Self.tolerance
      ? .conclude : .again(at: due, state(.seconds(end - time)))
  }
}

extension Sample {
  /// From the moment that was judged; nil where the windows are full.
  fileprivate var untilFull: Duration? { fullAt?.since(stage.evaluatedAt) }
}
