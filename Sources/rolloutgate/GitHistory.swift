import Gate
import Glibc
import WorkTree

/// What Git says of its history and its repository, by the `git` that is installed.
struct GitHistory {
  private let process: Surroundings
  private let git: Git
  /// Whose history it is.
  private let head: String

  init(_ process: Surroundings, of head: String = "HEAD") {
    self.process = process
    git = Git(process)
    self.head = head
  }

  /// What a file held before the last commit that touched it; nil without Git, and in a clone that
  /// does not reach back so far.
  ///
  /// - Parameter present: What the file holds now; nil where it is not there.
  func beforeLastChange(of path: String, present: [UInt8]?) -> [UInt8]? {
    guard Git.isInWorkTree else { return nil }
    guard let hash = git.ask(["rev-list", "-1", head, "--", path]) else {
      process.warn("git can't be asked whether a person reverted a run that wrote \(path)")
      return nil
    }
    let digits = hash.prefix { $0 != UInt8(ascii: "\n") }
    let isHash = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isHash, [40, 64].contains(digits.count) else { return nil }
    let commit = String(decoding: digits, as: UTF8.self)
    // What somebody has written since is newer than all that Git knows.
    guard file(path, of: commit) == present else { return nil }
    return file(path, of: "\(commit)^")
  }

  /// The addresses that the repository is fetched from or pushed to; none without Git.
  func remotes() -> [String] {
    guard Git.isInWorkTree,
      let output = git.ask(
        ["config", "--null", "--get-regexp", #"^remote\..*\.(push)?url$"#], upTo: 1 << 16)
    else { return [] }
    // Each is a key, a line break and the value.
    return output.split(separator: 0).compactMap { entry in
      entry.firstIndex(of: UInt8(ascii: "\n")).map {
        String(decoding: entry[($0 + 1)...], as: UTF8.self)
      }
    }
  }

  /// What a file holds in a commit; nil where it is not in it, or longer than a file may be here.
  private func file(_ path: String, of commit: String) -> [UInt8]? {
    let limit = FileSnapshot.defaultLimit
    let bytes = git.ask(["cat-file", "blob", "\(commit):./\(path)"], upTo: limit + 1)
    return bytes.flatMap { $0.count > limit ? nil : $0 }
  }
}
