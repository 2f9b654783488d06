/// What is asked for one check, and so how its value is told from the answers.
package enum Questions: Hashable, Sendable {
  /// One query gives the value itself.
  case value(String)
  case share(Share)
  case quantile(Quantile)
  case last(Last)
  /// One query whose values are given to conditions, all of them.
  case values(Values)
  /// Nothing: another provider of metrics has the value.
  case notAsked(provider: String)

  package struct Values: Hashable, Sendable {
    package let text: String
    /// Nil for the moment that is judged alone.
    package let range: QueryRange?

    package init(text: String, range: QueryRange? = nil) {
      self.text = text
      self.range = range
    }

    /// By what the query is known.
    package var title: String { range?.title(of: text) ?? text }
  }

  /// One query as Flagger reads its answer: of several series the last one counts, and an infinity
  /// is a value. Source: Flagger, `pkg/metrics/providers/prometheus.go`.
  package struct Last: Hashable, Sendable {
    package let text: String
    /// From the query's unit to the check's.
    package let scale: Double
    /// Whether the fraction of the scaled value is dropped, as Flagger does with milliseconds.
    package let isTruncated: Bool

    package init(text: String, scale: Double = 1, isTruncated: Bool = false) {
      self.text = text
      self.scale = scale
      self.isTruncated = isTruncated
    }
  }

  /// A part of a whole, divided here and not in the store: a part without series is then 0, and a
  /// total failure is a value and not "no data".
  package struct Share: Hashable, Sendable {
    package let part: String
    package let whole: String
    /// Counts the requests in the window; nil where nothing counts them.
    package let requests: String?
    /// 100 for percent, 1 for a ratio.
    package let scale: Double
    /// Whether the value is what the part leaves of the whole: success from failures.
    package let isComplement: Bool
    /// The time of the newest sample; nil where it is not asked.
    package let newest: String?

    package init(
      part: String, whole: String, requests: String?, scale: Double, isComplement: Bool = false,
      newest: String? = nil
    ) {
      self.part = part
      self.whole = whole
      self.requests = requests
      self.scale = scale
      self.isComplement = isComplement
      self.newest = newest
    }
  }

  /// A quantile of a classic histogram, with the buckets it was taken from: they hold the number of
  /// requests, and tell whether the quantile lies above the highest finite bound.
  package struct Quantile: Hashable, Sendable {
    /// In the open range 0...1.
    package let quantile: Double
    package let value: String
    package let buckets: String
    /// From the histogram's unit to the check's.
    package let scale: Double
    package let newest: String?

    package init(
      quantile: Double, value: String, buckets: String, scale: Double = 1, newest: String? = nil
    ) {
      self.quantile = quantile
      self.value = value
      self.buckets = buckets
      self.scale = scale
      self.newest = newest
    }
  }

  /// Every query with what it is for, in the order of the report; equal ones are asked once.
  package var queries: [(role: String, text: String)] {
    switch self {
    case .value(let text):
      return [("value", text)]
    case .last(let last):
      return [("value", last.text)]
    case .values(let values):
      return [("value", values.title)]
    case .notAsked:
      return []
    case .share(let share):
      let asked = [
        ("part", share.part), ("of", share.whole), ("requests", share.requests),
        ("newest", share.newest),
      ]
      return asked.compactMap { role, text in
        guard let text, role != "requests" || text != share.whole else { return nil }
        return (role, text)
      }
    case .quantile(let quantile):
      let asked = [("value", quantile.value), ("buckets", quantile.buckets)]
      return asked + (quantile.newest.map { [("newest", $0)] } ?? [])
    }
  }
}

extension Questions {
  /// The queries that are asked over a span, by their titles.
  package var ranges: [String: Values] {
    switch self {
    case .values(let values): values.range == nil ? [:] : [values.title: values]
    case .value, .share, .quantile, .last, .notAsked: [:]
    }
  }
}
