extension TemplateRun {
  /// What printf makes of a format: a verb for each value, and a value for each verb. Where Go
  /// writes `%!d(string=x)` and the like into the text, this is a fault.
  mutating func formatted(
    _ format: String, _ values: ArraySlice<GoValue>
  ) throws(GoTemplateFault) -> String {
    var text = String.UnicodeScalarView()
    var rest = format.unicodeScalars[...]
    var values = values
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        text.append(scalar)
        continue
      }
      guard let verb = rest.popFirst() else {
        throw fault("printf's format ends with \"%\"", "write %% for a percent sign")
      }
      if verb == "%" {
        text.append("%")
        continue
      }
      guard "svqdt".unicodeScalars.contains(verb) else {
        throw fault("printf's \"%\(verb)\" is not known", "known are %s %v %q %d %t and %%")
      }
      guard let value = values.popFirst() else {
        throw fault("printf's \"%\(verb)\" has no value", "give it one behind the format")
      }
      text += try made(try self.text(of: value, as: verb)).unicodeScalars
    }
    guard values.isEmpty else {
      throw fault("printf has more values than verbs", "take \(values.count) out")
    }
    return try made(String(text))
  }

  private func text(
    of value: GoValue, as verb: Unicode.Scalar
  ) throws(GoTemplateFault) -> String {
    let text = try written(value)
    switch (verb, value) {
    case ("v", _), ("s", .text), ("d", .integer), ("t", .truth): return text
    case ("q", .text): return goQuoted(text)
    default:
      throw fault("printf can't write \(value.kind) by \"%\(verb)\"", "use %v")
    }
  }
}
