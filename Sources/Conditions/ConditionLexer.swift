struct ConditionToken: Sendable {
  enum Kind: Equatable, Sendable {
    case whole(Int)
    case real(Double)
    case text(String)
    case name(String)
    /// An operator or a bracket; `and`, `or`, `not` and `in` among them.
    case sign(String)
    case end
  }

  let kind: Kind
  let written: String
  /// In Unicode scalars.
  let offset: Int
}

/// Splits a condition into tokens, passing over spaces and comments.
struct ConditionLexer {
  let scalars: [Unicode.Scalar]
  var index = 0

  static func tokens(of text: String) throws(ConditionFault) -> [ConditionToken] {
    var lexer = ConditionLexer(scalars: Array(text.unicodeScalars))
    var tokens: [ConditionToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(ConditionFault) -> ConditionToken {
    try passBlanks()
    let start = index
    let kind = try kind()
    return ConditionToken(kind: kind, written: text(from: start), offset: start)
  }

  private mutating func kind() throws(ConditionFault) -> ConditionToken.Kind {
    guard let scalar = peek() else { return .end }
    switch scalar {
    case "0"..."9": return try number()
    case "." where digits.contains(peek(1) ?? " "): return try number()
    case "\"", "'": return .text(try quoted(by: scalar))
    case "`": return .text(try raw())
    case _ where isNamePart(scalar): return word()
    default: break
    }
    let pair = peek(1).map { "\(scalar)\($0)" } ?? ""
    if pairs.contains(pair) {
      index += 2
      return .sign(pair)
    }
    guard signs.contains(scalar) else {
      throw fault(
        "\"\(scalar.escaped(asASCII: true))\" means nothing in a condition",
        "compare result with a limit, as in result[0] >= 0.95")
    }
    index += 1
    return .sign(String(scalar))
  }

  private mutating func word() -> ConditionToken.Kind {
    let start = index
    while let scalar = peek(), isNamePart(scalar) || digits.contains(scalar) { index += 1 }
    let word = text(from: start)
    return ["and", "or", "not", "in"].contains(word) ? .sign(word) : .name(word)
  }

  private mutating func passBlanks() throws(ConditionFault) {
    while let scalar = peek() {
      if scalar.properties.isWhitespace {
        index += 1
      } else if scalar == "/", peek(1) == "/" {
        while let scalar = peek(), scalar != "\n" { index += 1 }
      } else if scalar == "/", peek(1) == "*" {
        let open = fault("the comment is never closed", "close it with \"*/\"")
        index += 2
        while !(peek() == "*" && peek(1) == "/") {
          guard index < scalars.count else { throw open }
          index += 1
        }
        index += 2
      } else {
        return
      }
    }
  }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    index + ahead < scalars.count ? scalars[index + ahead] : nil
  }

  func text(from start: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<index])
    return String(text)
  }

  func fault(_ what: String, _ advice: String) -> ConditionFault {
    ConditionFault(offset: min(index, scalars.count), what: what, advice: advice)
  }

  func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_", "$": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }
}

private let digits: ClosedRange<Unicode.Scalar> = "0"..."9"

private let pairs: Set<String> = [
  "||", "&&", "==", "!=", "<=", ">=", "..", "**", "??", "?.", "::",
]

private let signs: Set<Unicode.Scalar> = [
  "<", ">", "!", "+", "-", "*", "/", "%", "^", "|", "?", ":", ";", ",", "(", ")", "[", "]", "{",
  "}", "#", ".", "=", "&",
]
