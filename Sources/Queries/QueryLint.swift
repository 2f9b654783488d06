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
    let isLeavingOut = division.onlyInNumerator.contains { $0.contains("!") }
    let isTurned = outline.subtractsFrom != nil
    traps.append(
      isLeavingOut || !isTurned && division.looksLikeSuccess
        ? .totalFailureIsNoData : .noFailureIsNoData)
  }
  if let scrapeInterval {
    traps += outline.ranges.filter { $0 < scrapeInterval * 4 }.map(QueryTrap.shortRange)
  }
  return traps
}

/// What of a query's text the lint looks at.
private struct QueryOutline {
  struct Division {
    /// Label matchers of the numerator that the denominator does not have.
    let onlyInNumerator: Set<String>
    /// Whether the numerator has `or vector(0)` or the like.
    let hasFallback: Bool

    /// `code=~"2.."` and its like: the numerator counts what went well.
    var looksLikeSuccess: Bool {
      onlyInNumerator.contains { matcher in
        guard let value = matcher.split(separator: "\"").dropFirst().first else { return false }
        return ["1", "2", "3"].contains { value.hasPrefix($0) }
          || ["success", "ok", "OK"].contains(String(value))
      }
    }
  }

  private(set) var ranges: [Duration] = []
  private(set) var division: Division?
  /// The number before a `-` that comes before the division: `100 - a / b`.
  private(set) var subtractsFrom: Double?

  init(_ query: String) {
    var matchers: [[String]] = [[]]
    var words: [[String]] = [[]]
    var word = ""
    var lastNumber: Double?
    var rest = query[...]
    func isWordPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || "_:.".contains(character)
    }
    func endWord() {
      guard !word.isEmpty else { return }
      lastNumber = DecimalText.number(word)
      words[words.count - 1].append(word)
      word = ""
    }
    while let character = rest.popFirst() {
      if isWordPart(character) {
        word.append(character)
        continue
      }
      endWord()
      switch character {
      case "#": rest = rest.drop { !$0.isNewline }
      case "\"", "'", "`": rest = Self.afterString(rest, quote: character)
      case "{": matchers[matchers.count - 1] += Self.takeMatchers(&rest)
      case "[":
        let range = rest.prefix { $0 != "]" && $0 != ":" }
        if let duration = DurationText.duration(range) { ranges.append(duration) }
        rest = rest[range.endIndex...]
      case "-" where matchers.count == 1: subtractsFrom = subtractsFrom ?? lastNumber
      case "/" where matchers.count == 1 && !matchers[0].isEmpty:
        matchers.append([])
        words.append([])
      default: break
      }
    }
    endWord()
    guard matchers.count == 2, !matchers[1].isEmpty else { return }
    division = Division(
      onlyInNumerator: Set(matchers[0]).subtracting(matchers[1]),
      hasFallback: words[0].contains("or"))
  }

  private static func afterString(_ rest: Substring, quote: Character) -> Substring {
    var rest = rest
    while let character = rest.popFirst(), character != quote {
      if character == "\\", quote != "`" { _ = rest.popFirst() }
    }
    return rest
  }

  /// Takes `a="x",b!~"y"}` and gives each matcher without spaces.
  private static func takeMatchers(_ rest: inout Substring) -> [String] {
    var matchers: [String] = []
    var matcher = ""
    while let character = rest.popFirst(), character != "}" {
      switch character {
      case "\"", "'", "`":
        let after = afterString(rest, quote: character)
        matcher += "\"" + rest[..<after.startIndex].dropLast() + "\""
        rest = after
      case ",":
        matchers.append(matcher)
        matcher = ""
      case _ where character.isWhitespace: break
      default: matcher.append(character)
      }
    }
    return (matchers + [matcher]).filter { !$0.isEmpty }
  }
}
