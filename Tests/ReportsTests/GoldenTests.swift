import Foundation
import Outcome
import Reports
import Testing

/// What each run looks like in each report, in `fixtures/reports/<case>/expected.*`.
///
/// `ROLLOUTGATE_REWRITE_GOLDEN=1 swift test --filter GoldenTests` writes the files anew; the
/// difference then stands in `git diff` for a person to judge.
@Suite struct GoldenTests {
  static let isRewriting = ProcessInfo.processInfo.environment["ROLLOUTGATE_REWRITE_GOLDEN"] == "1"

  static let plain = TextStyle(color: false, unicode: true)

  @Test("Each run is reported as its folder shows", arguments: Sample.all)
  func golden(sample: Sample) throws {
    let outcome = sample.outcome
    let folder = root.appending(path: "fixtures/reports/\(sample.folder)")
    try expect(try ReportKind.junit.bytes(outcome), in: folder, "expected.xml")
    try expect(try ReportKind.json.bytes(outcome), in: folder, "expected.json")
    try expect(try ReportKind.dotenv.bytes(outcome), in: folder, "expected.env")
    try expect(try ReportKind.markdown.bytes(outcome), in: folder, "expected.md")
    try expect(try ReportKind.metrics.bytes(outcome), in: folder, "expected.metrics")
    try expect(
      try ReportKind.gitlabAnnotations.bytes(outcome), in: folder, "expected.annotations.json")
    try expect(try ReportKind.codequality.bytes(outcome), in: folder, "expected.codequality.json")
    try expect(Array(GitHubOutputs(outcome).text.utf8), in: folder, "expected.outputs")
    try expect(try ReportKind.html.bytes(outcome), in: folder, "expected.html")
    let pictures = try ReportKind.svg.render(outcome).files(at: "expected.svg")
    for picture in pictures { try expect(picture.bytes, in: folder, picture.path) }
    let kept = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "expected.svg").path)
    #expect((kept ?? []).count == pictures.count)
    for (format, name) in [
      (TextFormat.text, "expected.txt"), (.github, "expected.github"), (.quiet, "expected.quiet"),
      (.gitlab, "expected.gitlab"), (.azure, "expected.azure"),
    ] {
      let text = format.render(outcome, style: Self.plain)
      try expect(Array(text.utf8), in: folder, name)
    }
  }

  private func expect(_ bytes: [UInt8], in folder: URL, _ name: String) throws {
    let file = folder.appending(path: name)
    if Self.isRewriting {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(file.lastPathComponent)")
  }
}

extension ReportKind {
  /// The one file of a report that is no folder.
  func bytes(_ outcome: Outcome) throws -> [UInt8] {
    try #require(try render(outcome).files(at: "").first).bytes
  }
}
