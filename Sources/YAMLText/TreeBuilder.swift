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

  private(set) var documents: [YAMLDocument] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let source: YAMLSource
  private var offsets: ByteOffsets
  /// Finished nodes whose parents are still open.
  private var nodes: [YAMLNode] = []
  private var open: [OpenCollection] = []
  private var anchors: [String: YAMLNode] = [:]

  init(source: YAMLSource, offsets: ByteOffsets) {
    self.source = source
    self.offsets = offsets
  }

  /// Takes one event; false where nothing more is to be read.
  mutating func take(_ event: YAMLEvent, from start: YAMLMark, to end: YAMLMark) -> Bool {
    switch event {
    case .streamStart, .documentStart: break
    case .streamEnd: return false
    case .documentEnd: endDocument()
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

  private mutating func range(_ start: YAMLMark, _ end: YAMLMark) -> Range<Int> {
    let lower = offsets.byte(ofScalar: start.index)
    return lower..<max(lower, offsets.byte(ofScalar: end.index))
  }

  private func position(_ mark: YAMLMark) -> SourcePosition {
    SourcePosition(file: source.name, line: mark.line + 1, column: mark.column + 1)
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
    let children = nodes[collection.firstChild...]
    // The end mark of a block collection lies at the next token, after comments and blank lines.
    let last =
      collection.isFlow
      ? offsets.byte(ofScalar: end.index)
      : children.last?.range.upperBound ?? collection.start
    let content: YAMLNode.Content =
      collection.isMapping ? .mapping(Self.entries(of: children)) : .sequence(Array(children))
    nodes.removeSubrange(collection.firstChild...)
    add(
      content, collection.start..<max(collection.start, last), collection.mark,
      collection.properties, isFlow: collection.isFlow)
  }

  private static func entries(of children: ArraySlice<YAMLNode>) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(children.count / 2)
    for key in stride(from: children.startIndex, to: children.endIndex - 1, by: 2) {
      entries.append(YAMLEntry(key: children[key], value: children[key + 1]))
    }
    return entries
  }

  private mutating func add(
    _ content: YAMLNode.Content, _ range: Range<Int>, _ mark: YAMLMark,
    _ properties: YAMLProperties?, isFlow: Bool
  ) {
    let node = YAMLNode(
      content: content, range: range, line: mark.line + 1, column: mark.column + 1, source: source,
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

  private mutating func endDocument() {
    var root = nodes.popLast()
    // libyaml gives an empty document an empty scalar without bytes.
    if let node = root, node.range.isEmpty, node.scalar?.isNull == true { root = nil }
    documents.append(YAMLDocument(root: root, anchors: anchors))
    nodes.removeAll(keepingCapacity: true)
    anchors = [:]
  }
}
