import Diagnostics

/// A JSON document with one change that its schema must refuse.
struct JSONChange {
  /// What is changed, without the indices: `rollouts[].file is gone`.
  let name: String
  /// The place, where it got a word that is none.
  var word: String?
  /// Whether nothing stood in the place, so that its type can't have shown itself.
  var isOfNull = false
  /// The whole document.
  let text: () -> String

  /// - Parameter words: Where only certain texts or numbers may stand.
  static func all(of document: JSONValue, words: Set<String>) -> [JSONChange] {
    var changes: [JSONChange] = []
    visit(document, at: "", words, into: &changes) { $0 }
    return changes
  }

  /// - Parameter put: The whole document with another value in this place.
  private static func visit(
    _ value: JSONValue, at place: String, _ words: Set<String>,
    into changes: inout [JSONChange], _ put: @escaping (JSONValue) -> JSONValue
  ) {
    func add(_ what: String, _ changed: JSONValue, word: String? = nil, isOfNull: Bool = false) {
      changes.append(
        JSONChange(
          name: "\(place) \(what)", word: word, isOfNull: isOfNull,
          text: { put(changed).json.written(.line) }))
    }
    switch value {
    case .null: add("has another type", .members(["wrong": .flag(true)]), isOfNull: true)
    case .members: add("has another type", .number(7))
    case .flag, .number, .text, .list:
      add("has another type", .members(["wrong": .flag(true)]))
    }
    switch value {
    case .null, .flag: break
    case .number: if words.contains(place) { add("has a wrong word", .number(6), word: place) }
    case .text:
      if words.contains(place) { add("has a wrong word", .text("WRONG"), word: place) }
    case .list(let items):
      for (index, item) in items.enumerated() {
        visit(item, at: place + "[]", words, into: &changes) { item in
          var items = items
          items[index] = item
          return put(.list(items))
        }
      }
    case .members(let members):
      add("has a key more", .members(members.merging(["more": .null]) { $1 }))
      for (name, member) in members {
        let inner = place.isEmpty ? name : place + "." + name
        changes.append(
          JSONChange(
            name: "\(inner) is gone",
            text: { put(.members(members.filter { $0.key != name })).json.written(.line) }))
        visit(member, at: inner, words, into: &changes) { member in
          put(.members(members.merging([name: member]) { $1 }))
        }
      }
    }
  }
}

extension JSONValue {
  /// As it would be written, its members by name.
  var json: JSONText {
    switch self {
    case .null: .null
    case .flag(let flag): .flag(flag)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map(\.json))
    case .members(let members):
      .members(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
    }
  }
}
