extension [String: JSONValue] {
  /// A member that must be there.
  package func required<Member>(
    _ name: String, _ kind: JSONKind<Member>
  ) throws(JSONFault) -> Member {
    guard let value = try optional(name, kind) else {
      throw .member(path: name, what: "is missing")
    }
    return value
  }

  /// A member that may be missing or null, but must otherwise be what it is read as.
  package func optional<Member>(
    _ name: String, _ kind: JSONKind<Member>
  ) throws(JSONFault) -> Member? {
    guard let json = self[name] else { return nil }
    if case .null = json { return nil }
    guard let value = kind.read(json) else {
      throw .member(path: name, what: "is no \(kind.name)")
    }
    return value
  }

  /// An object that may be missing or null.
  package func optional<Member>(
    _ name: String, as read: ([String: JSONValue]) throws(JSONFault) -> Member
  ) throws(JSONFault) -> Member? {
    guard let members = try optional(name, .members) else { return nil }
    do throws(JSONFault) {
      return try read(members)
    } catch {
      throw error.within(name)
    }
  }

  /// The objects of a list that must be there.
  package func list<Member>(
    _ name: String, of read: ([String: JSONValue]) throws(JSONFault) -> Member
  ) throws(JSONFault) -> [Member] {
    var values: [Member] = []
    for (index, item) in try required(name, .list).enumerated() {
      do throws(JSONFault) {
        guard case .members(let members) = item else {
          throw .member(path: "", what: "is no object")
        }
        values.append(try read(members))
      } catch {
        throw error.within("\(name)[\(index)]")
      }
    }
    return values
  }
}

/// What a member is read as.
package struct JSONKind<Value>: Sendable {
  /// In words: `whole number`.
  let name: String
  let read: @Sendable (JSONValue) -> Value?

  package init(_ name: String, _ read: @escaping @Sendable (JSONValue) -> Value?) {
    self.name = name
    self.read = read
  }
}

extension JSONKind {
  /// A text that is read as something else.
  package static func text(
    _ name: String, _ read: @escaping @Sendable (String) -> Value?
  ) -> Self {
    Self(name) { if case .text(let text) = $0 { read(text) } else { nil } }
  }
}

extension JSONKind<String> {
  package static var text: Self {
    Self("text") { if case .text(let text) = $0 { text } else { nil } }
  }
}

extension JSONKind<Timestamp> {
  package static var timestamp: Self { text("time of RFC 3339") { Timestamp(rfc3339: $0) } }
}

extension JSONKind<Bool> {
  package static var flag: Self {
    Self("true or false") { if case .flag(let flag) = $0 { flag } else { nil } }
  }
}

extension JSONKind<Double> {
  package static func number(in range: ClosedRange<Double>) -> Self {
    let (least, most) = (
      DecimalText.text(range.lowerBound, fractionDigits: 0),
      DecimalText.text(range.upperBound, fractionDigits: 0)
    )
    return Self("number from \(least) to \(most)") { value in
      guard case .number(let number) = value, range.contains(number) else { return nil }
      return number
    }
  }
}

extension JSONKind<Int> {
  /// The numbers that every reader of JSON reads alike (RFC 8259, section 6).
  package static var integer: Self { integer(in: -(1 << 53) + 1...(1 << 53) - 1, "whole number") }

  package static func integer(in range: ClosedRange<Int>) -> Self {
    integer(in: range, "whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  private static func integer(in range: ClosedRange<Int>, _ name: String) -> Self {
    Self(name) { value in
      guard case .number(let number) = value, let integer = Int(exactly: number),
        range.contains(integer)
      else { return nil }
      return integer
    }
  }
}

extension JSONKind<[JSONValue]> {
  package static var list: Self {
    Self("list") { if case .list(let items) = $0 { items } else { nil } }
  }
}

extension JSONKind<[String]> {
  package static var texts: Self {
    Self("list of texts") { value in
      guard case .list(let items) = value else { return nil }
      let texts = items.compactMap(JSONKind<String>.text.read)
      return texts.count == items.count ? texts : nil
    }
  }
}

extension JSONKind<[String: JSONValue]> {
  package static var members: Self {
    Self("object") { if case .members(let members) = $0 { members } else { nil } }
  }
}
