/// A pattern of other tools' files: `*`, `?`, `[a-z]`, `[!a-z]` or `[^a-z]`, `{one,other}` and a
/// backslash before what is meant as it is.
///
/// As Go's `filepath.Match` and gobwas/glob read them, but for rare brackets. A star takes slashes,
/// too: whoever matches names gives none.
struct Wildcard {
  private enum Part {
    case any
    case one
    case exactly(Unicode.Scalar)
    case range([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  /// The more braces, the more patterns; beyond this the rest matches nothing.
  private static let mostAlternatives = 256

  private let alternatives: [[Part]]

  /// - Parameter braces: Whether they name alternatives; else they stand for themselves.
  init(_ text: String, braces: Bool = false) {
    let texts = braces ? Self.expanded(Array(text.unicodeScalars)) : [Array(text.unicodeScalars)]
    alternatives = texts.compactMap(Self.parts)
  }

  func matches(_ text: some StringProtocol) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return alternatives.contains { Self.matches($0, scalars) }
  }

  /// In time of at most the product of both lengths, whatever the pattern.
  private static func matches(_ parts: [Part], _ scalars: [Unicode.Scalar]) -> Bool {
    var (part, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, case .any = parts[part] {
        retry = (part + 1, index)
        part += 1
      } else if part < parts.count, accepts(parts[part], scalars[index]) {
        (part, index) = (part + 1, index + 1)
      } else if let last = retry {
        retry = (last.part, last.index + 1)
        (part, index) = (last.part, last.index + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private static func accepts(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .any: false
    case .one: true
    case .exactly(let wanted): wanted == scalar
    case .range(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// Nil for a bracket that is not closed, which matches nothing.
  private static func parts(of text: [Unicode.Scalar]) -> [Part]? {
    var rest = text[...]
    var parts: [Part] = []
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": parts.append(.any)
      case "?": parts.append(.one)
      case "[":
        guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
        parts.append(bracket(rest[..<end]))
        rest = rest[(end + 1)...]
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        parts.append(.exactly(next))
      case _: parts.append(.exactly(scalar))
      }
    }
    return parts
  }

  private static func bracket(_ inside: ArraySlice<Unicode.Scalar>) -> Part {
    var rest = inside
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let first = rest.popFirst() {
      var last = first
      if rest.first == "-", let end = rest.dropFirst().first {
        rest.removeFirst(2)
        last = max(first, end)
      }
      ranges.append(first...last)
    }
    return .range(ranges, isNegated: isNegated)
  }

  /// Each way through the braces.
  private static func expanded(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var done: [[Unicode.Scalar]] = []
    var waiting = [text]
    while let next = waiting.popLast(), done.count + waiting.count < mostAlternatives {
      guard let (range, choices) = innermostBraces(of: next) else {
        done.append(next)
        continue
      }
      waiting += choices.prefix(mostAlternatives).map {
        Array(next[..<range.lowerBound] + $0 + next[range.upperBound...])
      }
    }
    return done
  }

  private static func innermostBraces(
    of text: [Unicode.Scalar]
  ) -> (range: Range<Int>, choices: [ArraySlice<Unicode.Scalar>])? {
    guard let end = text.firstIndex(of: "}"), let start = text[..<end].lastIndex(of: "{") else {
      return nil
    }
    let choices = text[(start + 1)..<end].split(separator: ",", omittingEmptySubsequences: false)
    return (start..<(end + 1), choices)
  }
}
