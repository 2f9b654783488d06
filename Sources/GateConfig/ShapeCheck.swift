import Diagnostics
import YAMLText

/// Holds a config's tree against its shape, and says all that does not fit.
struct ShapeCheck {
  private(set) var diagnostics: [Diagnostic] = []
  /// How many values may still be read. Aliases multiply them; this bounds a whole file.
  private(set) var budget: Int

  static let fileBudget = 1_000_000

  init(budget: Int) {
    self.budget = budget
  }

  mutating func check(_ node: ConfigNode, is shape: Shape, called name: String) {
    guard budget > 0 else {
      if budget == 0 {
        refuse(node, "the aliases of this file unfold to more than a million values", "write less")
      }
      budget = -1
      return
    }
    budget -= 1
    // Whoever checks the value later says so.
    if case .anything = shape { return }
    if let tag = node.node.tag {
      refuse(node, "\(name) has the tag \(tag)", "remove the tag")
      return
    }
    switch shape {
    case .text(let rule): checkText(node, rule, name)
    case .integer(let range): checkInteger(node, range, name)
    case .number(let range, let exclusive): checkNumber(node, range, exclusive, name)
    case .boolean:
      guard let scalar = scalar(node, name, wanted: "true or false") else { return }
      guard scalar.style == .plain, ["true", "false"].contains(scalar.text) else {
        refuse(node, "\(name) is \(written(scalar))", "write true or false\(unquoted(scalar))")
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
      let fitting = shapes.first { $0.fits(node) } ?? nearestShape(to: node, among: shapes)
      check(node, is: fitting ?? shapes[0], called: name)
    }
  }

  private mutating func checkText(_ node: ConfigNode, _ rule: TextRule, _ name: String) {
    guard let scalar = scalar(node, name, wanted: rule.wanted) else { return }
    let kind = ScalarKind(scalar)
    let takesNumbers = rule == .quantity && (kind == .integer || kind == .decimal)
    guard kind == .text || takesNumbers else {
      let shown = kind == .null ? "" : " (\(scalar.text))"
      let mayBeQuoted = kind != .null && rule != .quantity && rule.accepts(scalar.text)
      refuse(
        node, "\(name) is \(kind.rawValue)\(shown), where \(rule.wanted) is needed",
        mayBeQuoted ? "put it in quotes: \"\(scalar.text)\"" : rule.advice)
      return
    }
    if !rule.accepts(scalar.text) {
      refuse(node, "\(name) is \(rule.shown(scalar.text))", rule.advice)
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
      let number = range.count == 1 ? bounds : "a whole number of \(bounds)"
      refuse(node, "\(name) is \(written(scalar))", "write \(number)\(unquoted(scalar))")
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
      refuse(
        node, "\(name) is \(written(scalar))", "write a plain decimal \(place)\(unquoted(scalar))")
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
    if shape.isSecret, let scalar = node.node.scalar, ScalarKind(scalar) != .null {
      refuse(
        node, "\(name) stands in the config",
        "write {env: NAME} or {file: PATH}, and take what stood here for known to others")
      return
    }
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
      refuse(node, "\(name) has no \(field.name)", "add it: \(asClause(field.summary))")
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

/// A scalar as the file has it: a number in quotes is told from a number.
private func written(_ scalar: YAMLScalar) -> String {
  (scalar.style == .plain ? "" : "the text ") + quoted(scalar.text)
}

private func unquoted(_ scalar: YAMLScalar) -> String {
  scalar.style == .plain ? "" : ", without quotes"
}
