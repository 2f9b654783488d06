/// A pattern of whole paths, for trees that are no folders, as those of a commit: it means what
/// `WorkTree.list` means by it, links apart.
package struct PathPattern {
  private let isFixed: Bool
  private let names: [String]
  private let parts: [Part]

  private enum Part {
    case exactly(String)
    case name(NamePattern)
    /// `**`
    case anyFolders
  }

  /// Nil for a pattern that leads out of the tree, and for one that `WorkTree.list` refuses.
  package init?(_ pattern: String) {
    // What lies above a wildcard is anybody's guess.
    let behind = PathText.names(pattern).drop { !NamePattern.isPattern($0) }
    guard let names = Self.names(pattern), !behind.contains(where: { PathText.isSame($0, "..") })
    else { return nil }
    var parts: [Part] = []
    var isFixed = true
    for name in names {
      if isFixed, !NamePattern.isPattern(name) {
        parts.append(.exactly(name))
        continue
      }
      isFixed = false
      if PathText.isSame(name, "**") {
        parts.append(.anyFolders)
      } else if let part = NamePattern(name) {
        parts.append(.name(part))
      } else {
        return nil
      }
    }
    (self.names, self.parts, self.isFixed) = (names, parts, isFixed)
  }

  /// The files that the pattern finds among those of a tree, in the order of their bytes. A file means
  /// itself, and a folder its `.yaml` and `.yml` files.
  package func found(in files: [String]) -> [String] {
    let all = files.map { (path: $0, names: PathText.names($0)) }
    guard isFixed else {
      return all.filter { Self.matches($0.names[...], parts[...]) }.map(\.path)
        .sorted(by: PathText.isBefore)
    }
    if let file = all.first(where: { Self.isSame($0.names, names) }) { return [file.path] }
    return all.filter { file in
      guard file.names.count == names.count + 1, Self.isSame(file.names.dropLast(), names),
        let name = file.names.last?.utf8, name.first != UInt8(ascii: ".")
      else { return false }
      return [".yaml", ".yml"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }.map(\.path).sorted(by: PathText.isBefore)
  }

  /// The names of a path without its detours; nil for one that leads out of the tree.
  package static func names(_ path: String) -> [String]? {
    guard path.utf8.first != UInt8(ascii: "/") else { return nil }
    var kept: [String] = []
    for name in PathText.names(path) {
      guard PathText.isSame(name, "..") else {
        kept.append(name)
        continue
      }
      guard kept.popLast() != nil else { return nil }
    }
    return kept
  }

  private static func matches(_ names: ArraySlice<String>, _ parts: ArraySlice<Part>) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    guard let name = names.first else { return false }
    let isHidden = name.utf8.first == UInt8(ascii: ".")
    switch part {
    case .exactly(let wanted):
      return PathText.isSame(name, wanted) && matches(names.dropFirst(), parts.dropFirst())
    case .name(let pattern):
      return pattern.matches(name) && matches(names.dropFirst(), parts.dropFirst())
    case .anyFolders:
      if parts.count == 1 {
        return names.allSatisfy { $0.utf8.first != UInt8(ascii: ".") }
      }
      if matches(names, parts.dropFirst()) { return true }
      return !isHidden && names.count > 1 && matches(names.dropFirst(), parts)
    }
  }

  private static func isSame(_ one: some Collection<String>, _ other: [String]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy(PathText.isSame)
  }
}
