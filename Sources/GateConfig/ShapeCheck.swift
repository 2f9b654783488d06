import Diagnostics
import YAMLText

/// Holds a config's tree against its shape, and says all that does not fit.
struct ShapeCheck {
  private(set) var diagnostics: [Diagnostic] = []
  /// Aliases multiply what is read; this bounds the whole.
  private var budget = 1_000_000

  mutating func check(_ node: ConfigNode, is shape: Shape, called name: String) {
    budget -= 1
    guard budget > 0 else {
      if budget == 0 {
        refuse(node, "the aliases of this file unfold to more than a million values", "write less")
      }
      return
    }
    if let tag = node.node.tag {
      refuse(node, "\(name) has the tag \(tag)", "remove the tag")
      return
    }
    switch shape {
    case .text(let rule): checkText(node, rule, name)
    case .integer(let range): checkInteger(node, range, name)
    case .number(let range, let exclusive): checkNumber(node, range, exclusive, name)
    case .boolean:
      guard scalar(node, name, wanted: "true or false") != nil else { return }
      guard node.text == "true" || node.text == "false" else {
        refuse(node, "\(name) is \(quoted(node.text))", "write true or false")
        return
      }
    case .choice(let choices): checkChoice(node, choices, name)
    case .list(let item):
      guard let items = node.items else {
        refuse(node, "\(name) is \(kind(of: node)), where a list is needed", "write [..., ...]")
        return
      }
      if items.isEmpty { refuse(node, "\(name) is empty", "give at least one") }
      for (index, each) in items.enumerated() {
        check(each, is: item, called: "\(name)[\(index)]")
      }
    case .map(let value):
      guard let entries = checkedEntries(node, name) else { return }
      for entry in entries { check(entry.value, is: value, called: entry.key.scalar?.text ?? name) }
    case .object(let shape): checkObject(node, shape, name)
    case .anything: break
    case .either(let shapes):
      let fitting = shapes.first { $0.fits(node) }
      check(node, is: fitting ?? shapes[0], called: name)
    }
  }

  private mutating func checkText(_ node: ConfigNode, _ rule: TextRule, _ name: String) {
    guard let scalar = scalar(node, name, wanted: "a text") else { return }
    let kind = ScalarKind(scalar)
    let takesNumbers = rule == .quantity && (kind == .integer || kind == .decimal)
    guard kind == .text || takesNumbers else {
      refuse(
        node, "\(name) is \(kind.rawValue) (\(scalar.text)), where a text is needed",
        kind == .null ? rule.advice : "put it in quotes: \"\(scalar.text)\"")
      return
    }
    if !rule.accepts(scalar.text) {
      refuse(node, "\(name) is \(quoted(scalar.text))", rule.advice)
    }
  }

  private mutating func checkInteger(
    _ node: ConfigNode, _ range: ClosedRange<Int>, _ name: String
  ) {
    guard let scalar = scalar(node, name, wanted: "a whole number") else { return }
    let bounds =
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound)"
    guard ScalarKind(scalar) == .integer, let number = DecimalText.count(scalar.text),
      range.contains(number)
    else {
      refuse(node, "\(name) is \(quoted(scalar.text))", "write a whole number of \(bounds)")
      return
    }
  }

  private mutating func checkNumber(
    _ node: ConfigNode, _ range: ClosedRange<Double>, _ exclusive: Bool, _ name: String
  ) {
    guard let scalar = scalar(node, name, wanted: "a number") else { return }
    let isNumber = [.integer, .decimal].contains(ScalarKind(scalar))
    let low = DecimalText.text(range.lowerBound)
    let high = DecimalText.text(range.upperBound)
    guard isNumber, let number = DecimalText.number(scalar.text), range.contains(number),
      !exclusive || (number != range.lowerBound && number != range.upperBound)
    else {
      let place = exclusive ? "between \(low) and \(high), both excluded" : "of \(low)...\(high)"
      refuse(node, "\(name) is \(quoted(scalar.text))", "write a plain decimal \(place)")
      return
    }
  }

  private mutating func checkChoice(_ node: ConfigNode, _ choices: [String], _ name: String) {
    guard let scalar = scalar(node, name, wanted: "a text") else { return }
    guard !choices.contains(scalar.text) || ScalarKind(scalar) != .text else { return }
    let near = nearestName(to: scalar.text, among: choices)
    refuse(
      node, "\(name) is \(quoted(scalar.text))",
      near.map { "did you mean \($0)?" } ?? "write \(listed(choices))")
  }

  private mutating func checkObject(_ node: ConfigNode, _ shape: ObjectShape, _ name: String) {
    guard let entries = checkedEntries(node, name) else { return }
    var given: Set<String> = []
    for entry in entries {
      let key = entry.key.scalar?.text ?? ""
      guard let field = shape.field(named: key) else {
        let near = nearestName(to: key, among: shape.fields.map(\.name))
        diagnostics.append(
          .error(
            at: entry.key.position, "\(name) has no key \(quoted(key))",
            advice: near.map { "did you mean \($0)?" }
              ?? "known are \(listed(shape.fields.map(\.name)))"))
        continue
      }
      given.insert(key)
      check(entry.value, is: field.shape, called: key)
    }
    for field in shape.fields where field.isRequired && !given.contains(field.name) {
      refuse(node, "\(name) has no \(field.name)", "add it: \(lowercasedFirst(field.summary))")
    }
    for rule in shape.rules {
      guard let fault = rule.fault(given: given, in: node, name: name) else { continue }
      diagnostics.append(fault)
    }
  }

  /// The entries of a mapping whose keys are plain texts, each there once.
  private mutating func checkedEntries(
    _ node: ConfigNode, _ name: String
  ) -> [(key: YAMLNode, value: ConfigNode)]? {
    guard let entries = node.entries else {
      let isTemplate = node.node.looksLikeTemplate
      refuse(
        node, "\(name) is \(kind(of: node)), where keys and values are needed",
        isTemplate ? "render the template first" : "write `key: value` lines below it")
      return nil
    }
    if node.node.looksLikeTemplate {
      refuse(node, "\(name) is a template", "render it first, or put the braces in quotes")
      return nil
    }
    var sound: [(key: YAMLNode, value: ConfigNode)] = []
    var seen: [String: YAMLNode] = [:]
    for entry in entries {
      guard let key = entry.key.scalar?.text else {
        diagnostics.append(
          .error(at: entry.key.position, "a key of \(name) is no text", advice: "write a name"))
        continue
      }
      if key == "<<" {
        diagnostics.append(
          .error(
            at: entry.key.position, "merge keys (<<) are not read",
            advice: "write the keys out, use `defaults`, or an alias for a whole value"))
        continue
      }
      if let first = seen[key] {
        diagnostics.append(
          .error(
            at: entry.key.position,
            "\(quoted(key)) is given twice, first in line \(first.position.line)",
            advice: "remove one of them"))
        continue
      }
      seen[key] = entry.key
      sound.append(entry)
    }
    return sound
  }

  private mutating func scalar(
    _ node: ConfigNode, _ name: String, wanted: String
  ) -> YAMLScalar? {
    if let scalar = node.node.scalar { return scalar }
    refuse(
      node, "\(name) is \(kind(of: node)), where \(wanted) is needed",
      node.node.looksLikeTemplate
        ? "render the template first, or put the braces in quotes" : "write \(wanted)")
    return nil
  }

  private mutating func refuse(_ node: ConfigNode, _ what: String, _ advice: String) {
    diagnostics.append(.error(at: node.position, what, advice: advice))
  }
}

private func kind(of node: ConfigNode) -> String {
  switch node.node.content {
  case .scalar(let scalar): ScalarKind(scalar).rawValue
  case .mapping: node.node.looksLikeTemplate ? "a template" : "a mapping"
  case .sequence: "a list"
  case .alias(let name): "an alias in a circle (*\(name))"
  }
}

/// The text in quotes, cut to a length that leaves the line readable.
func quoted(_ text: String?) -> String {
  let text = text ?? ""
  return text.count <= 80 ? "\"\(text)\"" : "\"\(text.prefix(77))...\""
}

private func listed(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

private func lowercasedFirst(_ sentence: String) -> String {
  sentence.prefix(1).lowercased() + sentence.dropFirst()
}

extension Shape {
  /// Whether a node is of this shape's kind, by which an alternative is chosen.
  fileprivate func fits(_ node: ConfigNode) -> Bool {
    switch (self, node.node.content) {
    case (.list, .sequence), (.map, .mapping): true
    case (.object(let shape), .mapping(let entries)):
      shape.fields.filter(\.isRequired).allSatisfy { field in
        entries.contains { $0.key.scalar?.text == field.name }
      }
    case (.anything, _): true
    case (.integer, .scalar(let scalar)): ScalarKind(scalar) == .integer
    case (.text, .scalar(let scalar)), (.choice, .scalar(let scalar)):
      ScalarKind(scalar) == .text
    case (.number, .scalar), (.boolean, .scalar): true
    case (.either(let shapes), _): shapes.contains { $0.fits(node) }
    case (.list, _), (.map, _), (.object, _), (.integer, _), (.text, _), (.choice, _), (.number, _),
      (.boolean, _):
      false
    }
  }
}

extension ObjectShape.Rule {
  fileprivate func fault(given: Set<String>, in node: ConfigNode, name: String) -> Diagnostic? {
    func error(_ what: String, _ advice: String, at key: String? = nil) -> Diagnostic {
      let position = key.flatMap { node[$0]?.position } ?? node.position
      return .error(at: position, what, advice: advice)
    }
    func both(_ names: [String]) -> [String] { names.filter(given.contains) }
    switch self {
    case .exactlyOne(let names), .atLeastOne(let names):
      if both(names).isEmpty {
        return error("\(subject(of: node, name)) has no \(listed(names))", advice(names))
      }
      if case .exactlyOne = self, both(names).count > 1 {
        return error(
          "\(subject(of: node, name)) has \(both(names).joined(separator: " and "))",
          "keep one of them", at: both(names)[1])
      }
      return nil
    case .atMostOne(let names):
      guard both(names).count > 1 else { return nil }
      return error(
        "\(name) has \(both(names).joined(separator: " and "))", "keep one of them",
        at: both(names)[1])
    case .required(let field, let others):
      guard !given.contains(field), !both(others).isEmpty else { return nil }
      return error("\(name) has \(listed(both(others))) and no \(field)", "add a \(field)")
    case .needs(let field, let others):
      guard given.contains(field), both(others).isEmpty else { return nil }
      return error(
        "\(field) has no meaning without \(listed(others))", "remove it", at: field)
    case .onlyWhere(let field, let other, let value):
      guard given.contains(field), node[other]?.text != value else { return nil }
      return error("\(field) belongs to \(other): \(value) only", "remove it", at: field)
    }
  }

  private func advice(_ names: [String]) -> String {
    names == ["min", "max"] ? "give it min, max or both" : "add one of them"
  }

  /// A check by its own name, so that the message alone tells which one it is.
  private func subject(of node: ConfigNode, _ name: String) -> String {
    guard name.hasPrefix("checks["), let own = node["name"]?.text ?? node["check"]?.text else {
      return name
    }
    return "check \(quoted(own))"
  }
}
