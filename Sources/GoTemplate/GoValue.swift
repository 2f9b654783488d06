/// A value inside a template.
enum GoValue: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  case truth(Bool)
  /// The texts by their names, and the function that gave them.
  case map([String: String], name: String)
  /// The empty text that Go makes of what was not given, and how it was asked for. It may be
  /// compared and tested, but never be written.
  case hole(String)

  /// What `if`, `and` and `or` take for true: what is not zero and not empty.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .truth(let value): value
    case .map(let map, _): !map.isEmpty
    case .hole: false
    }
  }

  /// A text's own characters; nil for what is no text.
  var characters: String? {
    switch self {
    case .text(let text): text
    case .hole: ""
    case .integer, .number, .truth, .map: nil
    }
  }

  /// What it is, for messages.
  var kind: String {
    switch self {
    case .text, .hole: "a text"
    case .integer: "a whole number"
    case .number: "a number with a fraction"
    case .truth: "true or false"
    case .map: "a map"
    }
  }

  /// The order of this value and another: negative, 0 or positive; nil for what Go can't compare.
  func order(to other: GoValue) -> Int? {
    switch (self, other) {
    case (.integer(let one), .integer(let two)): one < two ? -1 : one > two ? 1 : 0
    case (.number(let one), .number(let two)): one < two ? -1 : one > two ? 1 : 0
    default: textOrder(to: other)
    }
  }

  /// Whether both are the same; nil for what Go can't compare.
  func equals(_ other: GoValue) -> Bool? {
    if case .truth(let one) = self, case .truth(let two) = other { return one == two }
    return order(to: other).map { $0 == 0 }
  }

  /// By bytes: Swift would take texts for equal that Unicode does.
  private func textOrder(to other: GoValue) -> Int? {
    guard let one = characters, let two = other.characters else { return nil }
    if one.utf8.elementsEqual(two.utf8) { return 0 }
    return one.utf8.lexicographicallyPrecedes(two.utf8) ? -1 : 1
  }
}

/// A number as Go writes it with `%v`, of at most 15 digits: without a needless fraction.
func goText(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A text in double quotes with escapes, as Go writes it with `%q`.
func goQuoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\u{07}": quoted += "\\a"
    case "\u{08}": quoted += "\\b"
    case "\u{0C}": quoted += "\\f"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\u{0B}": quoted += "\\v"
    case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
    default: quoted += escaped(scalar)
    }
  }
  return quoted + "\""
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  let hex = String(scalar.value, radix: 16)
  let (mark, width) =
    scalar.value < 0x80 ? ("\\x", 2) : scalar.value < 0x1_0000 ? ("\\u", 4) : ("\\U", 8)
  return mark + String(repeating: "0", count: width - hex.count) + hex
}

/// What Go calls printable: letters, marks, numbers, punctuation, symbols and the ASCII space.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator:
    false
  case .spaceSeparator: scalar == " "
  default: true
  }
}
