import Diagnostics

struct ActionToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name(String)
    /// Without its `$`; empty for `$` alone.
    case variable(String)
    /// Without its point.
    case field(String)
    case literal(GoValue)
    case dot, declare, assign, pipe, open, close
  }

  let kind: Kind
  /// As it is written, for messages.
  let written: String
  /// Whether a space stands before it.
  let isApart: Bool
}

/// Reads the inside of one action, up to and with its `}}`.
struct ActionLexer {
  let bytes: [UInt8]
  var index: Int
  let action: Int
  /// Whether it ended with ` -}}`.
  private(set) var trims = false

  init(bytes: [UInt8], index: Int, action: Int) {
    (self.bytes, self.index, self.action) = (bytes, index, action)
  }

  mutating func tokens() throws(GoTemplateFault) -> [ActionToken] {
    var tokens: [ActionToken] = []
    while true {
      let start = index
      while let byte = peek(), Byte.isSpace(byte), !isTrimmedEnd { index += 1 }
      let isApart = index > start
      if isTrimmedEnd {
        index += 4
        trims = true
        return tokens
      }
      if begins("}}") {
        index += 2
        return tokens
      }
      let first = index
      let kind = try kind()
      let written = String(decoding: bytes[first..<index], as: UTF8.self)
      tokens.append(ActionToken(kind: kind, written: written, isApart: isApart))
    }
  }

  private mutating func kind() throws(GoTemplateFault) -> ActionToken.Kind {
    guard let byte = peek() else {
      throw fault("\"{{\" is never closed", "close it with \"}}\"")
    }
    switch byte {
    case UInt8(ascii: "\""): return .literal(.text(try quoted()))
    case UInt8(ascii: "`"): return .literal(.text(try raw()))
    case UInt8(ascii: "|"): return one(.pipe)
    case UInt8(ascii: "("): return one(.open)
    case UInt8(ascii: ")"): return one(.close)
    case UInt8(ascii: "="): return one(.assign)
    case UInt8(ascii: ":") where begins(":="):
      index += 2
      return .declare
    case UInt8(ascii: "$"):
      index += 1
      return .variable(try name())
    case UInt8(ascii: "."):
      index += 1
      guard let next = peek(), Byte.isNamePart(next) else { return .dot }
      guard Byte.isDigit(next) else { return .field(try name()) }
      index -= 1
    case _ where Byte.isDigit(byte) || byte == Byte.minus || byte == UInt8(ascii: "+"):
      return try number()
    case _ where Byte.isNamePart(byte):
      return .name(try name())
    default: break
    }
    throw fault(
      "\(shown(byte)) means nothing here",
      "actions hold names, $variables, quoted texts, numbers, \"|\" and parentheses")
  }

  private mutating func one(_ kind: ActionToken.Kind) -> ActionToken.Kind {
    index += 1
    return kind
  }

  /// A name may end only where Go lets it: `variables.two-words` is no name.
  private mutating func name() throws(GoTemplateFault) -> String {
    let start = index
    while let byte = peek(), Byte.isNamePart(byte) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let byte = peek(), !Byte.isSpace(byte), !".,|:)(}".utf8.contains(byte) else {
      return name
    }
    throw fault(
      "\(shown(byte)) can't follow the name \"\(name)\"",
      byte == Byte.minus
        ? "a key with \"-\" is read with index, as in {{ index variables \"two-words\" }}"
        : "put a space between them")
  }

  private mutating func number() throws(GoTemplateFault) -> ActionToken.Kind {
    let start = index
    index += 1
    while let byte = peek(), Byte.isNamePart(byte) || byte == UInt8(ascii: ".") { index += 1 }
    let written = String(decoding: bytes[start..<index], as: UTF8.self)
    let unsigned = written.hasPrefix("+") ? String(written.dropFirst()) : written
    let digits = unsigned.hasPrefix("-") ? unsigned.dropFirst() : unsigned[...]
    let isOctal = digits.utf8.count > 1 && digits.hasPrefix("0") && !digits.contains(".")
    if !isOctal, let value = DecimalText.number(unsigned) {
      if let whole = Int(unsigned) { return .literal(.integer(whole)) }
      return .literal(.number(value))
    }
    throw fault(
      "\"\(written)\" is no plain number", "write digits, as in 5 or 0.5; other forms are not known"
    )
  }

  private func shown(_ byte: UInt8) -> String {
    (0x20..<0x7F).contains(byte) ? "\"\(Unicode.Scalar(byte))\"" : "a control character"
  }

  func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

  func begins(_ mark: StaticString) -> Bool { bytes[index...].starts(with: "\(mark)".utf8) }

  func fault(_ what: String, _ advice: String) -> GoTemplateFault {
    GoTemplateFault(action: action, what: what, advice: advice)
  }

  private var isTrimmedEnd: Bool {
    guard let byte = peek(), Byte.isSpace(byte) else { return false }
    return bytes[(index + 1)...].starts(with: "-}}".utf8)
  }
}
