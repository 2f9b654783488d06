import Diagnostics

extension YAMLFile {
  /// The one value at a path in this file, whichever document holds it.
  package func find(_ path: YAMLPath) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    let (found, diagnostics) = locate(path)
    return (found?.node, diagnostics)
  }

  /// As `find`, with the place that the path leads to: each `[?key=value]` as the item's number.
  package func locate(
    _ path: YAMLPath
  ) -> (found: (node: YAMLNode, place: YAMLPlace)?, diagnostics: [Diagnostic]) {
    var found: [(node: YAMLNode, place: YAMLPlace)] = []
    var refusals: [Diagnostic] = []
    for (index, document) in documents.enumerated() {
      guard let root = document.root else { continue }
      do throws(YAMLRefusal) {
        let (node, steps) = try root.located(path)
        found.append((node, YAMLPlace(document: index, steps: steps)))
      } catch {
        refusals.append(error.diagnostic)
      }
    }
    let beginning = SourcePosition(file: name, line: 1, column: 1)
    guard let first = found.first else {
      let empty = Diagnostic.error(
        at: beginning, "the file is empty", advice: "give it \(path), or name another file")
      return (nil, refusals.isEmpty ? [empty] : refusals)
    }
    guard found.count == 1 else {
      return (
        nil,
        [
          .error(
            at: first.node.position,
            "\(path) is in several documents: \(listed(found.map { "\($0.node.position)" }))",
            advice: "name a file that has it once")
        ]
      )
    }
    return (first, [])
  }
}

extension YAMLDocument {
  /// The one value at a path; none or several are an error that lists what was found.
  package func find(_ path: YAMLPath) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    guard let root else {
      return (nil, [.error(at: nil, "the document is empty", advice: "give it \(path)")])
    }
    do throws(YAMLRefusal) {
      return (try root.node(at: path), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}

extension YAMLNode {
  /// The one value at a path below this node. Refuses aliases and merge keys on the way.
  package func node(at path: YAMLPath) throws(YAMLRefusal) -> YAMLNode { try located(path).node }

  /// The node at a path, and the steps to it: each `[?key=value]` as the item's number.
  package func located(
    _ path: YAMLPath
  ) throws(YAMLRefusal) -> (node: YAMLNode, steps: [YAMLPlace.Step]) {
    var node = self
    var steps: [YAMLPlace.Step] = []
    for (index, wanted) in path.steps.enumerated() {
      let way = YAMLPath.text(of: Array(path.steps[...index]))
      let step: YAMLPlace.Step
      (node, step) = try node.entered().child(wanted, way: way)
      steps.append(step)
    }
    try node.refuseIndirection()
    return (node, steps)
  }

  private func child(
    _ step: YAMLPath.Step, way: String
  ) throws(YAMLRefusal) -> (YAMLNode, YAMLPlace.Step) {
    switch step {
    case .key(let key):
      if let value = try value(at: key) { return (value, .key(key)) }
      let known = entries?.compactMap(\.key.scalar?.text) ?? []
      let near = nearestName(to: key, among: known).map { "did you mean \"\($0)\"?" }
      throw YAMLRefusal(
        at: position, "there is no \(way) here",
        advice: near ?? "the keys here are \(listed(known))")
    case .index(let index):
      let items = try list()
      guard items.indices.contains(index) else {
        throw YAMLRefusal(
          at: position, "there is no \(way) here",
          advice: "the list has \(items.count) items, counted from 0")
      }
      return (items[index], .index(index))
    case .match(let keys, let value):
      return try match(keys, value, way: way)
    }
  }

  private func match(
    _ keys: [String], _ value: String, way: String
  ) throws(YAMLRefusal) -> (YAMLNode, YAMLPlace.Step) {
    var seen: [(text: String, index: Int, item: YAMLNode)] = []
    for (index, item) in try list().enumerated() {
      var node: YAMLNode? = item
      for key in keys { node = try node?.entered().value(at: key) }
      try node?.refuseIndirection()
      if let text = node?.scalar?.text { seen.append((text, index, item)) }
    }
    let found = seen.filter { $0.text == value }
    if found.count == 1 { return (found[0].item, .index(found[0].index)) }
    if found.isEmpty {
      throw YAMLRefusal(
        at: position, "there is no \(way) here",
        advice:
          "the items here have \(listed(seen.map { "\"\($0.text)\" at \($0.item.position)" }))")
    }
    throw YAMLRefusal(
      at: position,
      "\(way) is there \(found.count) times: \(listed(found.map { "\($0.item.position)" }))",
      advice: "name one by its index")
  }
}

/// At most eight of the texts, and how many more there are.
private func listed(_ texts: [String]) -> String {
  guard !texts.isEmpty else { return "none" }
  let more = texts.count > 8 ? " and \(texts.count - 8) more" : ""
  return texts.prefix(8).joined(separator: ", ") + more
}
