import YAMLText

/// What must hold of every written change, told without the code that makes and proves changes.
package struct EditWitness {
  private let old: YAMLFile
  private let new: YAMLFile
  /// In the order of the new file.
  private let changed: [ChangedValue]

  /// The first thing that does not hold; nil where all does.
  package static func fault(
    from old: [UInt8], to new: [UInt8], by changes: [YAMLChange]
  ) -> String? {
    guard let before = YAMLFile.read(old, named: "old").file else { return "the old is no YAML" }
    guard let after = YAMLFile.read(new, named: "new").file else { return "the new is no YAML" }
    var changed: [ChangedValue] = []
    for change in changes {
      guard let value = ChangedValue(change, from: before, to: after) else {
        return "\(change.place) is not \(change.new) instead of \(change.old ?? "nothing")"
      }
      changed.append(value)
    }
    changed.sort { $0.value.lowerBound < $1.value.lowerBound }
    let witness = EditWitness(old: before, new: after, changed: changed)
    if let stray = witness.strayToken { return stray }
    return witness.isExplained(changed[...], 0, 0) ? nil : "other bytes changed, too"
  }

  /// Something that is said otherwise than before, besides the changes.
  private var strayToken: String? {
    let inserted = changed.filter { $0.old == nil }.flatMap { [$0.key, $0.value] }
    let before = TreeTokens(of: old).all
    let after = TreeTokens(of: new).all.filter {
      $0.style == nil || !inserted.contains($0.range)
    }
    guard before.count == after.count else { return "\(before.count) became \(after.count) tokens" }
    for (one, other) in zip(before, after) {
      // A text that is gone on into has its changes inside.
      let change =
        other.style == nil
        ? nil
        : changed.first {
          other.range.lowerBound <= $0.value.lowerBound
            && $0.value.upperBound <= other.range.upperBound
        }
      guard one.says == other.says || change != nil else { return "\(one.says) -> \(other.says)" }
      guard one.style == other.style || change?.addsQuotes == true else {
        return "\(one.says) changed its quotes"
      }
    }
    return nil
  }

  /// Whether the old bytes from an offset become the new ones by these changes and nothing else.
  ///
  /// What comes with an inserted key are blanks, line breaks and a comma, on whichever side.
  private func isExplained(_ rest: ArraySlice<ChangedValue>, _ start: Int, _ newStart: Int) -> Bool
  {
    guard let next = rest.first else {
      return old.bytes[start...].elementsEqual(new.bytes[newStart...])
    }
    if let range = next.old {
      return start <= range.lowerBound && newStart <= next.value.lowerBound
        && old.bytes[start..<range.lowerBound]
          .elementsEqual(new.bytes[newStart..<next.value.lowerBound])
        && isExplained(rest.dropFirst(), range.upperBound, next.value.upperBound)
    }
    guard newStart <= next.key.lowerBound else { return false }
    for lower in bounds(from: next.key.lowerBound, downTo: newStart) {
      let end = start + lower - newStart
      guard end <= old.bytes.count,
        old.bytes[start..<end].elementsEqual(new.bytes[newStart..<lower])
      else { continue }
      let found = bounds(from: next.value.upperBound, upTo: new.bytes.count).contains {
        isExplained(rest.dropFirst(), end, $0)
      }
      if found { return true }
    }
    return false
  }

  private func bounds(from offset: Int, downTo end: Int) -> [Int] {
    var all = [offset]
    while all[all.count - 1] > end, Self.separates(new.bytes[all[all.count - 1] - 1]) {
      all.append(all[all.count - 1] - 1)
    }
    return all
  }

  private func bounds(from offset: Int, upTo end: Int) -> [Int] {
    var all = [offset]
    while all[all.count - 1] < end, Self.separates(new.bytes[all[all.count - 1]]) {
      all.append(all[all.count - 1] + 1)
    }
    return all
  }

  private static func separates(_ byte: UInt8) -> Bool { " ,\r\n".utf8.contains(byte) }
}

/// One change as both texts have it.
private struct ChangedValue {
  /// The value with its quotes, in the old text; nil where the key was missing.
  let old: Range<Int>?
  let key: Range<Int>
  let value: Range<Int>
  let addsQuotes: Bool

  /// Nil where the texts do not say so.
  init?(_ change: YAMLChange, from old: YAMLFile, to new: YAMLFile) {
    let before = old.entry(at: change.place)
    guard let after = new.entry(at: change.place), after.value.scalar?.text == change.new,
      before?.value.scalar?.text == change.old
    else { return nil }
    self.old = before?.value.range
    key = after.key?.range ?? after.value.range
    value = after.value.range
    addsQuotes = change.addsQuotes
  }
}

extension YAMLFile {
  /// The node at a place, and its key where it has one; a step from a text leads into it.
  package func entry(at place: YAMLPlace) -> (key: YAMLNode?, value: YAMLNode)? {
    guard documents.indices.contains(place.document), let root = documents[place.document].root
    else { return nil }
    var found: (key: YAMLNode?, value: YAMLNode) = (nil, root)
    for step in place.steps {
      if let entered = try? found.value.entered() { found.value = entered }
      switch step {
      case .key(let key):
        let entry = found.value.entries?.first { $0.key.scalar?.text == key }
        guard let entry else { return nil }
        found = (entry.key, entry.value)
      case .index(let index):
        guard let items = found.value.items, items.indices.contains(index) else { return nil }
        found = (nil, items[index])
      }
    }
    return found
  }
}
