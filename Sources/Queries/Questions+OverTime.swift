extension Questions {
  /// What is asked for the value's course over a span: without what only a verdict rests on. Nil where
  /// there is nothing to draw: other metrics than the store's, and what looks over a span itself.
  package var overTime: Questions? {
    switch self {
    case .value, .last: return self
    case .values(let values): return values.range == nil ? self : nil
    case .notAsked: return nil
    case .share(let share):
      return .share(
        Share(
          part: share.part, whole: share.whole, requests: nil, scale: share.scale,
          isComplement: share.isComplement))
    case .quantile(let quantile):
      return .quantile(
        Quantile(
          quantile: quantile.quantile, value: quantile.value, buckets: quantile.buckets,
          scale: quantile.scale))
    }
  }
}
