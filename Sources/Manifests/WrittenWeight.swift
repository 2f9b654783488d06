import Diagnostics
import YAMLText

/// A weight as a manifest has it.
struct WrittenWeight: Sendable {
  /// What it means, in the rule's units.
  let value: Int
  /// What stands there; nil where the key is missing.
  let text: String?
  let place: YAMLPlace
  let position: SourcePosition
  private let rule: WeightRule
  /// Whether a new number stands in quotes where there were none: a text that is inserted, and a
  /// quantity such as 900m, which is a text and stays one.
  private let addsQuotes: Bool

  /// Refuses what is no weight by the rule, and what stands for something else too.
  init(of entry: WeightEntry, by rule: WeightRule) throws(YAMLRefusal) {
    self.rule = rule
    place = entry.weightPlace
    guard let node = try entry.weight() else {
      switch rule.missing {
      case .counts(let value): (self.value, text) = (value * rule.unit, nil)
      case .refused(let reason):
        throw YAMLRefusal(
          at: entry.node.position, "there is no weight here: \(reason)",
          advice: "write the present weight as \(place)")
      }
      position = entry.node.position
      addsQuotes = rule.isText
      return
    }
    position = node.position
    let scalar = try Self.scalar(of: node)
    if case .text = rule.notation, scalar.style == .plain {
      throw YAMLRefusal(
        at: node.position, "the weight is no text, as annotations must be",
        advice: "put \(scalar.text) in quotes")
    }
    value = try Self.value(of: scalar, by: rule, at: node.position)
    text = scalar.text
    addsQuotes = scalar.style == .plain && DecimalText.count(scalar.text) == nil
  }

  private static func scalar(of node: YAMLNode) throws(YAMLRefusal) -> YAMLScalar {
    try node.refuseAnchorAndTag()
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
    return scalar
  }

  private static func value(
    of scalar: YAMLScalar, by rule: WeightRule, at position: SourcePosition
  ) throws(YAMLRefusal) -> Int {
    let shown = scalar.isNull ? "empty" : "\"\(scalar.text)\""
    switch rule.notation {
    case .number, .text:
      // A leading zero is octal to some readers of YAML and decimal to others.
      if let value = DecimalText.count(scalar.text), "\(value)" == scalar.text,
        value <= rule.greatest
      {
        return value
      }
      throw YAMLRefusal(
        at: position, "the weight is \(shown), no whole number from 0 to \(rule.greatest)",
        advice: "write a whole number without sign, point or leading zero")
    case .quantity:
      if let value = thousandths(scalar.text), value <= rule.greatest * rule.unit { return value }
      throw YAMLRefusal(
        at: position, "the weight is \(shown), no quantity like 10, 0.1 or 900m",
        advice: "write a whole number")
    }
  }

  /// The quantities that people write as weights. Source: Kubernetes apimachinery `resource.Quantity`,
  /// of which the suffixes beyond thousandths and exponents are left out.
  private static func thousandths(_ text: String) -> Int? {
    if text.hasSuffix("m") { return count(text.dropLast()) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = count(parts[0]), whole <= Int(Int32.max), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return whole * 1_000 }
    guard (1...3).contains(parts[1].count), let part = DecimalText.count(parts[1]) else {
      return nil
    }
    return whole * 1_000 + part * [100, 10, 1][parts[1].count - 1]
  }

  /// A whole number without leading zeros, which is octal to some readers of YAML.
  private static func count(_ text: Substring) -> Int? {
    DecimalText.count(text).flatMap { "\($0)" == text ? $0 : nil }
  }

  /// Nil where the weight is that already; a missing weight is not inserted to say the same.
  func change(to new: Int) -> WeightChange? {
    guard value != new * rule.unit else { return nil }
    return WeightChange(
      place: place, position: position, old: text, new: new, addsQuotes: addsQuotes)
  }
}

extension WeightRule {
  fileprivate var isText: Bool {
    switch notation {
    case .text: true
    case .number, .quantity: false
    }
  }
}
