import Diagnostics
import YAMLText

/// A weight as a manifest has it.
struct WrittenWeight: Sendable {
  /// What it means; 0 where it is missing.
  let value: Int
  /// What stands there; nil where the key is missing.
  let text: String?
  let place: YAMLPlace
  let position: SourcePosition

  /// Refuses what is no plain whole number without sign, and what stands for something else too.
  init(of entry: WeightEntry) throws(YAMLRefusal) {
    place = entry.place["weight"]
    try entry.node.refuseAnchorAndTag()
    guard let node = try entry.node.value(at: "weight") else {
      (value, text, position) = (0, nil, entry.node.position)
      return
    }
    try node.refuseAnchorAndTag()
    position = node.position
    guard let scalar = node.scalar else {
      throw YAMLRefusal(
        at: node.position, "the weight is no number", advice: "write a whole number")
    }
    switch scalar.style {
    case .literal, .folded:
      throw YAMLRefusal(
        at: node.position, "the weight is a block of text", advice: "write it on one line")
    case .plain, .singleQuoted, .doubleQuoted: break
    }
    if scalar.text.contains("{{") || scalar.text.contains("${") {
      throw YAMLRefusal(
        at: node.position, "the weight is filled in by a template", advice: "write a whole number")
    }
    // A leading zero is octal to some readers of YAML and decimal to others.
    guard let value = DecimalText.count(scalar.text), "\(value)" == scalar.text,
      value <= Int(Int32.max)
    else {
      let shown = scalar.isNull ? "empty" : "\"\(scalar.text)\""
      throw YAMLRefusal(
        at: node.position, "the weight is \(shown), no whole number from 0 to \(Int32.max)",
        advice: "write a whole number without sign, point or leading zero")
    }
    self.value = value
    text = scalar.text
  }

  /// Nil where the weight is that already. A missing weight is 0, so no 0 is inserted.
  func change(to new: Int) -> WeightChange? {
    guard value != new else { return nil }
    return WeightChange(
      place: place, position: position, old: text == nil ? nil : value, new: new, oldText: text)
  }
}
