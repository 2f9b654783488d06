import Diagnostics

/// What a template's `{{args.name}}` stand for.
struct ArgoArguments {
  enum Value {
    case text(String)
    /// A Secret's key, which is never read from the cluster.
    case secret(name: String, key: String)
    /// There is none, for a reason.
    case missing(String)
  }

  private(set) var values: [String: Value] = [:]

  /// The arguments of a template: its own, above them those of whoever names it, the nearest first, and
  /// above all those of the command line.
  ///
  /// - Parameters:
  ///   - template: The `args` of the template.
  ///   - caller: The `args` of the Rollout's analysis, if one names it.
  ///   - owner: The Rollout, whose fields arguments may name.
  init(
    of template: SourceField?, calledWith caller: [SourceField], by owner: SourceField?,
    _ given: [String: String]
  ) {
    for argument in (template?.items ?? []) + caller {
      guard let name = argument["name"]?.text else { continue }
      if let value = Self.value(of: argument, owner) {
        values[name] = value
      } else if values[name] == nil {
        values[name] = .missing("nobody gives it one")
      }
    }
    for (name, value) in given { values[name] = .text(value) }
  }

  /// Nil where the argument gives none itself.
  private static func value(of argument: SourceField, _ owner: SourceField?) -> Value? {
    if let text = argument["value"]?.text { return .text(text) }
    guard let source = argument["valueFrom"] else { return nil }
    if let secret = source["secretKeyRef"] {
      return .secret(name: secret["name"]?.text ?? "", key: secret["key"]?.text ?? "")
    }
    if let path = source["fieldRef"]?["fieldPath"]?.text {
      return owner.flatMap { field(at: path, of: $0) }.map(Value.text)
        ?? .missing("only the cluster knows \(path)")
    }
    if let hash = source["podTemplateHashValue"]?.text {
      return .missing("only the cluster knows the \(hash.lowercased()) pod template's hash")
    }
    return .missing("nothing here knows where its value is")
  }

  /// `metadata.labels['app']` of the Rollout in Git.
  private static func field(at path: String, of owner: SourceField) -> String? {
    var field: SourceField? = owner
    var rest = path[...]
    while !rest.isEmpty {
      if rest.hasPrefix("['") || rest.hasPrefix("[\"") {
        let quote = rest[rest.index(after: rest.startIndex)]
        let inside = rest.dropFirst(2)
        guard let end = inside.firstIndex(of: quote) else { return nil }
        field = field?[String(inside[..<end])]
        rest = inside[end...].dropFirst()
        guard rest.first == "]" else { return nil }
        rest = rest.dropFirst()
      } else {
        if rest.first == "." { rest = rest.dropFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard !key.isEmpty else { return nil }
        field = field?[String(key)]
        rest = rest[key.endIndex...]
      }
    }
    return field?.text
  }

  /// What is wrong with a text's `{{ }}`.
  enum Fault: Error, Hashable {
    /// The argument has no value, for a reason.
    case missing(String, why: String)
    /// It is a Secret, where a secret may not stand.
    case secret(String)
    case unknown(action: Int, String)
    case unclosed(action: Int)
  }

  /// A text with its arguments in it.
  ///
  /// Source: argoproj/argo-rollouts, `utils/template`: names between `{{` and `}}`, spaces at their
  /// ends dropped; what has no value is an error.
  func filled(_ text: String) throws(Fault) -> String {
    var filled = ""
    var rest = text[...]
    var action = 0
    while let open = rest.firstRange(of: "{{") {
      filled += rest[..<open.lowerBound]
      let inside = rest[open.upperBound...]
      guard let close = inside.firstRange(of: "}}") else { throw .unclosed(action: action) }
      let name = inside[..<close.lowerBound].trimmingSpaces
      guard name.hasPrefix("args.") else { throw .unknown(action: action, String(name)) }
      let argument = String(name.dropFirst(5))
      switch values[argument] ?? .missing("the template does not declare it") {
      case .text(let text): filled += text
      case .secret: throw .secret(argument)
      case .missing(let why): throw .missing(argument, why: why)
      }
      rest = inside[close.upperBound...]
      action += 1
    }
    return filled + rest
  }

  /// The Secret that is all of a text, or all behind a word: `Bearer {{args.token}}`.
  func secret(in text: String) -> (before: String, name: String, key: String)? {
    guard let open = text.firstRange(of: "{{"), let close = text.firstRange(of: "}}"),
      open.upperBound <= close.lowerBound, close.upperBound == text.endIndex
    else { return nil }
    let name = text[open.upperBound..<close.lowerBound].trimmingSpaces
    guard name.hasPrefix("args."),
      case .secret(let secret, let key)? = values[String(name.dropFirst(5))]
    else { return nil }
    return (String(text[..<open.lowerBound]), secret, key)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest
  }
}
