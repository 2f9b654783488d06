import SeededRandom

extension SketchWriter {
  /// A map or a list in braces or brackets, on one line or on several.
  mutating func flow(_ sketch: Sketch, _ form: Form, below indent: Int) {
    let isJSON = form == .json
    let breaks = numbers.chance(1, of: 4)
    let blank = breaks ? lineBreak(below: indent) : numbers.pick(["", " "])
    let colon = isJSON ? numbers.pick([":", ": "]) : ": "
    let comma = breaks ? "," : numbers.pick([",", ", ", ", "])
    text += sketch.isList ? "[" : "{"
    var isFirst = true
    for child in sketch.children(with: weights) {
      if !isFirst {
        text += comma
        if breaks, !isJSON, numbers.chance(1, of: 6) { text += " # , weight: 3" }
      }
      if isFirst || breaks { text += blank }
      isFirst = false
      if let key = child.key {
        text += isJSON ? doubleQuoted(key) : quoted(key, isText: false)
        text += colon
      }
      value(child.value, form, below: indent)
    }
    if !isJSON, !isFirst, numbers.chance(1, of: 6) { text += "," }
    text += isFirst ? "" : blank
    text += sketch.isList ? "]" : "}"
  }

  private mutating func value(_ value: Sketch, _ form: Form, below indent: Int) {
    if value.isCollection {
      flow(value, form == .json ? .json : numbers.pick([.flow, .flow, .json]), below: indent + 1)
    } else {
      let text = value.text(with: weights) ?? ""
      self.text += form == .json ? json(value, text) : written(value, text)
    }
  }

  /// Deeper than the line where the first brace stands, as YAML demands.
  private mutating func lineBreak(below indent: Int) -> String {
    if isTabbed { return "\n" + String(repeating: "\t", count: indent + 1) }
    return "\n" + String(repeating: " ", count: indent + numbers.pick([1, 2, 4, 8]))
  }

  private mutating func json(_ value: Sketch, _ text: String) -> String {
    switch value {
    case .plain: text
    case .weight: numbers.chance(3, of: 4) ? text : "\"\(text)\""
    case .weightText: "\"\(text)\""
    case .text, .nested, .map, .list: doubleQuoted(text)
    case .only(let sketch): json(sketch, text)
    }
  }
}

/// Values and keys of one line.
extension SketchWriter {
  /// A value as its meaning allows: plain, in single quotes or in double quotes.
  mutating func written(_ value: Sketch, _ text: String) -> String {
    switch value {
    case .plain, .map, .list: return text
    case .weight:
      let quote = numbers.pick(["", "", "", "\"", "'"])
      return quote + text + quote
    case .weightText:
      let quote = numbers.pick(["\"", "'"])
      return quote + text + quote
    case .text: return quoted(text, isText: true)
    case .nested:
      // Weights must not change what is drawn: it is asked of the style, not of the text.
      return numbers.chance(1, of: 2) ? singleQuoted(text) : doubleQuoted(text)
    case .only(let sketch): return written(sketch, text)
    }
  }

  mutating func quoted(_ text: String, isText: Bool) -> String {
    let style = numbers.pick([0, 0, 0, 1, 2, 3])
    let needsEscapes = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x85 }
    switch style {
    case 0 where Self.mayStandPlain(text, isText: isText): return text
    case 1 where !needsEscapes: return singleQuoted(text)
    case 2: return escaped(text)
    default: return doubleQuoted(text)
    }
  }

  func singleQuoted(_ text: String) -> String {
    // A line break within single quotes becomes a blank; texts with one are JSON, which may have it.
    "'" + text.replacing("\n", with: " ").replacing("'", with: "''") + "'"
  }

  func doubleQuoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\u{85}", with: "\\u0085") + "\""
  }

  /// In double quotes, with an escape where none is needed.
  private func escaped(_ text: String) -> String {
    guard let first = text.utf8.first, first < 0x80, first != UInt8(ascii: "\\"), first >= 0x20
    else { return doubleQuoted(text) }
    let rest = String(doubleQuoted(String(text.unicodeScalars.dropFirst())).dropFirst())
    let digits = String(first, radix: 16)
    return "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits + rest
  }

  /// No more than what is known to need no quotes, in braces or out of them.
  private static func mayStandPlain(_ text: String, isText: Bool) -> Bool {
    guard let first = text.first, first.isLetter || (!isText && first.isNumber) else {
      return false
    }
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    return !words.contains(text.lowercased())
      && text.allSatisfy { $0.isLetter || $0.isNumber || "._/-".contains($0) }
  }
}
