/// When a hook is called, in Flagger's words.
///
/// Source: flagger `pkg/controller/scheduler.go` and `webhook.go`.
package enum HookKind: String, Hashable, Sendable, CaseIterable {
  /// Before the start. Where it is not given the rollout waits; that is no failed run.
  case confirmRollout = "confirm-rollout"
  /// At the start. Its failure is a failed run.
  case preRollout = "pre-rollout"
  /// At each judging. Its failure is a failed run.
  case rollout
  /// Before each raise of the weight. Where it is not given the weight is held; that is no failed
  /// run.
  case confirmTrafficIncrease = "confirm-traffic-increase"
  /// At the top, before the promotion or the finish. Where it is not given the weight is held; that
  /// is no failed run.
  case confirmPromotion = "confirm-promotion"
  /// While the rollout is on its way. Its success rolls back at once; its failure changes nothing.
  case rollback
  /// After the rollout has succeeded or failed. It is only told.
  case postRollout = "post-rollout"
}
