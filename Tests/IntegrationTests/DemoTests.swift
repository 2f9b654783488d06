import Foundation
import Testing

/// `make demo` prints what `fixtures/demo/expected.txt` says, but for its folder's name.
///
/// `ROLLOUTGATE_REWRITE_GOLDEN=1 swift test --filter DemoTests` writes the file anew.
@Suite struct DemoTests {
  @Test("The demo climbs, rolls back and tells it as before")
  func demo() throws {
    let scratch = try ScratchFolder("demo")
    let demo = try Command.run(
      Repository.path("fixtures/demo/run.sh"), [], in: scratch.path,
      environment: ["ROLLOUTGATE_BINARY": GateRun.binary, "TMPDIR": scratch.path])
    #expect(demo.end == .exited(0), "\(demo)")
    let folders = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    let folder = scratch.path(try #require(folders.first))
    let text = demo.text.replacing(folder, with: "FOLDER")
    try Golden.expect(text, in: Repository.path("fixtures/demo/expected.txt"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 80 })
    let repository = folder + "/repository"
    #expect(try Command.require("git", ["status", "--porcelain"], in: repository).isEmpty)
  }
}
