import Diagnostics
import Foundation
import GateConfig
import Testing

/// One folder of `fixtures/configs`: `config.yaml`, and in `expected.txt` all that is said of it.
struct ConfigFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/configs")

  static let all: [ConfigFixture] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.contains(".") }.sorted().map(ConfigFixture.init)
  }()

  let name: String

  var testDescription: String { name }

  var file: URL { Self.folder.appending(path: "\(name)/config.yaml") }

  var bytes: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: file)) }
  }

  /// The lines of `expected.txt` without the mark.
  var expected: String {
    get throws { try written.replacing(Self.mark, with: "") }
  }

  /// Whether the fault is one of meaning, which a JSON Schema can't see.
  var isOfMeaning: Bool {
    get throws { try written.hasPrefix(Self.mark) }
  }

  private static let mark = "# meaning\n"

  private var written: String {
    get throws {
      try String(
        contentsOf: Self.folder.appending(path: "\(name)/expected.txt"), encoding: .utf8)
    }
  }
}

/// All that is said of a config, in the order of the file.
func diagnostics(of bytes: [UInt8]) -> [Diagnostic] {
  let file = ConfigFile(name: "config.yaml", folder: "", bytes: bytes)
  return readConfigs([file]).allDiagnostics
}
