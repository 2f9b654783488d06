/// When a hook is called, in Flagger's words.
package enum HookKind: String, Hashable, Sendable, CaseIterable {
  case confirmRollout = "confirm-rollout"
  case preRollout = "pre-rollout"
  case rollout
  case confirmTrafficIncrease = "confirm-traffic-increase"
  case confirmPromotion = "confirm-promotion"
  case rollback
  case postRollout = "post-rollout"
}
