import Foundation

/// A Git work tree of a test's own, with no configuration but its own.
final class GitRepository {
  let folder: ScratchFolder

  var path: String { folder.path }

  /// Commits the given files, path to text.
  init(_ files: [String: String]) throws {
    folder = try ScratchFolder("repository")
    try git("init", "--quiet", "--initial-branch=main")
    for (name, text) in files { try folder.write(text, to: name) }
    try commit("Begin")
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try Command.require("git", arguments, in: path, environment: Self.identity)
  }

  func commit(_ message: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message)
  }

  /// Lines added and deleted in each file that differs from the last commit, new files among them:
  /// `["deploy/route.yaml": "2 2"]`.
  func numstat() throws -> [String: String] {
    try git("add", "--all", "--intent-to-add")
    let lines = try git("diff", "--numstat", "--no-renames").split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let columns = line.split(separator: "\t")
        return (String(columns[2]), "\(columns[0]) \(columns[1])")
      })
  }

  func read(_ name: String) throws -> String { try folder.read(name) }

  private static let identity = [
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.invalid",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.invalid",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
  ]
}
