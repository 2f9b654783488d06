import Foundation
import Outcome
import Reports
import Testing

private let python = root.appending(path: ".build/venv/bin/python").path

/// What readers of others make of a JUnit report, held against the JSON report of the same run.
@Suite(
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: python),
    "make test installs the readers"))
struct JUnitReadersTests {
  struct Seen: Decodable {
    /// Of each suite its tests, failures, errors and skipped.
    let counts: [[Int]]
    let junitparser: [Case]
    let junit2html: [Case]
    let page: String
  }

  struct Case: Decodable {
    let suite: String
    let name: String
    let classname: String
    let result: String
    let message: String?
    let text: String
  }

  static let runs: [Outcome] =
    Sample.all.map(\.outcome) + HostileTextTests.texts.map { hostile(String($0.prefix(10_000))) }

  @Test("junitparser and junit2html read counts, names, results, messages and texts as they are")
  func readers() throws {
    let seen = try Self.seen(of: Self.runs)
    try #require(seen.count == Self.runs.count)
    for (run, seen) in zip(Self.runs, seen) {
      let results = try ReportedRun(run).junitResults
      #expect(
        seen.counts
          == results.map { suite in
            [suite.count]
              + ["failure", "error", "skipped"].map { word in suite.count { $0 == word } }
          })
      #expect(seen.junitparser.map(\.result) == results.flatMap(\.self))
      // It knows no errors.
      #expect(
        seen.junit2html.map(\.result)
          == results.flatMap(\.self).map { $0 == "error" ? "failure" : $0 })

      let ours = try #require(ParsedJUnit(JUnitReport(run).bytes()))
      let cases = ours.suites.flatMap { suite in suite.cases.map { (suite.name, $0) } }
      for read in [seen.junitparser, seen.junit2html] {
        try #require(read.count == cases.count)
        for (read, (suite, written)) in zip(read, cases) {
          #expect(read.suite == suite && read.classname == suite)
          #expect(read.name == written.name)
          #expect(read.message == written.message)
          #expect(read.text == written.text)
        }
      }
      let page = Self.words(of: seen.page)
      for (suite, written) in cases {
        #expect(page.contains(Self.words(of: suite)))
        #expect(page.contains(Self.words(of: written.name)))
        #expect(page.contains(Self.words(of: written.text)), "\(written)")
      }
    }
  }

  /// A page's blanks and line breaks are not the text's.
  private static func words(of text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func seen(of runs: [Outcome]) throws -> [Seen] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "junit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try runs.enumerated().map { index, run in
      let file = folder.appending(path: "\(index).xml")
      try Data(JUnitReport(run).bytes()).write(to: file)
      return file.path + "\n"
    }
    let list = folder.appending(path: "files")
    try paths.joined().write(to: list, atomically: false, encoding: .utf8)
    let script = root.appending(path: ".ci/junit-readers").path
    let result = try run("sh", ["-c", "exec \"$0\" \"$1\" < \"$2\"", python, script, list.path])
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Seen.self, from: Data($0.utf8))
    }
  }
}
