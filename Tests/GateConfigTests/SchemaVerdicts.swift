import Foundation
import GateConfig

/// What a JSON Schema validator of others says of configs, by the schema that we print.
enum SchemaVerdicts {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appending(path: ".build/venv/bin/python")

  /// `make test` installs it; a bare `swift test` may do without.
  static let isInstalled = FileManager.default.isExecutableFile(atPath: python.path)

  /// One line for each file: `ok`, or `refused: WHY`.
  static func verdicts(on files: [URL]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schema = folder.appending(path: "schema.json")
    let list = folder.appending(path: "files")
    try configSchema().write(to: schema, atomically: false, encoding: .utf8)
    try files.map { $0.path + "\n" }.joined().write(to: list, atomically: false, encoding: .utf8)

    let process = Process()
    let output = Pipe()
    process.executableURL = python
    process.arguments = [root.appending(path: ".ci/schema-verdicts").path, schema.path]
    process.standardInput = try FileHandle(forReadingFrom: list)
    process.standardOutput = output
    try process.run()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return lines.split(separator: "\n").map(String.init)
  }
}
