extension WorkTree {
  /// How many names one pattern may make us look at.
  package static let entryLimit = 100_000

  /// The files that a pattern means, relative to the root and sorted by their bytes.
  ///
  /// A file means itself and a folder its `.yaml` and `.yml` files; `**` means any number of folders,
  /// hidden ones and links to folders apart. `.git` is never looked into. A pattern may find nothing.
  package func list(
    _ pattern: String, relativeTo folder: String = "."
  ) throws(WorkTreeError) -> [String] {
    try Self.check(pattern)
    let names = PathText.names(pattern)
    guard let first = names.firstIndex(where: NamePattern.isPattern) else {
      return try list(named: pattern, relativeTo: folder)
    }
    // All before the first star is a path like any other, `..` and links included.
    let isAbsolute = pattern.utf8.first == UInt8(ascii: "/")
    let fixed = (isAbsolute ? "/" : "./") + names[..<first].joined(separator: "/")
    var walk = PatternWalk(of: pattern, in: self)
    return try walk.files(in: resolve(fixed, relativeTo: folder), matching: Array(names[first...]))
  }

  private func list(named path: String, relativeTo folder: String) throws(WorkTreeError) -> [String]
  {
    let resolved = try resolve(path, relativeTo: folder)
    switch FolderEntries.kind(of: PathText.absolute(resolved, in: root)) {
    case .file, .linkToFolder: return [resolved]
    case .nothing: throw .missing(path: path)
    case .folder:
      var walk = PatternWalk(of: path, in: self)
      let yaml = try walk.files(in: resolved, matching: ["*.yaml"])
      let yml = try walk.files(in: resolved, matching: ["*.yml"])
      return (yaml + yml).sorted(by: PathText.isBefore)
    }
  }
}

/// A walk through folders along one pattern.
private struct PatternWalk {
  private struct Step: Hashable {
    /// Bytes, since two strings may be equal and two files not.
    let folder: [UInt8]
    let next: Int
  }

  private let tree: WorkTree
  private let pattern: String
  private var looked = 0
  private var found: Set<[UInt8]> = []
  private var seen: Set<Step> = []
  private var steps: [Step] = []

  init(of pattern: String, in tree: WorkTree) {
    (self.pattern, self.tree) = (pattern, tree)
  }

  mutating func files(
    in folder: String, matching names: [String]
  ) throws(WorkTreeError) -> [String] {
    (found, seen) = ([], [])
    let parts = try names.map { name throws(WorkTreeError) -> NamePattern? in
      if PathText.isSame(name, "**") { return nil }
      guard !PathText.isSame(name, "..") else {
        throw .badPattern(pattern: pattern, reason: "'..' stands behind a wildcard")
      }
      guard let part = NamePattern(name) else {
        throw .badPattern(pattern: pattern, reason: "'\(name)' has an open bracket or a bad range")
      }
      return part
    }
    visit(folder, 0)
    while let step = steps.popLast() { try walk(step, parts) }
    return found.map { String(decoding: $0, as: UTF8.self) }.sorted(by: PathText.isBefore)
  }

  private mutating func visit(_ folder: String, _ next: Int) {
    let step = Step(folder: Array(folder.utf8), next: next)
    if seen.insert(step).inserted { steps.append(step) }
  }

  private mutating func walk(_ step: Step, _ parts: [NamePattern?]) throws(WorkTreeError) {
    let folder = String(decoding: step.folder, as: UTF8.self)
    let isLast = step.next == parts.count - 1
    guard let part = parts[step.next] else {
      // `**` also means no folder at all; at the end it means every file below.
      if !isLast { visit(folder, step.next + 1) }
      for name in try names(in: folder) where name.utf8.first != UInt8(ascii: ".") {
        let path = PathText.isSame(folder, ".") ? name : "\(folder)/\(name)"
        switch FolderEntries.kind(of: PathText.absolute(path, in: tree.root)) {
        case .folder: visit(path, step.next)
        case .file where isLast: found.insert(Array(path.utf8))
        case .file, .linkToFolder, .nothing: continue
        }
      }
      return
    }
    for name in try names(in: folder) where part.matches(name) {
      let path = PathText.isSame(folder, ".") ? name : "\(folder)/\(name)"
      switch FolderEntries.kind(of: PathText.absolute(path, in: tree.root)) {
      case .nothing:
        throw .unreadableName(path: path)
      case .file where isLast:
        found.insert(Array(path.utf8))
      case .folder where !isLast:
        visit(path, step.next + 1)
      case .linkToFolder where !isLast:
        // A link that leads out is not followed; one that leads in goes by the folder's own name.
        if let inside = try? tree.resolve(path) { visit(inside, step.next + 1) }
      case .file, .folder, .linkToFolder:
        continue
      }
    }
  }

  private mutating func names(in folder: String) throws(WorkTreeError) -> [String] {
    let place = PathText.absolute(folder, in: tree.root)
    // What a wildcard led to may be no folder any more.
    guard FolderEntries.kind(of: place) == .folder, !PathText.names(folder).contains(".git")
    else { return [] }
    let names = try FolderEntries.names(in: place, shown: folder)
    looked += names.count
    guard looked <= WorkTree.entryLimit else {
      throw .tooManyEntries(pattern: pattern, limit: WorkTree.entryLimit)
    }
    return names
  }
}
