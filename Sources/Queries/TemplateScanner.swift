/// Splits a template, following PromQL's strings and comments so far as to know each name's place.
struct TemplateScanner {
  private var rest: Substring
  private var action = 0
  private var open: QueryTemplate.Place = .bare
  private var isComment = false
  /// The last two characters outside strings that are no space: a string's matcher.
  private var before = ""

  init(_ text: String) {
    rest = text[...]
  }

  mutating func pieces() throws(TemplateFault) -> [QueryTemplate.Piece] {
    var pieces: [QueryTemplate.Piece] = []
    var text = ""
    while let character = rest.first {
      if rest.hasPrefix("{{") {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.name(try name(), open, action: action))
        action += 1
        before = ""
      } else if character == "\\", case .string = open {
        text += takeEscape()
      } else if character == "\\", case .pattern = open {
        text += takeEscape()
      } else {
        text.append(character)
        rest.removeFirst()
        pass(character)
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  private mutating func takeEscape() -> Substring {
    let escape = rest.prefix(2)
    rest = rest.dropFirst(2)
    return escape
  }

  /// Takes `{{ name }}`.
  private mutating func name() throws(TemplateFault) -> String {
    let inside = rest.dropFirst(2)
    guard let end = inside.firstRange(of: "}}") else {
      throw TemplateFault(
        action: action, what: "\"{{\" is never closed", advice: "close it with \"}}\"")
    }
    let words = inside[..<end.lowerBound].split(whereSeparator: \.isWhitespace)
    rest = rest[end.upperBound...]
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
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "."
      || scalar == "_" || scalar == "-"
  }

  /// Follows strings and comments over one character of query text.
  private mutating func pass(_ character: Character) {
    if isComment {
      isComment = !character.isNewline
      return
    }
    switch open {
    case .string(let quote), .pattern(let quote):
      if character == quote { close() }
    case .raw:
      if character == "`" { close() }
    case .bare:
      let isPattern = before == "=~" || before == "!~"
      switch character {
      case "#": isComment = true
      case "\"", "'": open = isPattern ? .pattern(quote: character) : .string(quote: character)
      case "`": open = .raw(isPattern: isPattern)
      case _ where character.isWhitespace: break
      default: before = String((before + String(character)).suffix(2))
      }
    }
  }

  private mutating func close() {
    open = .bare
    before = ""
  }
}
