import Foundation
import Testing

@Suite struct GateRunTests {
  @Test("The executable under test is there and runs to an end")
  func runs() throws {
    let folder = try ScratchFolder("work-tree")
    let run = try GateRun(["--help"], in: folder.path)
    #expect(run.exitStatus == 0, "\(run.diagnostics)")
  }

  @Test("A repository tells which lines of which files changed")
  func numstat() throws {
    let repository = try GitRepository(["deploy/route.yaml": "weight: 10\nhost: a\n"])
    #expect(try repository.numstat().isEmpty)
    try repository.folder.write("weight: 30\nhost: a\n", to: "deploy/route.yaml")
    try repository.folder.write("new\n", to: ".rolloutgate/test/a.record")
    #expect(
      try repository.numstat() == ["deploy/route.yaml": "1 1", ".rolloutgate/test/a.record": "1 0"])
  }
}
