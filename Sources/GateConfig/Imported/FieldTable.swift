import Diagnostics

/// What becomes of each field of an imported object. None is dropped in silence: what is not in the
/// table is warned of.
struct FieldTable {
  enum Use {
    /// All below it is read.
    case used
    /// It is read, and must hold this.
    case holds(FieldContent)
    /// The fields below it have lines of their own.
    case within
    /// Not used, for a reason that the user is told once.
    case unused(String)
    /// Says nothing about a rollout: labels, annotations and the like.
    case immaterial
  }

  private let uses: [String: Use]

  /// - Parameter uses: By the field's path, with `[]` for the items of a list, and `*` for any other key.
  init(_ uses: [String: Use]) {
    self.uses = uses
  }

  /// What is to be told of an object's fields, in their order: what is not used or not known, and as
  /// errors those that do not hold what they should.
  func remarks(on object: SourceField) -> [Diagnostic] {
    var remarks: [Diagnostic] = []
    var waiting: [(field: SourceField, pattern: String)] = [(object, "")]
    while let (field, pattern) = waiting.popLast() {
      let items = field.items.map { ($0, pattern + "[]") }
      let values = field.entries.map { key, value in
        (value, pattern.isEmpty ? key : "\(pattern).\(key)")
      }
      for (value, inner) in items + values where !value.isNull || uses[inner] == nil {
        switch uses[inner] ?? uses[pattern + ".*"] {
        case .used, .immaterial: break
        case .holds(let content): remarks += content.faults(in: value)
        case .within:
          if let fault = misplaced(value, inner) {
            remarks.append(fault)
          } else {
            waiting.append((value, inner))
          }
        case .unused(let why):
          remarks.append(
            Diagnostic(.note, at: value.position, "\(value.path) is not used: \(why)"))
        case nil:
          remarks.append(
            .warning(
              at: value.position, "\(value.path) is not known here, and not used",
              advice: "see whether the rollout is safe without it"))
        }
      }
    }
    return remarks.inFileOrder
  }

  /// A value that is neither the list nor the mapping that the table has fields of.
  private func misplaced(_ field: SourceField, _ pattern: String) -> Diagnostic? {
    let isList = uses[pattern + "[]"] != nil
    guard (isList ? field.node.items == nil : field.node.entries == nil) else { return nil }
    let found =
      field.node.items != nil
      ? "a list" : field.node.entries != nil ? "a mapping" : "a single value"
    return .error(
      at: field.position,
      "\(field.path) is \(found), where \(isList ? "a list" : "a mapping") is needed",
      advice: isList ? "write `- ` before each item" : "write `key: value` lines below it")
  }
}
