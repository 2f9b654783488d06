/// The JSON Schema (draft 2020-12) of a config, printed from the shapes that the reader uses.
package func configSchema() -> String {
  var schema = JSONText.object([
    ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    ("title", .string("rolloutgate config, version 1")),
  ])
  schema.append(ConfigShape.root.schema)
  return schema.printed() + "\n"
}

extension Shape {
  fileprivate var schema: JSONText {
    switch self {
    case .text(.quantity):
      .object([("anyOf", .array([.type("number"), Self.string(.quantity)]))])
    case .text(let rule): Self.string(rule)
    case .integer(let range):
      .object([
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ])
    case .number(let range, let exclusive):
      .object([
        ("type", .string("number")),
        (exclusive ? "exclusiveMinimum" : "minimum", .integer(Int(range.lowerBound))),
        (exclusive ? "exclusiveMaximum" : "maximum", .integer(Int(range.upperBound))),
      ])
    case .boolean: .type("boolean")
    case .choice(let choices): .object([("enum", .array(choices.map(JSONText.string)))])
    case .list(let item):
      .object([
        ("type", .string("array")), ("minItems", .integer(1)), ("items", item.schema),
      ])
    case .map(let value):
      .object([("type", .string("object")), ("additionalProperties", value.schema)])
    case .object(let shape): shape.schema
    case .anything: .boolean(true)
    case .either(let shapes): .object([("anyOf", .array(shapes.map(\.schema)))])
    }
  }

  private static func string(_ rule: TextRule) -> JSONText {
    .object([("type", .string("string")), ("pattern", .string(rule.pattern))])
  }
}

extension ObjectShape {
  fileprivate var schema: JSONText {
    var members: [(String, JSONText)] = [
      ("type", .string("object")), ("additionalProperties", .boolean(false)),
    ]
    let required = fields.filter(\.isRequired).map { JSONText.string($0.name) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    members.append(
      (
        "properties",
        .object(
          fields.map { field in
            var schema = JSONText.object([("description", .string(field.summary))])
            schema.append(field.shape.schema)
            return (field.name, schema)
          })
      ))
    if !rules.isEmpty { members.append(("allOf", .array(rules.map(\.schema)))) }
    return .object(members)
  }
}

extension ObjectShape.Rule {
  fileprivate var schema: JSONText {
    switch self {
    case .exactlyOne(let names): .object([("oneOf", .array(names.map(Self.has)))])
    case .atLeastOne(let names): .object([("anyOf", .array(names.map(Self.has)))])
    case .atMostOne(let names):
      .object([("oneOf", .array(names.map(Self.has) + [Self.not(Self.any(of: names))]))])
    case .required(let field, let others):
      Self.either(Self.not(Self.any(of: others)), Self.has(field))
    case .needs(let field, let others):
      Self.either(Self.not(Self.has(field)), Self.any(of: others))
    case .onlyWhere(let field, let other, let value):
      Self.either(Self.not(Self.has(field)), Self.has(other, value))
    case .requiredWhere(let field, let other, let value):
      Self.either(Self.not(Self.has(other, value)), Self.has(field))
    }
  }

  private static func has(_ name: String) -> JSONText {
    .object([("required", .array([.string(name)]))])
  }

  private static func has(_ name: String, _ value: String) -> JSONText {
    .object([
      ("required", .array([.string(name)])),
      ("properties", .object([(name, .object([("const", .string(value))]))])),
    ])
  }

  private static func any(of names: [String]) -> JSONText {
    .object([("anyOf", .array(names.map(has)))])
  }

  private static func not(_ schema: JSONText) -> JSONText { .object([("not", schema)]) }

  private static func either(_ one: JSONText, _ other: JSONText) -> JSONText {
    .object([("anyOf", .array([one, other]))])
  }
}
