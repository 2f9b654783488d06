import Foundation
import LoopbackServers
import Testing

/// A limit on the size of files, as a job's sandbox sets it.
@Suite struct FileSizeTests {
  @Test("A file that grows past the system's limit is told as one, and no signal ends the run")
  func limited() throws {
    let server = try RawServer { _ in RawAnswer.number("1000") }
    let tree = try RolloutTree(
      store: ["address: \(server.address)"],
      checks: ["{name: up, query: up, min: 1}"])
    let before = try tree.files()
    // What the shell's pipe shows is not limited with it.
    let script = "(ulimit -f 0; exec \"$0\" \"$@\") | cat"
    let command = try Command.run(
      "/bin/sh", ["-c", script, GateRun.binary] + tree.runArguments(), in: tree.repository.path)
    #expect(command.text.contains("exit status 5"), "\(command.text)")
    #expect(try tree.files() == before)
  }
}
