import Diagnostics

/// The splices that bring changes about, of which some may be there already.
struct EditPlan {
  private(set) var splices = Splices()
  /// The changes that the splices make; the others are there already.
  private(set) var effective: [YAMLChange] = []

  init(splices: Splices, effective: [YAMLChange]) {
    self.splices = splices
    self.effective = effective
  }

  /// Refuses a change that would reach a value through an alias, a merge key, an anchor or a tag,
  /// and one whose old value is not what the file holds.
  init(
    _ changes: [YAMLChange], bytes: [UInt8], document: (Int) -> YAMLDocument?
  ) throws(YAMLRefusal) {
    for change in changes {
      let steps = change.place.steps
      guard let document = document(change.place.document), let last = steps.last,
        case (let parent?, var texts) = try document.ownWay(to: steps.dropLast())
      else { throw Self.missing(change, at: document(change.place.document)?.root?.position) }
      if parent.isText { texts.append(parent) }
      let holder = try parent.entered()
      try Self.refuseQuotesInQuotes(last, of: holder, in: texts)
      let splice = try Self.splice(for: change, last, in: holder, bytes)
      guard let splice else { continue }
      for text in texts { try ScalarText.refuse(splice.text, inside: text) }
      guard splices.add(splice.range, splice.text) else {
        throw YAMLRefusal(
          at: parent.position, "two changes meet at \(change.place)", advice: "make one at a time")
      }
      effective.append(change)
    }
  }

  /// Nil where the value is there already.
  private static func splice(
    for change: YAMLChange, _ step: YAMLPlace.Step, in parent: YAMLNode, _ bytes: [UInt8]
  ) throws(YAMLRefusal) -> (range: Range<Int>, text: String)? {
    if let node = try child(step, of: parent) {
      try node.refuseAnchorAndTag()
      if let scalar = node.scalar, scalar.text == change.new { return nil }
      guard let scalar = node.scalar, scalar.text == change.old else {
        throw YAMLRefusal(
          at: node.position, "\(change.place) is no longer what it was when the change was planned",
          advice: "run again")
      }
      return try ScalarText.replacement(
        of: node, by: change.new, addingQuotes: change.addsQuotes)
    }
    guard change.old == nil, case .key(let key) = step else {
      throw missing(change, at: parent.position)
    }
    let (offset, text) = try KeyInsertion.splice(
      key, change.addsQuotes ? ScalarText.quoted(change.new) : ScalarText.fresh(change.new),
      into: parent, of: bytes)
    return (offset..<offset, text)
  }

  /// Quotes inside a text in the same quotes are two bytes each, or more.
  private static func refuseQuotesInQuotes(
    _ step: YAMLPlace.Step, of holder: YAMLNode, in texts: [YAMLNode]
  ) throws(YAMLRefusal) {
    guard let node = try child(step, of: holder), let style = node.scalar?.style,
      style == .doubleQuoted || style == .singleQuoted,
      texts.contains(where: { $0.scalar?.style == style })
    else { return }
    throw YAMLRefusal(
      at: node.position, "this value is in quotes inside the same quotes",
      advice: "write the text around it as a block after |")
  }

  private static func child(
    _ step: YAMLPlace.Step, of parent: YAMLNode
  ) throws(YAMLRefusal) -> YAMLNode? {
    switch step {
    case .key(let key): return try parent.value(at: key)
    case .index(let index):
      let items = try parent.list()
      return items.indices.contains(index) ? items[index] : nil
    }
  }

  private static func missing(_ change: YAMLChange, at position: SourcePosition?) -> YAMLRefusal {
    YAMLRefusal(at: position, "there is no \(change.place) here", advice: "run again")
  }
}
