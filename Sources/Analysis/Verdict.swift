/// What is known about a check: that it keeps its criterion, that it breaks it, or neither.
package enum Verdict: Hashable, Sendable {
  case pass
  case fail(Breach)
  case inconclusive(Reason)
}

/// How a criterion was broken.
package enum Breach: Hashable, Sendable {
  case belowMinimum(value: Double, min: Double)
  case aboveMaximum(value: Double, max: Double)
  /// The histogram's highest finite bound is above the limit already, so the value is, too.
  case beyondHistogram(bound: Double, max: Double)
  /// What may not be holds, or what must hold does not: the condition's text.
  case failureCondition(String)
  case successCondition(String)
  /// There is no trustworthy value, and the config says that this fails.
  case byPolicy(Reason)
}
