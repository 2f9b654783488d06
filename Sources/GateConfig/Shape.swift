/// What a value in a config may look like: the reader's rules and the JSON Schema come from it both.
indirect enum Shape: Sendable {
  case text(TextRule)
  case integer(ClosedRange<Int>)
  /// A plain decimal; with `exclusive`, the bounds themselves are outside.
  case number(ClosedRange<Double>, exclusive: Bool)
  case boolean
  case choice([String])
  /// One or more.
  case list(Shape)
  /// Names of the user's own.
  case map(Shape)
  case object(ObjectShape)
  /// The alternatives differ in their kind of node, or in their keys.
  case either([Shape])
  /// Checked elsewhere.
  case anything
}

struct ObjectShape: Sendable {
  let fields: [Field]
  let rules: [Rule]

  struct Field: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    /// One sentence for editors.
    let summary: String
  }

  enum Rule: Sendable {
    case exactlyOne(of: [String])
    /// `others` satisfy it, too; whoever has none is not told of them.
    case atLeastOne(of: [String], or: [String] = [])
    case atMostOne(of: [String])
    /// `field` must be there beside any of these.
    case required(field: String, beside: [String])
    /// `field` makes sense only beside one of these.
    case needs(field: String, oneOf: [String])
    /// `field` must be there where `other` has this value.
    case requiredWhere(field: String, other: String, is: String)
    /// `field` makes sense only where `other` has one of these values.
    case onlyWhere(field: String, other: String, is: [String])
  }

  init(_ fields: [Field], rules: [Rule] = []) {
    self.fields = fields
    self.rules = rules
  }

  /// Whether it names the place of a secret.
  var isSecret: Bool { fields.map(\.name) == ["env", "file"] }

  func field(named name: String) -> Field? { fields.first { $0.name == name } }
}

/// A field of an object, as a line of the table that describes it.
func field(
  _ name: String, _ shape: Shape, required: Bool = false, _ summary: String
) -> ObjectShape.Field {
  ObjectShape.Field(name: name, shape: shape, isRequired: required, summary: summary)
}
