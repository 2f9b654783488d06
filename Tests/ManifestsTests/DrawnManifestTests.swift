import ManifestCases
import SeededRandom
import Testing
import YAMLText

/// The tests of edits are worth what their manifests are.
@Suite struct DrawnManifestTests {
  static let odd: Sketch = [
    "texts": [
      "", " ", "it's", "\"q\"", "a: b", "# c", "- d", "{e}", "tab\there", "a\u{85}b", "süß 😀",
    ],
    "no": "yes", "1": "10", "größe": "~", "x: y": "null", "": [], "empty": [:],
    "block": "two\nlines\n", "plain": .plain("1.5"),
    "annotation": .weightText(.baseline), "missing": .weight(.other(1)),
    "json": .nested([
      .text("{\"it's\":[{\"weight\":"), .weight(.canary), .text("},\n {\"a\": 1}]}"),
    ]),
    "deep": [[["a": ["b": [["weight": .weight(.other(0))]]]]]],
  ]

  @Test("Whatever is drawn is read as what it says, in every style")
  func readBack() throws {
    let first = UInt64.random(in: 0...UInt64.max)
    for seed in (0..<600).map({ first &+ $0 }) {
      var numbers = SeededNumbers(seed: seed)
      let kind = numbers.pick(SampledKind.all)
      let weights = DrawnWeights(kind.rule, &numbers)
      let sketch = try numbers.pick([Self.odd, kind.draw(weights.slots, &numbers).object])
      let values: WrittenWeights = [.canary: "7", .baseline: "93", .other(0): "0.5"]
      var writer = SketchWriter(seed: seed, weights: values)
      writer.document(sketch)
      let (file, diagnostics) = YAMLFile.read(Array(writer.text.utf8), named: "f")
      let root = file?.documents.first?.root
      let comment: Comment = "seed \(seed): \(diagnostics)\n\(writer.text)"
      try #require(
        file?.documents.count == 1 && root.map { says($0, sketch, values) } == true, comment)
    }
  }

  private func says(_ node: YAMLNode, _ sketch: Sketch, _ weights: WrittenWeights) -> Bool {
    guard sketch.isCollection else {
      // A block of text ends with a line break, and quotes make a blank of one: JSON means the same.
      let shown = { (text: String) in text.filter { !$0.isWhitespace } }
      let wanted = sketch.text(with: weights) ?? ""
      guard let text = node.scalar?.text else { return false }
      if case .nested = sketch { return shown(text) == shown(wanted) }
      if case .text(let written) = sketch, written.contains("\n") {
        return shown(text) == shown(wanted)
      }
      return text == wanted
    }
    let children = sketch.children(with: weights)
    let keys = node.entries?.map { $0.key.scalar?.text } ?? (node.items ?? []).map { _ in nil }
    let values = node.entries?.map(\.value) ?? node.items ?? []
    return (node.items != nil) == sketch.isList && keys == children.map(\.key)
      && zip(values, children).allSatisfy { says($0, $1.value, weights) }
  }
}
