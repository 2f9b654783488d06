import Analysis
import Diagnostics
import Outcome
import Rollouts

/// How often a run judges before it decides.
package struct Sampling: Hashable, Sendable {
  /// The longest wait until the present weight has been live for a window.
  package let wait: Duration
  /// How long a weight is judged again and again; nil for once.
  package let bake: Duration?
  /// From one sample to the next.
  package let every: Duration

  package static let once = Sampling(wait: .zero, bake: nil)

  package init(wait: Duration, bake: Duration?, every: Duration = .seconds(30)) {
    self.wait = wait
    self.bake = bake
    self.every = every
  }
}

/// How a run of several samples is getting on, after one of them.
package struct Progress: Hashable, Sendable {
  package let rollout: String
  /// From 1; 0 while the present weight is waited for.
  package let sample: Int
  package let failed: Int
  package let standing: Standing
  package let at: Timestamp
  /// How long this goes on at most.
  package let rest: Duration
}

/// The samples of one rollout so far.
struct Watch {
  private(set) var samples = 0
  private(set) var failed = 0
  private var bakesSince: Double?

  enum Next: Hashable {
    case conclude
    /// Not before this long from now, and at most for the rest.
    case again(rest: Duration)
  }

  /// Takes a sample in. A failure that no later sample can mend ends it at once, so that no roll
  /// back is late; so does all that time does not mend.
  ///
  /// - Parameter elapsed: Seconds since the run began.
  mutating func next(
    after sample: Sample, _ sampling: Sampling, failureLimit: Int, elapsed: Double
  ) -> Next {
    guard sample.isRepeatable else { return .conclude }
    if bakesSince == nil {
      let waited = sampling.wait - .seconds(elapsed)
      if sample.isHeldByTime, waited > .zero { return .again(rest: waited) }
      guard sampling.bake != nil else { return .conclude }
      bakesSince = elapsed
    }
    samples += 1
    if sample.standing == .fail { failed += 1 }
    let rest = (sampling.bake ?? .zero) - .seconds(elapsed - (bakesSince ?? elapsed))
    return failed > failureLimit || rest <= .zero ? .conclude : .again(rest: rest)
  }
}

/// What the checks of one rollout said at one moment.
struct Sample {
  let checks: [CheckOutcome]
  let occasion: Occasion?
  /// What the hooks said that are called with the checks.
  let hooks: [HookOutcome]
  /// Nil where it is not compared with the weight.
  let traffic: TrafficOutcome?
  /// The moment that was judged.
  let stage: Stage

  var verdicts: [Verdict] { checks.compactMap { $0.judgement?.verdict } }

  var findings: HookFindings { HookFindings(hooks) }

  var standing: Standing { findings.failed.isEmpty ? Standing(of: verdicts) : .fail }

  /// Whether another sample can say more: not before a start, whose checks are of the moment, and
  /// not where nothing is judged.
  fileprivate var isRepeatable: Bool {
    switch occasion {
    case .weight, .promotion: !verdicts.isEmpty && findings.rollsBack == nil
    case .start, nil: false
    }
  }

  /// Whether nothing but time, for the weight to arrive and a window to fill, is missing.
  fileprivate var isHeldByTime: Bool {
    standing == .inconclusive
      && verdicts.allSatisfy { verdict in
        switch verdict {
        case .pass: true
        case .fail: false
        case .inconclusive(let reason): reason.passesWithTime
        }
      }
  }

  /// When the last of the windows is full, as far as that is known.
  var fullAt: Timestamp? {
    verdicts.compactMap { verdict in
      if case .inconclusive(.tooEarly(let until)) = verdict { until } else { nil }
    }.max()
  }
}
