import Manifests
import SeededRandom
import YAMLText

/// A file with the object that is meant, among others and among what looks like it, in a random style.
struct SketchFile {
  private struct Part {
    /// What comes before it: marks, directives, comments.
    let head: String
    let content: Content
  }

  private enum Content {
    case sketch(Sketch, style: UInt64)
    case raw(String)
  }

  /// The object with everything around it in its document.
  let root: Sketch
  /// The number of its document.
  let index: Int
  let selector: ObjectSelector?
  private let parts: [Part]
  private let tail: String
  private let lineBreak: String
  private let hasMark: Bool
  private let endsWithBreak: Bool

  init(_ sample: KindSample, mayMiss: Bool, _ numbers: inout SeededNumbers) {
    let object = sample.object.mixed(&numbers)
    let isObject = object["kind"] != nil
    selector = isObject && numbers.chance(1, of: 2) ? Self.selector(of: object, &numbers) : nil
    // With a name the object may stand among its like.
    let likes = selector.map { _ in
      [object.settled.replacing("metadata", with: ["name": "another", "namespace": "test"])]
    }
    // Without a name a path begins at the document's root.
    let mayBeInList = isObject && (selector != nil || !sample.aim.isOfValues)
    let inList = mayBeInList && numbers.chance(1, of: 5)
    root = inList ? Self.list(around: object, likes ?? [], &numbers) : object
    var contents = (0..<numbers.pick([0, 0, 1, 2])).map { _ in Self.decoy(likes ?? [], &numbers) }
    index = contents.count
    contents.append(.sketch(root, style: numbers.next()))
    contents += (0..<numbers.pick([0, 0, 1])).map { _ in Self.decoy(likes ?? [], &numbers) }
    parts = contents.enumerated().map { Self.part($1, isFirst: $0 == 0, &numbers) }
    tail = numbers.pick(["", "", "", "", "...\n", "...\n# weight: 10\n", "# end\n", "\n\n"])
    // YAML 1.1 breaks lines at U+0085, too; no editor does, so no key is inserted there.
    lineBreak = numbers.pick(["\n", "\n", "\n", "\r\n", "\r\n", "\r", mayMiss ? "\n" : "\u{85}"])
    hasMark = numbers.chance(1, of: 6)
    endsWithBreak = numbers.chance(3, of: 4)
  }

  func bytes(with weights: WrittenWeights) -> [UInt8] {
    var text = ""
    for part in parts {
      text += part.head
      switch part.content {
      case .raw(let raw): text += raw
      case .sketch(let sketch, let style):
        var writer = SketchWriter(seed: style, weights: weights)
        writer.document(sketch)
        text += writer.text
      }
    }
    text += tail
    if !endsWithBreak, text.hasSuffix("\n") { text.removeLast() }
    if lineBreak != "\n" { text = text.replacing("\n", with: lineBreak) }
    return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  }

  private static func part(
    _ content: Content, isFirst: Bool, _ numbers: inout SeededNumbers
  ) -> Part {
    // Without a mark an empty document would be none.
    if case .raw(let text) = content, text.hasPrefix("#") {
      return Part(head: "---\n", content: content)
    }
    let heads = [
      "---\n", "--- # weight: 5\n", "\n---\n", "# é\n---\n", isFirst ? "" : "...\n# a\n---\n",
      (isFirst ? "" : "...\n") + "%YAML 1.1\n---\n",
    ]
    let bare = ["", "", "", "# é 漢字 😀\n", "\n\n"]
    return Part(head: numbers.pick(isFirst ? heads + bare : heads), content: content)
  }

  private static func selector(
    of object: Sketch, _ numbers: inout SeededNumbers
  ) -> ObjectSelector? {
    guard let kind = object["kind"]?.string, let name = object["metadata"]?["name"]?.string,
      let group = object["apiVersion"]?.string?.split(separator: "/").first
    else { return nil }
    return ObjectSelector(
      kind: kind, group: numbers.pick([nil, String(group)]),
      namespace: numbers.pick([nil, "test"]), name: name)
  }

  private static func list(
    around object: Sketch, _ likes: [Sketch], _ numbers: inout SeededNumbers
  ) -> Sketch {
    var items = likes + [.decoyObject]
    items = Array(items.prefix(numbers.pick([0, 1, 2])))
    items.insert(object, at: Int.random(in: 0...items.count, using: &numbers))
    return ["apiVersion": "v1", "kind": "List", "items": .list(items)]
  }

  private static func decoy(_ likes: [Sketch], _ numbers: inout SeededNumbers) -> Content {
    if numbers.chance(1, of: 2) { return .raw(numbers.pick(rawDocuments)) }
    let sketch = numbers.pick(likes + [.decoyObject, .decoy(&numbers)])
    return .sketch(sketch, style: numbers.next())
  }

  private static let rawDocuments = [
    "# nothing but a comment: weight: 10\n", "a: &x {weight: 10}\nb: *x\nc:\n  <<: *x\n",
    "text: |\n  weight: 10\n\n  - route\n   \nafter: 1\n", "folded: >-\n  weight:\n   10\n\n",
    "!!map {a: !!int \"5\", b: !own {weight: 3}}\n",
    "? [complex, key]\n: weight\n? |\n  block\n: 1\n",
    "quoted: \"a\u{85}b\\\n  c\"\nplain: one\n  two\n  three\n'it''s': 'weight: 1'\n",
    String(repeating: "[", count: 60) + "weight" + String(repeating: "]", count: 60) + "\n",
    (0..<30).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "- - - weight\n    - 1\n",
    "\"weight\"\n", "weight: 10\nroute: []\nweigth: 10\nspec: ~\n",
  ]
}

extension ManifestTarget.Aim {
  fileprivate var isOfValues: Bool {
    switch self {
    case .values: true
    case .destinations: false
    }
  }
}

extension Sketch {
  /// Entries in another order, and keys of somebody else among them.
  fileprivate func mixed(_ numbers: inout SeededNumbers) -> Sketch {
    switch self {
    case .text, .plain, .weight, .weightText, .nested, .only: return self
    case .list(let items):
      var mixed: [Sketch] = []
      for item in items { mixed.append(item.mixed(&numbers)) }
      return .list(mixed)
    case .map(let entries):
      var mixed: [(key: String, value: Sketch)] = []
      for entry in entries { mixed.append((key: entry.key, value: entry.value.mixed(&numbers))) }
      if numbers.chance(1, of: 8) { mixed.append((key: "x-note", value: .decoy(&numbers))) }
      if numbers.chance(1, of: 3) { mixed.shuffle(using: &numbers) }
      return .map(mixed)
    }
  }

  /// Something with the words that manifests have.
  fileprivate static func decoy(_ numbers: inout SeededNumbers, depth: Int = 0) -> Sketch {
    switch Int.random(in: 0..<(depth < 3 ? 6 : 4), using: &numbers) {
    case 0: return .plain(numbers.pick(["5", "true", "1.5", "~", "0x1F", "2024-01-31"]))
    case 1, 2: return .text(numbers.pick(decoyTexts))
    case 3: return .map([])
    case 4:
      var items: [Sketch] = []
      for _ in 0..<numbers.pick([0, 1, 2]) { items.append(decoy(&numbers, depth: depth + 1)) }
      return .list(items)
    default:
      let keys = ["weight", "route", "host", "größe", "a b", "on", "5", "destination", "x: y", ""]
      let count = numbers.pick([1, 2, 3])
      var entries: [(key: String, value: Sketch)] = []
      for key in keys.shuffled(using: &numbers).prefix(count) {
        entries.append((key: key, value: decoy(&numbers, depth: depth + 1)))
      }
      return .map(entries)
    }
  }

  private static let decoyTexts = [
    "weight: 10", "süß", "😀 # no comment", "- 5", "{weight: 5}", "it's", "\"quoted\"", "", " ",
    "two\nlines\n", "a\u{85}b", "tab\there", "*x", "&x", "!x", "%x", "@x", "null", "10", "1e5",
  ]

  fileprivate static let decoyObject: Sketch = [
    "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "weights"],
    "data": [
      "weight": "10", "route.yaml": "route:\n- destination: {host: podinfo}\n  weight: 10\n",
    ],
  ]
}
