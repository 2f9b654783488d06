import Foundation

/// A folder of its own that the real Git works in, with nobody's settings; gone with `remove`.
struct ScratchGit {
  let folder: URL

  struct Failure: Error {
    let arguments: [String]
    let said: String
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "scratch-git-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// What Git says on standard output.
  @discardableResult func run(_ arguments: String...) throws -> String {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git"] + arguments
    git.currentDirectoryURL = folder
    git.environment = [
      "PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": folder.path, "GIT_CONFIG_NOSYSTEM": "1",
      "HOME": folder.path,
    ]
    let output = Pipe()
    git.standardOutput = output
    try git.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { throw Failure(arguments: arguments, said: said) }
    return said
  }
}
