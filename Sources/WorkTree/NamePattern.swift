/// One part of a pattern, between slashes: `*`, `?`, `[a-z]`, `[!a-z]`, and a backslash before what is
/// meant as it is. As in a shell, only a pattern that begins with a point finds hidden names.
struct NamePattern {
  private enum Part {
    case any
    case one
    case exactly(Unicode.Scalar)
    case range([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let parts: [Part]
  private let findsHidden: Bool

  /// Nil where a bracket is not closed or a range runs backwards.
  init?(_ text: String) {
    var rest = text.unicodeScalars[...]
    var parts: [Part] = []
    findsHidden = rest.first == "."
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": parts.append(.any)
      case "?": parts.append(.one)
      case "[":
        guard let range = Self.bracket(&rest) else { return nil }
        parts.append(range)
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        parts.append(.exactly(next))
      case _: parts.append(.exactly(scalar))
      }
    }
    self.parts = parts
  }

  /// Whether the text is a pattern at all, and not just a name.
  static func isPattern(_ text: String) -> Bool {
    text.unicodeScalars.contains { "*?[\\".unicodeScalars.contains($0) }
  }

  /// In time of at most the product of both lengths, whatever the pattern.
  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    guard findsHidden || scalars.first != "." else { return false }
    var (part, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, case .any = parts[part] {
        retry = (part + 1, index)
        part += 1
      } else if part < parts.count, Self.accepts(parts[part], scalars[index]) {
        (part, index) = (part + 1, index + 1)
      } else if let last = retry {
        // The latest star takes one more; an earlier one need not be asked again.
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

  private static func bracket(_ rest: inout Substring.UnicodeScalarView) -> Part? {
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let first = rest.popFirst() {
      // A closing bracket in the first place is meant as it is.
      if first == "]", !ranges.isEmpty { return .range(ranges, isNegated: isNegated) }
      var last = first
      if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
        rest.removeFirst(2)
        last = end
      }
      guard first <= last else { return nil }
      ranges.append(first...last)
    }
    return nil
  }
}
