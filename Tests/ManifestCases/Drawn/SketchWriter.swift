import SeededRandom

/// Writes a sketch as YAML in a random style, the same for the same seed whatever the weights are.
///
/// What is drawn may depend on which weights are missing, never on what the others are.
package struct SketchWriter {
  /// How a list or a map is written.
  enum Form {
    case block, flow, json
  }

  var numbers: SeededNumbers
  let weights: WrittenWeights
  /// What is likely in this document.
  private let forms: [Form]
  let indentation: Int
  /// Whether JSON is indented with tabs; only a document that is all JSON may be.
  private(set) var isTabbed = false
  /// With line feeds only; whoever writes the file turns them into its own line breaks.
  package internal(set) var text = ""

  package init(seed: UInt64, weights: WrittenWeights) {
    numbers = SeededNumbers(seed: seed)
    self.weights = weights
    forms = numbers.pick([
      [.block], [.block, .block, .block, .flow], [.block, .block, .json], [.flow], [.json],
      [.block, .block, .flow, .json],
    ])
    indentation = numbers.pick([1, 2, 2, 2, 3, 4, 4, 8])
  }

  /// A whole document but its marks.
  package mutating func document(_ sketch: Sketch) {
    guard sketch.isCollection else {
      text += written(sketch, sketch.text(with: weights) ?? "")
      return endLine()
    }
    let form = form(of: sketch)
    guard form == .block else {
      isTabbed = form == .json && numbers.chance(1, of: 3)
      flow(sketch, form, below: 0)
      return endLine()
    }
    block(sketch, at: numbers.pick([0, 0, 0, 0, 2]), isPlaced: false)
  }

  mutating func form(of sketch: Sketch) -> Form {
    let form = numbers.pick(forms)
    return form == .block && sketch.isEmpty ? .flow : form
  }

  /// A map or a list, each entry on its own lines; `isPlaced` where the first line is indented already.
  private mutating func block(_ sketch: Sketch, at indent: Int, isPlaced: Bool) {
    var isPlaced = isPlaced
    for child in sketch.children(with: weights) {
      if !isPlaced { text += String(repeating: " ", count: indent) }
      isPlaced = false
      if let key = child.key {
        self.key(key, child.value, at: indent)
      } else {
        item(child.value, at: indent)
      }
    }
  }

  private mutating func key(_ key: String, _ value: Sketch, at indent: Int) {
    text += quoted(key, isText: false) + (numbers.chance(1, of: 30) ? " :" : ":")
    guard value.isCollection else {
      scalar(value, below: indent)
      return
    }
    let form = form(of: value)
    guard form == .block else {
      text += " "
      flow(value, form, below: indent)
      return endLine()
    }
    endLine(mayHoldTab: false)
    // A list may stand under its key without being indented.
    let isIndentless = value.isList && numbers.chance(1, of: 2)
    block(value, at: isIndentless ? indent : indent + step(), isPlaced: false)
  }

  private mutating func item(_ value: Sketch, at indent: Int) {
    guard value.isCollection else {
      text += "-"
      scalar(value, below: indent)
      return
    }
    let form = form(of: value)
    let blanks = numbers.pick([1, 1, 1, 1, 3])
    if form != .block {
      text += "-" + String(repeating: " ", count: blanks)
      flow(value, form, below: indent)
      endLine()
    } else if numbers.chance(1, of: 12) {
      text += "-"
      endLine(mayHoldTab: false)
      block(value, at: indent + 1 + step(), isPlaced: false)
    } else {
      text += "-" + String(repeating: " ", count: blanks)
      block(value, at: indent + 1 + blanks, isPlaced: true)
    }
  }

  private mutating func step() -> Int {
    numbers.chance(1, of: 10) ? numbers.pick([1, 2, 3, 5, 8]) : indentation
  }

  /// A value behind `key:` or `-`, and the end of its line.
  private mutating func scalar(_ value: Sketch, below indent: Int) {
    let text = value.text(with: weights) ?? ""
    if value.mayBeBlock, numbers.chance(1, of: 3) {
      return literal(text, below: indent)
    }
    if numbers.chance(1, of: 25) {
      endLine(mayHoldTab: false)
      self.text += String(repeating: " ", count: indent + 1 + step())
    } else {
      self.text += String(repeating: " ", count: numbers.pick([1, 1, 1, 1, 2, 4]))
    }
    self.text += written(value, text)
    endLine()
  }

  /// A block of text, behind which no comment may stand.
  private mutating func literal(_ text: String, below indent: Int) {
    let inner = String(repeating: " ", count: indent + 1 + step())
    self.text += numbers.pick([" |\n", " |-\n", " |+\n"])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { self.text += (line.isEmpty ? "" : inner + line) + "\n" }
  }

  /// The end of a line, with or without a comment, and perhaps lines that say nothing.
  mutating func endLine(mayHoldTab: Bool = true) {
    text += numbers.pick(Self.ends + (mayHoldTab ? ["\t", "\t# tab"] : [])) + "\n"
    guard numbers.chance(1, of: 8) else { return }
    for _ in 0..<Int.random(in: 1...2, using: &numbers) {
      text += numbers.pick(Self.emptyLines) + "\n"
    }
  }

  private static let ends =
    Array(repeating: "", count: 8) + [
      "   ", " # weight: 7", "  # süß 😀", " # a\u{85}# next line", " #", " # {{ .x }} '\"[",
    ]
  private static let emptyLines = [
    "", "   ", "# weight: 10", "      # ünï\u{2028}# line", "#", "  # - weight: 1", "# ---",
  ]
}

extension Sketch {
  fileprivate var mayBeBlock: Bool {
    switch self {
    case .nested: true
    case .text(let text): text.contains("\n")
    case .plain, .weight, .weightText, .map, .list: false
    case .only(let sketch): sketch.mayBeBlock
    }
  }

  fileprivate var isEmpty: Bool {
    switch self {
    case .map(let entries): entries.isEmpty
    case .list(let items): items.isEmpty
    case .only(let sketch): sketch.isEmpty
    case .text, .plain, .weight, .weightText, .nested: false
    }
  }

  package var isCollection: Bool {
    switch self {
    case .map, .list: true
    case .only(let sketch): sketch.isCollection
    case .text, .plain, .weight, .weightText, .nested: false
    }
  }

  package var isList: Bool {
    switch self {
    case .list: true
    case .only(let sketch): sketch.isList
    case .map, .text, .plain, .weight, .weightText, .nested: false
    }
  }

  /// What a map or a list holds, without missing weights.
  package func children(with weights: WrittenWeights) -> [(key: String?, value: Sketch)] {
    switch self {
    case .map(let entries):
      entries.filter { $0.value.isCollection || $0.value.text(with: weights) != nil }
        .map { (key: $0.key, value: $0.value) }
    case .list(let items): items.map { (key: nil, value: $0) }
    case .only(let sketch): sketch.children(with: weights)
    case .text, .plain, .weight, .weightText, .nested: []
    }
  }
}
