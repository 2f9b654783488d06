import Diagnostics

/// A trap that a query of the user's own holds.
package enum QueryTrap: Hashable, Sendable {
  /// The numerator is empty when all requests are of the kind that it leaves out.
  case totalFailureIsNoData
  /// The numerator is empty when no request is of its kind.
  case noFailureIsNoData
  /// A range that is shorter than four scrapes.
  case shortRange(Duration)

  package var what: String {
    switch self {
    case .totalFailureIsNoData:
      "when every request fails the numerator has no series, and the answer is \"no data\""
    case .noFailureIsNoData:
      "when no request matches the numerator has no series, and the answer is \"no data\""
    case .shortRange(let range):
      "the range [\(DurationText.text(range))] is shorter than four scrapes"
    }
  }

  package var advice: String {
    switch self {
    case .totalFailureIsNoData, .noFailureIsNoData:
      "write it as ratio: {part, of}, where a part without series is 0"
    case .shortRange:
      "take four scrapes or more, or rate() has too few samples"
    }
  }
}

/// The traps of a query as it will be sent; `scrapeInterval` is nil where nobody gave it.
///
/// A reading of its text, not of its grammar: it names the shapes that people write, `good / all`
/// and `100 - good / all`, and stays silent about what it does not recognise.
package func traps(in query: String, scrapeInterval: Duration?) -> [QueryTrap] {
  let outline = QueryOutline(query)
  var traps: [QueryTrap] = []
  if let division = outline.division, !division.hasFallback,
    !division.onlyInNumerator.isEmpty
  {
    traps.append(division.countsSuccesses ? .totalFailureIsNoData : .noFailureIsNoData)
  }
  if let scrapeInterval {
    traps += outline.ranges.filter { $0 < scrapeInterval * 4 }.map(QueryTrap.shortRange)
  }
  return traps
}
