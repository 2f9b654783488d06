import Foundation

/// Where the repository is, seen from this file.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

let schema = root.appending(path: "fixtures/junit/rolloutgate.xsd")
let strictSchema = root.appending(path: "fixtures/junit/strict.xsd")

/// Runs a tool that must be installed; gives its status and all that it wrote.
func run(
  _ tool: String, _ arguments: [String], input: [UInt8] = []
) throws -> (status: Int32, output: String) {
  try withFile(of: input) { path in
    try run(tool, arguments, input: FileHandle(forReadingFrom: URL(filePath: path)))
  }
}

private func run(
  _ tool: String, _ arguments: [String], input: FileHandle
) throws -> (status: Int32, output: String) {
  let process = Process()
  process.standardInput = input
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [tool] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// Lends a temporary file with the bytes.
func withFile<Result>(of bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".xml")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try body(file.path)
}

/// An XPath expression's value as text, from a real XML parser.
func xpath(_ expression: String, in bytes: [UInt8]) throws -> String {
  try withFile(of: bytes) { path in
    try run("xmllint", ["--huge", "--xpath", expression, path]).output
      .trimmingCharacters(in: .newlines)
  }
}
