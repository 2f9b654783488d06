import Foundation
import Testing

/// Each folder of `fixtures/imports` holds other tools' objects with what they become here.
///
/// `ROLLOUTGATE_REWRITE_GOLDEN=1 swift test --filter ImportFixtureTests` writes the expected files anew.
@Suite struct ImportFixtureTests {
  private static let root = Repository.path("fixtures/imports")

  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
    .filter { !$0.contains(".") }.sorted()

  @Test("There are cases")
  func some() {
    #expect(Self.cases.count >= 15)
  }

  @Test(
    "Other tools' objects are read, explained and converted as their folder says", arguments: cases)
  func golden(name: String) throws {
    let folder = "\(Self.root)/\(name)"
    let tree = try ScratchFolder("import")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    for file in files {
      try tree.write(String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8), to: file)
    }
    let given = try? String(contentsOfFile: folder + "/args", encoding: .utf8)
    let arguments = (given ?? "").split(separator: "\n").map(String.init)
    let all = files.flatMap { ["-f", $0] } + arguments
    let lint = try GateRun(["lint"] + all, in: tree.path)
    try Golden.expect(text(of: lint), in: folder + "/expected.lint")
    let explain = try GateRun(["explain"] + all, in: tree.path)
    try Golden.expect(explain.output, in: folder + "/expected.explain")
    let convert = try GateRun(["convert"] + all, in: tree.path)
    guard convert.exitStatus == 0 else {
      return try Golden.expect(text(of: convert), in: folder + "/expected.config")
    }
    try Golden.expect(convert.output, in: folder + "/expected.config")
    try expectSame(as: explain, of: convert.output, arguments, in: tree)
  }

  /// The config that was written asks the same and says the same, but for what only imports show.
  private func expectSame(
    as explained: GateRun, of config: String, _ arguments: [String], in tree: ScratchFolder
  ) throws {
    try tree.write(config, to: "converted/rolloutgate.yaml")
    let revision = arguments.firstIndex(of: "--revision").map { Array(arguments[$0...($0 + 1)]) }
    let again = try GateRun(
      ["explain", "-f", "converted/rolloutgate.yaml"] + (revision ?? []), in: tree.path)
    func shared(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.hasPrefix("      Flagger") }
    }
    #expect(shared(again.output) == shared(explained.output))
  }

  private func text(of run: GateRun) -> String {
    run.diagnostics + run.output + "exit status \(run.exitStatus.map { "\($0)" } ?? "none")\n"
  }
}
