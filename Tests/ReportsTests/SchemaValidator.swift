import Diagnostics
import Foundation

/// `check-jsonschema`, which `make test` installs.
enum SchemaValidator {
  static let program = root.appending(path: ".build/venv/bin/check-jsonschema").path

  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

  /// What the schema refuses of each text, by the text's index; the first of several.
  static func faults(in texts: [String], by schema: String) throws -> [Int: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try texts.enumerated().map { index, text in
      let file = folder.appending(path: "\(index).json")
      try text.write(to: file, atomically: false, encoding: .utf8)
      return file.path
    }
    return try faults(of: files, by: schema)
  }

  static func faults(of files: [String], by schema: String) throws -> [Int: String] {
    let output = try withFile(of: Array(schema.utf8)) { path in
      try run(program, ["--schemafile", path, "--output-format", "json"] + files).output
    }
    let said = try JSONValue.members(reading: Array(output.utf8))
    let errors = try said.list("errors") { error throws(JSONFault) in
      (
        try error.required("filename", .text),
        try error.required("path", .text) + ": " + error.required("message", .text)
      )
    }
    let unread = try said.optional("parse_errors", .list) ?? []
    guard unread.isEmpty else { throw Unread() }
    return Dictionary(
      errors.compactMap { name, fault in files.firstIndex(of: name).map { ($0, fault) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A file was no JSON.
  struct Unread: Error {}
}
