import Diagnostics

/// What becomes of each field of an imported object. None is dropped in silence: what is not in the
/// table is warned of.
struct FieldTable {
  enum Use {
    /// All below it is read.
    case used
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

  /// What is to be told of an object's fields, in their order.
  func remarks(on object: SourceField) -> [Diagnostic] {
    var remarks: [Diagnostic] = []
    var waiting: [(field: SourceField, pattern: String)] = [(object, "")]
    while let (field, pattern) = waiting.popLast() {
      for item in field.items { waiting.append((item, pattern + "[]")) }
      for (key, value) in field.entries {
        let inner = pattern.isEmpty ? key : "\(pattern).\(key)"
        switch uses[inner] ?? uses[pattern + ".*"] {
        case .used, .immaterial: break
        case .within: waiting.append((value, inner))
        case .unused(let why):
          remarks.append(
            Diagnostic(.note, at: value.position, "\(value.path) is not used: \(why)"))
        case nil:
          remarks.append(
            .warning(
              at: value.position, "\(printed(value.path)) is not known here, and not used",
              advice: "see whether the rollout is safe without it"))
        }
      }
    }
    return remarks.inFileOrder
  }

  private func printed(_ path: String) -> String {
    String(String.UnicodeScalarView(path.unicodeScalars.map { isMisleading($0) ? "?" : $0 }))
  }
}
