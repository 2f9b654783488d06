import Foundation
import Testing

/// Each folder of `fixtures/stages` is a stage with what must come of it.
///
/// `ROLLOUTGATE_REWRITE_GOLDEN=1 swift test --filter GoldenStageTests` writes the expected files
/// anew; the difference then stands in `git diff` for a person to judge.
@Suite struct GoldenStageTests {
  private static let root = Repository.path("fixtures/stages")

  static let cases = (try? FileManager.default.contentsOfDirectory(atPath: root))
    .map { $0.filter { FileManager.default.fileExists(atPath: "\(root)/\($0)/args") }.sorted() }

  @Test("There are stages")
  func some() {
    #expect((Self.cases ?? []).count >= 16)
  }

  @Test("Each stage ends, reports and writes as its folder says", arguments: Self.cases ?? [])
  func golden(name: String) throws {
    let stage = "\(Self.root)/\(name)"
    let tree = try workTree(of: stage)
    let arguments = try String(contentsOfFile: stage + "/args", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let run = try GateRun(
      arguments + [
        "--answers", "answers.json", "--write", "--format", "text", "--report", "junit=report.xml",
      ], in: tree.path)
    let status = try #require(run.exitStatus, "\(run.diagnostics)")
    #expect(run.diagnostics.isEmpty)
    try Golden.expect("\(status)\n", in: stage + "/expected.status")
    try Golden.expect(run.output, in: stage + "/expected.txt")
    try Golden.expect(try tree.read("report.xml"), in: stage + "/expected.xml")
    try Golden.expect(
      change(of: try tree.read("manifest.yaml"), from: stage + "/manifest.yaml"),
      in: stage + "/expected.manifest.yaml")
    if let kustomization = try? tree.read("kustomization.yaml") {
      try Golden.expect(
        change(of: kustomization, from: stage + "/kustomization.yaml"),
        in: stage + "/expected.kustomization.yaml")
    }
    try Golden.expect(try records(in: tree), in: stage + "/expected.record")
  }

  @Test("A stage that ran is completed by nothing: the same answers again raise no weight twice")
  func repeated() throws {
    let tree = try workTree(of: Self.root + "/healthy-advance")
    let arguments = ["run", "--revision", "v2", "--answers", "answers.json", "--write"]
    #expect(try GateRun(arguments, in: tree.path).exitStatus == 0)
    let manifest = try tree.read("manifest.yaml")
    // The window of the same moment reaches back over the change that was just made.
    #expect(try GateRun(arguments, in: tree.path).exitStatus == 3)
    #expect(try tree.read("manifest.yaml") == manifest)
  }

  /// A copy of the stage, with its record where the gate looks for it.
  private func workTree(of stage: String) throws -> ScratchFolder {
    let tree = try ScratchFolder("stage")
    for file in ["rolloutgate.yaml", "manifest.yaml", "answers.json"] {
      try tree.write(String(contentsOfFile: "\(stage)/\(file)", encoding: .utf8), to: file)
    }
    let kustomization = "\(stage)/kustomization.yaml"
    if FileManager.default.fileExists(atPath: kustomization) {
      try tree.write(
        String(contentsOfFile: kustomization, encoding: .utf8), to: "kustomization.yaml")
    }
    if let record = try? String(contentsOfFile: stage + "/record", encoding: .utf8) {
      let rollout = record.split(separator: "\n").first { $0.hasPrefix("rollout: ") }
      let title = try #require(rollout, "\(stage)/record has no rollout").dropFirst(9)
      try tree.write(record, to: ".rolloutgate/\(title).record")
    }
    return tree
  }

  /// The manifest's text; nil where it is as it was.
  private func change(of text: String, from path: String) throws -> String? {
    text == (try String(contentsOfFile: path, encoding: .utf8)) ? nil : text
  }

  /// All records one after another, by their paths; nil where there are none.
  private func records(in tree: ScratchFolder) throws -> String? {
    let folder = tree.path(".rolloutgate/test")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    return try names.sorted().map { try tree.read(".rolloutgate/test/\($0)") }.joined()
  }
}
