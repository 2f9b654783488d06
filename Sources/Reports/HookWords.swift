import Outcome
import Rollouts

extension HookOutcome {
  /// What its answer means for the rollout: `agrees`, `failed`, `asks for a roll back`.
  var meaning: String {
    switch (kind, end) {
    case (_, .notCalled): "not called"
    case (_, .interrupted): "interrupted"
    case (.rollback, .success): "asks for a roll back"
    case (.rollback, .failure): "asks for nothing"
    case (.postRollout, .success): "told"
    case (.postRollout, .failure): "could not be told"
    case (.confirmRollout, .success), (.confirmTrafficIncrease, .success),
      (.confirmPromotion, .success):
      "agrees"
    case (.confirmRollout, .failure), (.confirmTrafficIncrease, .failure),
      (.confirmPromotion, .failure):
      "does not agree"
    case (.preRollout, .success), (.rollout, .success): "passed"
    case (.preRollout, .failure), (.rollout, .failure): "failed"
    }
  }

  /// `confirm-promotion`, or with a name of its own `release desk (confirm-promotion)`.
  var title: String {
    let name = printable(name, limit: 120)
    return name == kind.rawValue ? name : "\(name) (\(kind.rawValue))"
  }

  /// `confirm-promotion does not agree: HTTP 403, freeze until Monday`.
  var headline: String {
    let said = printable(text, limit: 500)
    return "\(title) \(meaning)" + (end == .notCalled ? "" : ": \(printable(status, limit: 200))")
      + (said.isEmpty ? "" : ", \(said)")
  }

  /// Whether it broke a limit, as a failed check does.
  var isBreach: Bool {
    switch (kind, end) {
    case (.preRollout, .failure), (.rollout, .failure), (.rollback, .success): true
    case (.preRollout, _), (.rollout, _), (.rollback, _), (.confirmRollout, _),
      (.confirmTrafficIncrease, _), (.confirmPromotion, _), (.postRollout, _):
      false
    }
  }

  /// Whether it leaves open what a rollout waits for.
  var isOpen: Bool {
    switch kind {
    case .confirmRollout, .confirmTrafficIncrease, .confirmPromotion:
      end == .failure || end == .interrupted
    case .preRollout, .rollout, .rollback: end == .interrupted
    case .postRollout: false
    }
  }
}
