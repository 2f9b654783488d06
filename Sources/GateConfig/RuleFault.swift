import Diagnostics

extension ObjectShape.Rule {
  func fault(given: Set<String>, in node: ConfigNode, name: String) -> Diagnostic? {
    func error(_ what: String, _ advice: String, at key: String? = nil) -> Diagnostic {
      let position = key.flatMap { node[$0]?.position } ?? node.position
      return .error(at: position, what, advice: advice)
    }
    func both(_ names: [String]) -> [String] { names.filter(given.contains) }
    switch self {
    case .exactlyOne(let names):
      if both(names).count > 1 {
        return error(
          "\(subject(of: node, name)) has \(both(names).joined(separator: " and "))",
          "keep one of them", at: both(names)[1])
      }
      return Self.atLeastOne(of: names).fault(given: given, in: node, name: name)
    case .atLeastOne(let names, let others):
      guard both(names + others).isEmpty else { return nil }
      return error("\(subject(of: node, name)) has no \(listed(names))", advice(names))
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
    case .requiredWhere(let field, let other, let value):
      guard !given.contains(field), node[other]?.text == value else { return nil }
      return error("\(value) has no \(field)", "add \(field)")
    case .onlyWhere(let field, let other, let values):
      guard given.contains(field), !values.contains(where: { $0 == node[other]?.text }) else {
        return nil
      }
      return error("\(field) belongs to \(other): \(listed(values)) only", "remove it", at: field)
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
