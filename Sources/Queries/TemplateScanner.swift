/// Splits a template, following PromQL's strings and comments so far as to know each name's place.
struct TemplateScanner {
  private var rest: Substring.UnicodeScalarView
  private var action = 0
  private var open: QueryTemplate.Place = .bare
  /// The last two characters outside strings that are no space: a string's matcher.
  private var before = ""

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  mutating func pieces() throws(TemplateFault) -> [QueryTemplate.Piece] {
    var pieces: [QueryTemplate.Piece] = []
    var text = String.UnicodeScalarView()
    while let scalar = rest.first {
      if scalar == "{", rest.dropFirst().first == "{" {
        if !text.isEmpty { pieces.append(.text(String(text))) }
        text = String.UnicodeScalarView()
        pieces.append(.name(try name(), open, action: action))
        action += 1
        before = ""
      } else if scalar == "\\", open.hasEscapes {
        text += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        text.append(scalar)
        rest.removeFirst()
        pass(scalar)
      }
    }
    if !text.isEmpty { pieces.append(.text(String(text))) }
    return pieces
  }

  /// Takes `{{ name }}`.
  private mutating func name() throws(TemplateFault) -> String {
    let inside = Substring(rest.dropFirst(2))
    guard let end = inside.firstRange(of: "}}") else {
      throw TemplateFault(
        action: action, what: "\"{{\" is never closed", advice: "close it with \"}}\"")
    }
    let words = inside[..<end.lowerBound].split(whereSeparator: \.isWhitespace)
    rest = inside[end.upperBound...].unicodeScalars
    guard words.count == 1, let word = words.first, word.unicodeScalars.allSatisfy(Self.isNamePart)
    else {
      throw TemplateFault(
        action: action,
        what: "\"{{\(inside[..<end.lowerBound])}}\" is not a name",
        advice: "write one name, as in {{ canary }}; functions and pipes are not known here")
    }
    return String(word)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || QuerySpelling.isDigit(scalar) || scalar == "."
      || scalar == "_" || scalar == "-"
  }

  /// Follows strings and comments over one character of query text.
  private mutating func pass(_ scalar: Unicode.Scalar) {
    switch open {
    case .comment:
      if QuerySpelling.endsComment(scalar) { open = .bare }
    case .string(let quote), .pattern(let quote):
      if Character(scalar) == quote { close() }
    case .raw:
      if scalar == "`" { close() }
    case .bare:
      let isPattern = before == "=~" || before == "!~"
      switch scalar {
      case "#": open = .comment
      case "\"": open = isPattern ? .pattern(quote: "\"") : .string(quote: "\"")
      case "'": open = isPattern ? .pattern(quote: "'") : .string(quote: "'")
      case "`": open = .raw(isPattern: isPattern)
      case _ where QuerySpelling.isSpace(scalar): break
      default: before = String((before + String(scalar)).suffix(2))
      }
    }
  }

  private mutating func close() {
    open = .bare
    before = ""
  }
}

extension QueryTemplate.Place {
  fileprivate var hasEscapes: Bool {
    switch self {
    case .string, .pattern: true
    case .bare, .raw, .comment: false
    }
  }
}
