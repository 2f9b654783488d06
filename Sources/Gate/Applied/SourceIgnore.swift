/// What Flux leaves out of the files of a repository, by its `.sourceignore` files.
///
/// Source: fluxcd/pkg `sourceignore/sourceignore.go` and `gitignore/pattern.go`, and
/// `artifact/storage/archive.go`: each file is looked at by itself, whatever becomes of its folders.
struct SourceIgnore {
  /// In rising order of precedence.
  private let patterns: [IgnorePattern]

  /// Those of a repository: its files, by the folders that they lie in, and `spec.ignore` of its
  /// source, which counts above them. Without any, Flux has its own.
  init(files: [(folder: String, text: String)], ofSource text: String?) {
    let ordered = files.sorted {
      TreePath.names($0.folder).lexicographicallyPrecedes(TreePath.names($1.folder))
    }
    let given =
      ordered.flatMap { Self.patterns($0.text, in: $0.folder) }
      + (text.map { Self.patterns($0, in: ".") } ?? [])
    patterns = given.isEmpty ? Self.ownPatterns : given
  }

  func leavesOut(_ path: String) -> Bool {
    let names = TreePath.names(path)
    return patterns.last { $0.matches(names) }?.excludes ?? false
  }

  private static func patterns(_ text: String, in folder: String) -> [IgnorePattern] {
    text.split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
      .map { IgnorePattern($0, in: folder) }
  }

  /// Those that name YAML files; images and archives are none of ours.
  private static let ownPatterns = [
    ".github/", ".circleci/", ".travis.yml", ".gitlab-ci.yml", "appveyor.yml", ".drone.yml",
    "cloudbuild.yaml", "codeship-services.yml", "codeship-steps.yml", "**/.goreleaser.yml",
    "**/.sops.yaml", "**/.flux.yaml",
  ].map { IgnorePattern($0[...], in: ".") }
}

/// One line of such a file.
private struct IgnorePattern {
  /// Whether a match leaves the file out, or brings it back.
  let excludes: Bool
  private let domain: [Substring]
  private let isOfFolders: Bool
  /// Names between slashes; nil for `**`.
  private let parts: [Wildcard?]
  /// Whether it has a slash inside, and so means a path and not any name.
  private let isPath: Bool

  init(_ line: Substring, in folder: String) {
    var text = line
    excludes = text.first != "!"
    if !excludes { text.removeFirst() }
    if !text.hasSuffix("\\ ") { while text.last == " " { text.removeLast() } }
    isOfFolders = text.last == "/"
    if isOfFolders { text.removeLast() }
    isPath = text.contains("/")
    domain = TreePath.names(folder)
    parts = text.split(separator: "/").map { $0 == "**" ? nil : Wildcard(String($0)) }
  }

  /// Whether a file, by its names from the root, is meant.
  func matches(_ names: [Substring]) -> Bool {
    guard names.count > domain.count, names.starts(with: domain) else { return false }
    let names = names[domain.count...]
    return isPath ? matchesPath(names) : matchesName(names)
  }

  private func matchesName(_ names: ArraySlice<Substring>) -> Bool {
    guard let part = parts.first ?? nil, let index = names.firstIndex(where: { part.matches($0) })
    else { return false }
    return !isOfFolders || index < names.endIndex - 1
  }

  private func matchesPath(_ names: ArraySlice<Substring>) -> Bool {
    var rest = names
    var hasMatched = false
    var skips = false
    for (index, part) in parts.enumerated() {
      guard let part else {
        if index < parts.count - 1 { skips = true }
        continue
      }
      guard !rest.isEmpty else { return false }
      if skips {
        skips = false
        let found = rest.firstIndex { part.matches($0) }
        hasMatched = found != nil
        rest = found.map { rest[($0 + 1)...] } ?? []
      } else {
        guard let name = rest.popFirst(), part.matches(name) else { return false }
        hasMatched = true
      }
    }
    return hasMatched && !(isOfFolders && rest.isEmpty)
  }
}
