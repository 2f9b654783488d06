import Diagnostics

/// The JSON Schema (draft 2020-12) of a config, printed from the shapes that the reader uses.
package func configSchema() -> String {
  var schema = JSONText.members([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("title", .text("rolloutgate config, version 1")),
  ])
  schema.append(ConfigShape.root.schema)
  return schema.written(.linesWithShortLists) + "\n"
}

extension Shape {
  fileprivate var schema: JSONText {
    switch self {
    case .text(.quantity):
      .members([("anyOf", .list([.type("number"), Self.string(.quantity)]))])
    case .text(let rule): Self.string(rule)
    case .integer(let range):
      .members([
        ("type", .text("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ])
    case .number(let range, let exclusive):
      .members([
        ("type", .text("number")),
        (exclusive ? "exclusiveMinimum" : "minimum", .integer(Int(range.lowerBound))),
        (exclusive ? "exclusiveMaximum" : "maximum", .integer(Int(range.upperBound))),
      ])
    case .boolean: .type("boolean")
    case .choice(let choices): .members([("enum", .list(choices.map(JSONText.text)))])
    case .list(let item):
      .members([
        ("type", .text("array")), ("minItems", .integer(1)), ("items", item.schema),
      ])
    case .map(let value):
      .members([("type", .text("object")), ("additionalProperties", value.schema)])
    case .object(let shape): shape.schema
    case .anything: .flag(true)
    case .either(let shapes): .members([("anyOf", .list(shapes.map(\.schema)))])
    }
  }

  private static func string(_ rule: TextRule) -> JSONText {
    .members([("type", .text("string")), ("pattern", .text(rule.pattern))])
  }
}

extension ObjectShape {
  fileprivate var schema: JSONText {
    var members: [(String, JSONText)] = [
      ("type", .text("object")), ("additionalProperties", .flag(false)),
    ]
    let required = fields.filter(\.isRequired).map { JSONText.text($0.name) }
    if !required.isEmpty { members.append(("required", .list(required))) }
    members.append(
      (
        "properties",
        .members(
          fields.map { field in
            var schema = JSONText.members([("description", .text(field.summary))])
            schema.append(field.shape.schema)
            return (field.name, schema)
          })
      ))
    if !rules.isEmpty { members.append(("allOf", .list(rules.map(\.schema)))) }
    return .members(members)
  }
}

extension ObjectShape.Rule {
  fileprivate var schema: JSONText {
    switch self {
    case .exactlyOne(let names): .members([("oneOf", .list(names.map(Self.has)))])
    case .atLeastOne(let names, let others):
      .members([("anyOf", .list((names + others).map(Self.has)))])
    case .atMostOne(let names):
      .members([("oneOf", .list(names.map(Self.has) + [Self.not(Self.any(of: names))]))])
    case .required(let field, let others):
      Self.either(Self.not(Self.any(of: others)), Self.has(field))
    case .needs(let field, let others):
      Self.either(Self.not(Self.has(field)), Self.any(of: others))
    case .onlyWhere(let field, let other, let values):
      Self.either(Self.not(Self.has(field)), Self.has(other, values))
    case .requiredWhere(let field, let other, let value):
      Self.either(Self.not(Self.has(other, [value])), Self.has(field))
    }
  }

  private static func has(_ name: String) -> JSONText {
    .members([("required", .list([.text(name)]))])
  }

  private static func has(_ name: String, _ values: [String]) -> JSONText {
    .members([
      ("required", .list([.text(name)])),
      ("properties", .members([(name, .members([("enum", .list(values.map(JSONText.text)))]))])),
    ])
  }

  private static func any(of names: [String]) -> JSONText {
    .members([("anyOf", .list(names.map(has)))])
  }

  private static func not(_ schema: JSONText) -> JSONText { .members([("not", schema)]) }

  private static func either(_ one: JSONText, _ other: JSONText) -> JSONText {
    .members([("anyOf", .list([one, other]))])
  }
}

extension JSONText {
  fileprivate static func type(_ name: String) -> JSONText { .members([("type", .text(name))]) }

  /// Adds the members of another object behind this one's.
  fileprivate mutating func append(_ other: JSONText) {
    guard case .members(let mine) = self, case .members(let theirs) = other else { return }
    self = .members(mine + theirs)
  }
}
