import Diagnostics

/// A value of a JSON document, and what the document's schema says of its like.
///
/// The document and its schema are both made of these, so that neither tells what the other does not.
protocol DescribedJSON: Sendable {
  /// The members of a JSON Schema (draft 2020-12) that admits every value of this type.
  static var schema: [JSONMember] { get }
  var json: JSONText { get }
}

typealias JSONMember = (name: String, value: JSONText)

/// An object that has all its keys in every document.
protocol DescribedObject: DescribedJSON {
  static var jsonKeys: [JSONKey<Self>] { get }
}

/// A key of an object, once: its name, its meaning, its type and its value.
struct JSONKey<Subject>: Sendable {
  let name: String
  /// One sentence.
  let meaning: String
  let type: any DescribedJSON.Type
  let value: @Sendable (Subject) -> JSONText

  init<Value: DescribedJSON>(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Value
  ) {
    self.name = name
    self.meaning = meaning
    type = Value.self
    self.value = { value($0).json }
  }
}

extension DescribedObject {
  var json: JSONText { .members(Self.jsonKeys.map { ($0.name, $0.value(self)) }) }

  static var schema: [JSONMember] {
    [
      ("type", .text("object")), ("additionalProperties", .flag(false)),
      ("required", .list(jsonKeys.map { .text($0.name) })),
      (
        "properties",
        .members(
          jsonKeys.map { key in
            (key.name, .members([("description", .text(key.meaning))] + key.type.schema))
          })
      ),
    ]
  }

  /// The whole schema of a document that is this object.
  static func document(titled title: String) -> String {
    JSONText.members(
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text(title)),
      ] + schema
    ).written(.linesWithShortLists) + "\n"
  }
}

/// One of the texts of an enum.
protocol DescribedWord: DescribedJSON, CaseIterable, RawRepresentable<String> {}

extension DescribedWord {
  static var schema: [JSONMember] { [("enum", .list(allCases.map { .text($0.rawValue) }))] }
  var json: JSONText { .text(rawValue) }
}

extension String: DescribedJSON {
  static var schema: [JSONMember] { [("type", .text("string"))] }
  var json: JSONText { .text(self) }
}

extension Int: DescribedJSON {
  static var schema: [JSONMember] { [("type", .text("integer"))] }
  var json: JSONText { .integer(self) }
}

extension Bool: DescribedJSON {
  static var schema: [JSONMember] { [("type", .text("boolean"))] }
  var json: JSONText { .flag(self) }
}

/// A number that is finite; others are `MeasuredNumber`.
extension Double: DescribedJSON {
  static var schema: [JSONMember] { [("type", .text("number"))] }
  var json: JSONText { .number(self) }
}

/// A number that a store gave: what is not finite is the text `NaN`, `+Inf` or `-Inf`.
struct MeasuredNumber: DescribedJSON {
  let value: Double

  init(_ value: Double) {
    self.value = value
  }

  static let schema: [JSONMember] = [
    ("type", .list([.text("number"), .text("string")])),
    ("pattern", .text("^(NaN|[+-]Inf)$")),
  ]
  var json: JSONText { .number(value) }
}

extension Timestamp: DescribedJSON {
  static var schema: [JSONMember] {
    [("type", .text("string")), ("format", .text("date-time"))]
  }
  var json: JSONText { .text("\(self)") }
}

extension Duration: DescribedJSON {
  static var schema: [JSONMember] { String.schema }
  var json: JSONText { .text(DurationText.text(self)) }
}

extension Array: DescribedJSON where Element: DescribedJSON {
  static var schema: [JSONMember] {
    [("type", .text("array")), ("items", .members(Element.schema))]
  }
  var json: JSONText { .list(map(\.json)) }
}

extension Optional: DescribedJSON where Wrapped: DescribedJSON {
  /// Also admits null.
  static var schema: [JSONMember] {
    Wrapped.schema.map { name, value in
      switch (name, value) {
      case ("type", .list(let types)): (name, .list(types + [.text("null")]))
      case ("type", let type): (name, .list([type, .text("null")]))
      case ("enum", .list(let words)): (name, .list(words + [.null]))
      case (_, _): (name, value)
      }
    }
  }
  var json: JSONText { map(\.json) ?? .null }
}
