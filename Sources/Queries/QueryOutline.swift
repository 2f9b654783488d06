import Diagnostics

/// What of a query's text the lint looks at: its ranges, and its one division.
struct QueryOutline {
  struct Matcher: Hashable {
    let label: String
    /// `=`, `!=`, `=~` or `!~`.
    let sign: String
    let value: String
  }

  struct Division {
    /// Label matchers of the numerator that the denominator does not have.
    let onlyInNumerator: Set<Matcher>
    /// Whether the numerator has `or vector(0)` or the like.
    let hasFallback: Bool

    /// `code!~"5.."`, `code=~"2.."` and their like: the numerator counts what went well.
    var countsSuccesses: Bool {
      onlyInNumerator.contains { matcher in
        let isSuccess =
          ["1", "2", "3"].contains { matcher.value.hasPrefix($0) }
          || ["success", "ok", "OK"].contains(matcher.value)
        return matcher.sign.hasPrefix("!") ? !isSuccess : isSuccess
      }
    }
  }

  private(set) var ranges: [Duration] = []
  /// Nil where there is none, several, or one whose sides have no label matchers.
  private(set) var division: Division?

  /// The text outside the division is the numerator's; behind its `/`, the denominator's.
  private struct Side {
    var matchers: [Matcher] = []
    var words: Set<String> = []
  }

  init(_ query: String) {
    var sides = [Side()]
    var rest = query.unicodeScalars[...]
    while let scalar = rest.first {
      let last = sides.count - 1
      if QuerySpelling.isWordPart(scalar) {
        sides[last].words.insert(Self.takeWord(&rest).lowercased())
        continue
      }
      if QuerySpelling.isQuote(scalar) {
        _ = Self.takeString(&rest)
        continue
      }
      rest.removeFirst()
      switch scalar {
      case "#": rest = rest.drop { !QuerySpelling.endsComment($0) }
      case "{": sides[last].matchers += Self.takeMatchers(&rest)
      case "[":
        let range = rest.prefix { $0 != "]" && $0 != ":" }
        if let duration = DurationText.duration(Substring(range)) { ranges.append(duration) }
        rest = rest[range.endIndex...]
      case "/": sides.append(Side())
      default: break
      }
    }
    guard sides.count == 2, !sides[0].matchers.isEmpty, !sides[1].matchers.isEmpty else { return }
    division = Division(
      onlyInNumerator: Set(sides[0].matchers).subtracting(sides[1].matchers),
      hasFallback: sides[0].words.contains("or"))
  }

  private static func takeWord(_ rest: inout Substring.UnicodeScalarView) -> String {
    let word = rest.prefix(while: QuerySpelling.isWordPart)
    rest = rest[word.endIndex...]
    return String(Substring(word))
  }

  /// Takes a string with its quotes, and gives what stands between them.
  private static func takeString(_ rest: inout Substring.UnicodeScalarView) -> String {
    var value = String.UnicodeScalarView()
    guard let quote = rest.popFirst() else { return "" }
    while let scalar = rest.popFirst(), scalar != quote {
      value.append(scalar)
      if scalar == "\\", quote != "`", let escaped = rest.popFirst() { value.append(escaped) }
    }
    return String(value)
  }

  /// Takes `a="x",b!~"y"}` behind its brace.
  private static func takeMatchers(_ rest: inout Substring.UnicodeScalarView) -> [Matcher] {
    var matchers: [Matcher] = []
    var label = ""
    var sign = ""
    while let scalar = rest.first, scalar != "}" {
      if QuerySpelling.isQuote(scalar) {
        matchers.append(Matcher(label: label, sign: sign, value: takeString(&rest)))
        (label, sign) = ("", "")
      } else if QuerySpelling.isWordPart(scalar) {
        label = takeWord(&rest)
      } else {
        rest.removeFirst()
        if "=!~".unicodeScalars.contains(scalar) { sign.unicodeScalars.append(scalar) }
        if scalar == "#" { rest = rest.drop { !QuerySpelling.endsComment($0) } }
      }
    }
    rest = rest.dropFirst()
    return matchers
  }
}
