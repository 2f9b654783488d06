import Diagnostics
import Gate
import GateConfig
import WorkTree

/// The files of a commit, as `--base` names it: what a proposal can't change.
///
/// Bytes are those of Git's objects: no filter, no line ending and no link of the work tree touches
/// them.
final class GitTree {
  /// As it was given.
  let name: String
  let commit: String
  private let git: Git
  private let entries: [String: Entry]

  private struct Entry {
    let mode: Substring
    let hash: String
  }

  /// The longest list of files that is read, in bytes.
  private static let listLimit = 64 << 20

  init(_ name: String, _ process: Surroundings) throws(InputFault) {
    git = Git(process)
    func fault(_ what: String, _ advice: String) -> InputFault {
      InputFault(diagnostic: .error(at: nil, "--base \(name): \(what)", advice: advice))
    }
    guard
      let hash = git.line(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
    else {
      throw fault(
        "Git has no such commit",
        "fetch it first, as origin/main (a CI's checkout is shallow: fetch-depth: 0)")
    }
    guard let list = git.ask(["ls-tree", "-r", "-z", hash], upTo: Self.listLimit + 1),
      list.count <= Self.listLimit
    else { throw fault("its files can't be listed", "see git ls-tree -r \(name)") }
    self.name = name
    commit = hash
    var entries: [String: Entry] = [:]
    for line in list.split(separator: 0) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let facts = Substring(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
      guard facts.count == 3 else { continue }
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      entries[path] = Entry(mode: facts[0], hash: String(facts[2]))
    }
    self.entries = entries
  }

  func read(_ path: String) -> Result<FoundFile, ReadFailure> {
    guard let names = PathPattern.names(path) else {
      return .failure(.unreadable("\(path) leads out of the work tree"))
    }
    let path = names.joined(separator: "/")
    guard let entry = entries[path] else { return .failure(.missing) }
    switch entry.mode {
    case "120000":
      return .failure(.unreadable("\(path) is a link in \(name); --base reads files alone"))
    case "160000":
      return .failure(.unreadable("\(path) is another repository in \(name)"))
    case _: break
    }
    let limit = FileSnapshot.defaultLimit
    guard let bytes = git.ask(["cat-file", "blob", entry.hash], upTo: limit + 1),
      bytes.count <= limit
    else {
      return .failure(.unreadable("\(path) can't be read in \(name), or is too large"))
    }
    let name = name
    return .success(
      FoundFile(path: path, bytes: bytes) { _ in
        .failure(WriteFailure("\(path): nothing is written into \(name)"))
      })
  }

  /// The configs that patterns find, as they are found in a work tree; none where the commit has
  /// none.
  func configs(
    _ patterns: [String]
  ) throws(InputFault) -> (files: [ConfigFile], unreadable: [UnreadableConfig]) {
    var files: [ConfigFile] = []
    var unreadable: [UnreadableConfig] = []
    var seen: Set<String> = []
    let paths = Array(entries.keys)
    for pattern in patterns.isEmpty ? ["rolloutgate.yaml"] : patterns {
      guard let wanted = PathPattern(pattern) else {
        throw InputFault(
          diagnostic: .error(
            at: nil, "no config can be read: \"\(pattern)\" is no pattern of files",
            advice: "give one with --config FILE, relative to the work tree"))
      }
      for path in wanted.found(in: paths) where seen.insert(path).inserted {
        let slash = path.lastIndex(of: "/")
        switch read(path) {
        case .success(let file):
          files.append(
            ConfigFile(
              name: path, folder: slash.map { String(path[..<$0]) } ?? "", bytes: file.bytes,
              isFound: path != pattern))
        case .failure(.unreadable(let why)):
          unreadable.append(UnreadableConfig(name: path, why: why))
        case .failure(.missing):
          unreadable.append(UnreadableConfig(name: path, why: "it is not there"))
        }
      }
    }
    return (files, unreadable)
  }
}
