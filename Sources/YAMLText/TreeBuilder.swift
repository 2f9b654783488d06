import Diagnostics

/// Builds the trees of a file from libyaml's events, with one stack and no recursion.
struct TreeBuilder {
  /// Nesting beyond this is refused, so that nothing that walks a tree overflows its stack.
  static let greatestDepth = 1_000

  private struct OpenCollection {
    let firstChild: Int
    let isMapping: Bool
    let isFlow: Bool
    let properties: YAMLProperties?
    let start: Int
    let mark: YAMLMark
  }

  private var documents: [YAMLDocument] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let source: YAMLSource
  private var offsets: ByteOffsets
  /// Finished nodes whose parents are still open.
  private var nodes: [YAMLNode] = []
  private var open: [OpenCollection] = []
  private var anchors: [String: YAMLNode] = [:]
  /// Where the present document begins.
  private(set) var documentStart = 0
  /// The line of the first byte that is read, from 1.
  private let firstLine: Int

  init(source: YAMLSource, offsets: ByteOffsets, firstLine: Int) {
    self.source = source
    self.offsets = offsets
    self.firstLine = firstLine
  }

  /// Takes one event; false where nothing more is to be read.
  mutating func take(_ event: YAMLEvent, from start: YAMLMark, to end: YAMLMark) -> Bool {
    switch event {
    case .streamStart, .skipped: break
    case .streamEnd: return false
    case .documentStart: documentStart = offsets.byte(ofScalar: start.index)
    case .documentEnd: endDocument(at: offsets.byte(ofScalar: end.index))
    case .alias(let name): addAlias(name, start, end)
    case .scalar(let scalar, let properties):
      add(.scalar(scalar), range(start, end), start, properties, isFlow: false)
    case .sequenceStart(let properties, let isFlow):
      return begin(isMapping: false, isFlow: isFlow, properties, start)
    case .mappingStart(let properties, let isFlow):
      return begin(isMapping: true, isFlow: isFlow, properties, start)
    case .sequenceEnd, .mappingEnd: endCollection(end)
    }
    return true
  }

  /// The documents completed since the last call.
  mutating func takeDocuments() -> [YAMLDocument] {
    guard !documents.isEmpty else { return [] }
    defer { documents = [] }
    return documents
  }

  private mutating func range(_ start: YAMLMark, _ end: YAMLMark) -> Range<Int> {
    let lower = offsets.byte(ofScalar: start.index)
    return lower..<max(lower, offsets.byte(ofScalar: end.index))
  }

  private func position(_ mark: YAMLMark) -> SourcePosition {
    SourcePosition(file: source.name, line: mark.line + firstLine, column: mark.column + 1)
  }

  private mutating func begin(
    isMapping: Bool, isFlow: Bool, _ properties: YAMLProperties?, _ mark: YAMLMark
  ) -> Bool {
    guard open.count < Self.greatestDepth else {
      diagnostics.append(
        .error(
          at: position(mark), "this is nested more than \(Self.greatestDepth) levels deep",
          advice: "flatten it"))
      return false
    }
    open.append(
      OpenCollection(
        firstChild: nodes.count, isMapping: isMapping, isFlow: isFlow, properties: properties,
        start: offsets.byte(ofScalar: mark.index), mark: mark))
    return true
  }

  private mutating func endCollection(_ end: YAMLMark) {
    guard let collection = open.popLast() else { return }
    // The end mark of a block collection lies at the next token, after comments and blank lines.
    let last =
      collection.isFlow
      ? offsets.byte(ofScalar: end.index)
      : nodes.count > collection.firstChild
        ? nodes[nodes.count - 1].range.upperBound : collection.start
    let content: YAMLNode.Content =
      collection.isMapping
      ? .mapping(popEntries(from: collection.firstChild))
      : .sequence(popItems(from: collection.firstChild))
    add(
      content, collection.start..<max(collection.start, last), collection.mark,
      collection.properties, isFlow: collection.isFlow)
  }

  // Nodes are moved off the stack, not copied: counting references would cost more than parsing.

  private mutating func popEntries(from firstChild: Int) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity((nodes.count - firstChild) / 2)
    while nodes.count > firstChild + 1 {
      let value = nodes.removeLast()
      entries.append(YAMLEntry(key: nodes.removeLast(), value: value))
    }
    entries.reverse()
    return entries
  }

  private mutating func popItems(from firstChild: Int) -> [YAMLNode] {
    var items: [YAMLNode] = []
    items.reserveCapacity(nodes.count - firstChild)
    while nodes.count > firstChild { items.append(nodes.removeLast()) }
    items.reverse()
    return items
  }

  private mutating func add(
    _ content: YAMLNode.Content, _ range: Range<Int>, _ mark: YAMLMark,
    _ properties: YAMLProperties?, isFlow: Bool
  ) {
    let node = YAMLNode(
      content: content, range: range, line: mark.line + firstLine, column: mark.column + 1,
      source: source,
      properties: properties, isFlow: isFlow)
    nodes.append(node)
    guard let anchor = properties?.anchor else { return }
    // Valid YAML, but then a later node of the name could contain an alias to the earlier one, and
    // who follows aliases by name would walk in a circle.
    if let earlier = anchors.updateValue(node, forKey: anchor) {
      diagnostics.append(
        .error(
          at: position(mark), "the anchor &\(anchor) is given twice, first at \(earlier.position)",
          advice: "give each anchor its own name"))
    }
  }

  private mutating func addAlias(_ name: String, _ start: YAMLMark, _ end: YAMLMark) {
    // An anchor is known once its node is complete, so an alias inside its own node is caught too.
    if anchors[name] == nil {
      diagnostics.append(
        .error(
          at: position(start), "the alias *\(name) names no earlier anchor of this document",
          advice: "write &\(name) at the value it stands for, or write the value here"))
    }
    add(.alias(name), range(start, end), start, nil, isFlow: false)
  }

  private mutating func endDocument(at end: Int) {
    var root = nodes.popLast()
    // libyaml gives an empty document an empty scalar without bytes.
    if let node = root, node.range.isEmpty, node.scalar?.isNull == true { root = nil }
    documents.append(
      YAMLDocument(
        root: root, anchors: anchors, range: documentStart..<max(documentStart, end)))
    nodes.removeAll(keepingCapacity: true)
    anchors = [:]
  }
}
