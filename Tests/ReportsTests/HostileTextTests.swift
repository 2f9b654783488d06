import Foundation
import Outcome
import Testing

@testable import Reports

/// Whatever a store, a label or a file brings, it stays text in every report.
@Suite struct HostileTextTests {
  static let texts = Hostile.texts + [Hostile.noncharacters, Hostile.long, Hostile.texts.joined()]

  static let styles = [true, false].map { TextStyle(color: false, unicode: $0) }

  @Test("JUnit stays well-formed, within its schema and its sizes", arguments: texts.indices)
  func junit(index: Int) throws {
    for strict in [true, false] {
      let bytes = try JUnitReport(hostile(Self.texts[index]), strict: strict).bytes()
      #expect(bytes.count < 100_000)
      try withFile(of: bytes) { path in
        for schema in strict ? [schema, strictSchema] : [schema] {
          let result = try run("xmllint", ["--noout", "--schema", schema.path, path])
          #expect(result.status == 0, "\(result.output)")
        }
      }
      let report = try #require(ParsedJUnit(bytes))
      #expect(report.suites.map(\.cases.count) == [2, 9, 1, 2])
      for found in report.suites.flatMap(\.cases) {
        #expect((found.message ?? "").unicodeScalars.count <= 200)
        #expect(found.text.unicodeScalars.count <= 2_000)
      }
    }
  }

  @Test("JSON gives each text back as it was, and is itself printable", arguments: texts.indices)
  func json(index: Int) throws {
    let text = String(Self.texts[index].prefix(10_000))
    let document = JSONReport(hostile(text)).text
    #expect(document.split(separator: "\n").allSatisfy { Self.isPrintable($0) })
    #expect(!document.contains("##"))
    let value = try JSONSerialization.jsonObject(with: Data(document.utf8))
    let report = try #require(value as? [String: Any])
    #expect(scalars(report["host"]) == scalars(text))
    let rollouts = try #require(report["rollouts"] as? [[String: Any]])
    #expect(scalars(rollouts.first?["revision"]) == scalars(text))
    let checks = try #require(rollouts.first?["checks"] as? [[String: Any]])
    let query = (checks.first?["queries"] as? [[String: Any]])?.first
    #expect(scalars(query?["answer"]) == scalars(text))
  }

  @Test("No line of a text can move a cursor or start a command", arguments: texts.indices)
  func text(index: Int) throws {
    let outcome = hostile(Self.texts[index])
    for style in Self.styles {
      for format in [TextFormat.text, .quiet] {
        let lines = format.render(outcome, style: style).split(separator: "\n")
        #expect(lines.allSatisfy { Self.isPrintable($0) && !Self.isCommand($0) })
        #expect(lines.allSatisfy { $0.unicodeScalars.count < 6_000 })
      }
    }
  }

  @Test("Colours are the only escape sequences", arguments: texts.indices)
  func colours(index: Int) throws {
    let style = TextStyle(color: true, unicode: true)
    let text = TextFormat.text.render(hostile(Self.texts[index]), style: style)
    let bare = text.replacing(/\u{1b}\[[0-9]{1,2}m/, with: "")
    #expect(text != bare)
    #expect(bare == TextFormat.text.render(hostile(Self.texts[index]), style: Self.styles[0]))
  }

  @Test(
    "GitHub sees our groups and annotations, and no command beside them", arguments: texts.indices)
  func github(index: Int) throws {
    let outcome = hostile(Self.texts[index])
    let lines = TextFormat.github.render(outcome, style: Self.styles[0]).split(separator: "\n")
    #expect(lines.allSatisfy { Self.isPrintable($0) })
    var commands = lines.filter { Self.isCommand($0) }
    let annotations = commands.suffix { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") }
    commands.removeLast(annotations.count)
    #expect(annotations.count { $0.hasPrefix("::error ") } == 7 && annotations.count == 10)
    #expect(
      commands.map { $0.hasPrefix("::group::") ? "group" : String($0) }
        == Array(repeating: ["group", "::endgroup::"], count: 4).flatMap(\.self))
    for annotation in annotations {
      // What stands before the second `::` are the properties: three pairs, at most.
      let properties = annotation.dropFirst("::error ".count).prefix(upTo: "::")
      #expect(properties.split(separator: ",").count <= 3)
      #expect(annotation.utf8.count <= 4_096 * 2)
    }
  }

  @Test("Dotenv keeps GitLab's rules", arguments: texts.indices)
  func dotenv(index: Int) throws {
    let text = DotenvReport(hostile(Self.texts[index])).text
    #expect(text.utf8.count <= DotenvReport.maxBytes)
    #expect(text.hasSuffix("\n"))
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.wholeMatch(of: /ROLLOUTGATE_[A-Z_]+=[A-Za-z0-9._\/%,+-]+/) != nil, "\(line)")
    }
  }

  @Test("GitHub's outputs are read back as they were meant", arguments: texts.indices)
  func outputs(index: Int) throws {
    let lines = GitHubOutputs(hostile(Self.texts[index])).text
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.prefix(6).allSatisfy { $0.wholeMatch(of: /[a-z-]+=[A-Za-z0-9-]*/) != nil })
    let delimiter = try #require(lines[6].wholeMatch(of: /paths<<(end_of_paths_*)/)?.1)
    // Two paths stand before the first line that is the delimiter, which is the last.
    #expect(lines.firstIndex(of: String(delimiter)) == 9)
    #expect(lines.count == 11 && lines[10].isEmpty)
  }

  /// No control, format, separator or noncharacter; no line break that only some tools see.
  private static func isPrintable(_ line: Substring) -> Bool {
    line.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
      case 0xFDD0...0xFDEF, 0xE0000...0xE007F: false
      default: scalar.value & 0xFFFE != 0xFFFE
      }
    }
  }

  private static func isCommand(_ line: Substring) -> Bool {
    line.trimmingCharacters(in: .whitespaces).hasPrefix("::") || line.contains("##")
  }

  /// Strings that are canonically equal are not yet the same.
  private func scalars(_ value: Any?) -> [Unicode.Scalar]? {
    (value as? String).map { Array($0.unicodeScalars) }
  }
}

extension Array<Substring> {
  fileprivate func suffix(_ condition: (Substring) -> Bool) -> ArraySlice<Substring> {
    suffix(reversed().prefix(while: condition).count)
  }
}

extension Substring {
  fileprivate func prefix(upTo end: String) -> Substring {
    range(of: end).map { self[..<$0.lowerBound] } ?? self
  }
}
