import Foundation

/// Programs that the tests run.
enum Tool {
  static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return (folders.map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/sbin"])
      .map { "\($0)/\(name)" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }

  static let areAllThere = path(of: "nginx") != nil && path(of: "openssl") != nil

  /// Runs a program to its end and gives its standard output.
  @discardableResult
  static func run(_ name: String, _ arguments: [String], in folder: URL) throws -> Data {
    let process = try start(name, arguments, in: folder)
    let output = try (process.standardOutput as? Pipe)?.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolError.failed(name, arguments) }
    return output ?? Data()
  }

  static func start(_ name: String, _ arguments: [String], in folder: URL) throws -> Process {
    guard let path = path(of: name) else { throw ToolError.missing(name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Pipe()
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

enum ToolError: Error {
  case missing(String)
  case failed(String, [String])
}

/// A folder that goes away with the value's owner.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }
}
