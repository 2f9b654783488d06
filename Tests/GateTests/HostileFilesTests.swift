import Diagnostics
import Gate
import Outcome
import Testing

@Suite struct HostileFilesTests {
  static let bytes: [[UInt8]] = [
    [], [0], [0xFF, 0xFE, 0], [0xEF, 0xBB, 0xBF], Array("\u{1B}[31m".utf8), Array("*a".utf8),
    Array("&a [*a]".utf8), Array("- - -".utf8), Array("---\n---\n".utf8), Array("a: b: c".utf8),
    Array("{{ .Values.x }}".utf8), [UInt8](repeating: UInt8(ascii: "["), count: 50_000),
    [UInt8](repeating: 0x80, count: 100), Array("<<<<<<< HEAD\n".utf8),
  ]

  @Test(
    "A file of any bytes is a located fault of its rollout, and nothing is written",
    arguments: ["vs.yaml", World.recordPath, "revision.yaml"], bytes)
  func hostile(path: String, bytes: [UInt8]) {
    let world = World.climbing()
    world.files["revision.yaml"] = Array("tag: 1.1.0\n".utf8)
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo").replacing(
        "    ladder:", with: "    revision: {file: revision.yaml, path: tag}\n    ladder:"
      ).utf8)
    #expect(world.run(revision: nil, isDryRun: true).exitStatus == .pass)

    world.files[path] = bytes
    let before = world.files
    let outcome = world.run(revision: nil)
    #expect(outcome.exitStatus == .wrongInput)
    #expect(outcome.rollouts[0].diagnostics.hasErrors)
    for fault in outcome.rollouts[0].diagnostics {
      #expect(
        fault.position?.file == path || fault.position?.file == "rolloutgate.yaml", "\(fault)")
    }
    #expect(world.files == before)
  }

  @Test("A revision is read as text, and a hostile one is kept as it is")
  func revision() {
    for revision in ["\"1.10\"", "1.10", "\"a: b\\n# c\"", "'{{ x }}'", "\"\\e[31m\""] {
      let world = World.climbing()
      world.files[World.recordPath] = nil
      world.files["revision.yaml"] = Array("tag: \(revision)\n".utf8)
      world.files["rolloutgate.yaml"] = Array(
        World.config("podinfo").replacing(
          "    ladder:", with: "    revision: {file: revision.yaml, path: tag}\n    ladder:"
        ).utf8)
      let first = world.run(revision: nil)
      #expect(first.exitStatus == .pass, "\(first)")
      // The same revision again is no new one.
      let second = world.run(revision: nil, at: World.now.advanced(by: .seconds(3_600)))
      #expect(second.exitStatus != .wrongInput)
      #expect(world.text("vs.yaml") == World.manifest(["podinfo": 50]), "\(revision)")
      #expect(second.rollouts[0].revision == first.rollouts[0].revision)
    }
  }
}
