import YAMLText

/// What a manifest says, before anybody has decided how it is written.
package indirect enum Sketch: Sendable {
  /// What must stay a text with every reader.
  case text(String)
  /// A number or a boolean, written as it is.
  case plain(String)
  /// A weight, in any quotes.
  case weight(Slot)
  /// A weight that must be a text, as an annotation's.
  case weightText(Slot)
  /// A text that holds weights, such as an annotation's JSON.
  case nested([Piece])
  case map([(key: String, value: Sketch)])
  case list([Sketch])
  /// This, and no keys of somebody else in it.
  case only(Sketch)

  package enum Piece: Sendable {
    case text(String)
    case weight(Slot)
  }
}

/// Whose weight stands somewhere.
package enum Slot: Hashable, Sendable {
  case canary, baseline
  case other(Int)
}

/// Each slot's weight as it is written; a slot that is not in it is missing in the manifest.
package typealias WrittenWeights = [Slot: String]

extension Sketch: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral number: Int) { self = .plain("\(number)") }
  package init(arrayLiteral items: Sketch...) { self = .list(items) }
  package init(dictionaryLiteral entries: (String, Sketch)...) {
    self = .map(entries.map { (key: $0, value: $1) })
  }
}

extension Sketch {
  /// The value at a key of this map.
  package subscript(key: String) -> Sketch? {
    switch self {
    case .map(let entries): entries.first { $0.key == key }?.value
    case .only(let sketch): sketch[key]
    case .text, .plain, .weight, .weightText, .nested, .list: nil
    }
  }

  var isNested: Bool {
    if case .nested = self { true } else { false }
  }

  package var string: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The same with another value at a key that it has.
  func replacing(_ key: String, with value: Sketch) -> Sketch {
    guard case .map(let entries) = self else { return self }
    return .map(entries.map { (key: $0.key, value: $0.key == key ? value : $0.value) })
  }

  /// The same map with further entries.
  func adding(_ more: [(String, Sketch)], where isWanted: Bool = true) -> Sketch {
    guard case .map(let entries) = self, isWanted else { return self }
    return .map(entries + more.map { (key: $0, value: $1) })
  }

  /// Nil for a weight that is missing.
  package func text(with weights: WrittenWeights) -> String? {
    switch self {
    case .text(let text), .plain(let text): text
    case .weight(let slot), .weightText(let slot): weights[slot]
    case .nested(let pieces):
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .weight(let slot): weights[slot] ?? ""
        }
      }.joined()
    case .only(let sketch): sketch.text(with: weights)
    case .map, .list: nil
    }
  }

  /// Every value that is or holds a weight, with the way to it.
  func weighted(below steps: [YAMLPlace.Step] = []) -> [(steps: [YAMLPlace.Step], value: Sketch)] {
    switch self {
    case .text, .plain: []
    case .weight, .weightText, .nested: [(steps, self)]
    case .map(let entries): entries.flatMap { $0.value.weighted(below: steps + [.key($0.key)]) }
    case .list(let items):
      items.enumerated().flatMap { $1.weighted(below: steps + [.index($0)]) }
    case .only(let sketch): sketch.weighted(below: steps)
    }
  }

  /// The same with fixed numbers instead of weights.
  var settled: Sketch {
    switch self {
    case .text, .plain: self
    case .weight, .weightText: .plain("5")
    case .nested(let pieces):
      .text(
        pieces.map { piece in
          if case .text(let text) = piece { text } else { "5" }
        }.joined())
    case .map(let entries): .map(entries.map { (key: $0.key, value: $0.value.settled) })
    case .list(let items): .list(items.map(\.settled))
    case .only(let sketch): sketch.settled
    }
  }
}
