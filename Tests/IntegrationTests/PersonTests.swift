import Foundation
import Testing

/// A person drives a rollout in a Git repository, without a store.
@Suite struct PersonTests {
  private func tree(weight: Int = 30) throws -> RolloutTree {
    // Nobody answers there: a word asks nobody.
    let tree = try RolloutTree(weight: weight, store: ["address: http://127.0.0.1:1"])
    try tree.repository.commit("A rollout")
    return tree
  }

  private func say(
    _ word: String, _ arguments: [String] = [], because reason: String = "a person's reason",
    in tree: RolloutTree
  ) throws -> GateRun {
    try GateRun(
      [word, "healthy", "--reason=" + reason] + arguments, in: tree.repository.path)
  }

  @Test("abort changes two lines of the manifest and writes a record, and both are one commit")
  func abort() throws {
    let tree = try tree()
    let run = try say("abort", in: tree)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(run.output.contains("ROLL BACK 30 -> 0: abort by a person: a person's reason"))
    #expect(try tree.weight() == 0)
    #expect(try tree.repository.numstat()[RolloutTree.manifest] == "2 2")
    #expect(Set(try tree.repository.numstat().keys) == [RolloutTree.manifest, tree.record])
    let diff = try tree.repository.git("diff", "--unified=0", "--", RolloutTree.manifest)
    #expect(diff.contains("-              weight: 30") || diff.contains("-          weight: 30"))
    try tree.repository.commit("Abort")
    #expect(try tree.recorded("phase") == "Failed")
    #expect(try tree.recorded("cause") == "aborted")

    let before = try tree.files()
    let again = try say("abort", in: tree)
    #expect(again.exitStatus == 2)
    #expect(again.output.contains("abort is not possible: the rollout is aborted already"))
    #expect(try tree.files() == before)
  }

  @Test("The words follow one another, and the record tells them all")
  func story() throws {
    let tree = try tree(weight: 0)
    for (word, status, phase) in [
      ("pause", 0, "Initialized"), ("resume", 0, "Initialized"), ("resume", 2, "Initialized"),
      ("abort", 0, "Failed"), ("promote", 2, "Failed"), ("adopt", 2, "Failed"),
      ("retry", 0, "Initialized"), ("retry", 2, "Initialized"),
    ] {
      let run = try say(word, because: "why \(word)", in: tree)
      #expect(run.exitStatus == Int32(status), "\(word): \(run)")
      #expect(try tree.recorded("phase") == phase, "\(word)")
      try tree.repository.commit(word)
    }
    let told = try tree.repository.read(tree.record).matches(of: /because: "(.*)"/).map {
      String($0.1)
    }
    #expect(told == ["why pause", "why resume", "why abort", "why retry"])
    let status = try GateRun(["status", "--format", "json"], in: tree.repository.path)
    for word in told { #expect(status.output.contains("\"because\": \"\(word)\"")) }
    #expect(try tree.weight() == 0)
  }

  static let reasons = [
    "\u{1b}[2J\u{1b}[31mgone", "]]>", "::error::x", "##vso[task.complete]x", "emoji 🚀 👩‍👩‍👧",
    "\u{202e}rtl", "- a: {b: c} # d", "%0A::error::x", "\u{7f}\u{1}", "'\"`$(id)",
    String(repeating: "x", count: 500),
  ]

  @Test(
    "A hostile reason is kept as it is, and stays text wherever it is shown", arguments: reasons)
  func hostile(reason: String) throws {
    let tree = try tree()
    for format in ["text", "github", "json", "quiet"] {
      let run = try say(
        "pause", ["--format", format, "--color", "never"], because: reason, in: tree)
      #expect(run.exitStatus == 0, "\(run)")
      expectHarmless(run.output + run.diagnostics)
    }
    let record = try tree.repository.read(tree.record)
    #expect(record.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{7f}" })
    for format in ["text", "json"] {
      let status = try GateRun(["status", "--format", format], in: tree.repository.path)
      #expect(status.exitStatus == 0)
      expectHarmless(status.output + status.diagnostics)
    }
    let json = try GateRun(["status", "--format", "json"], in: tree.repository.path).output
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let rollout = try #require((document["rollouts"] as? [[String: Any]])?.first)
    #expect(rollout["paused"] as? String == reason)
    #expect(
      (rollout["history"] as? [[String: Any]])?.allSatisfy { $0["because"] as? String == reason }
        == true)
  }

  /// Whether a terminal or a build agent could take a part of it for a command.
  private func expectHarmless(_ text: String) {
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{7f}" })
    #expect(!text.contains("\u{202e}") && !text.contains("##vso["))
    let commands = text.split(separator: "\n").filter {
      $0.trimmingPrefix { $0.isWhitespace }.hasPrefix("::")
    }
    #expect(commands.allSatisfy { !$0.hasPrefix("::error::x") }, "\(commands)")
  }

  @Test(
    "A reason that is empty, long or has several lines is no reason",
    arguments: ["", "  ", "a\nb", "a\u{2028}b", String(repeating: "x", count: 501)])
  func noReason(text: String) throws {
    let tree = try tree()
    let before = try tree.files()
    let run = try say("abort", because: text, in: tree)
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("--reason"))
    #expect(try tree.files() == before)
    #expect(try GateRun(["abort", "healthy"], in: tree.repository.path).exitStatus == 2)
    #expect(try GateRun(["abort", "--reason", "x"], in: tree.repository.path).exitStatus == 2)
  }

  @Test("Where the record can't be written, nothing is changed, and the run says 5")
  func unwritable() throws {
    let tree = try tree()
    try tree.repository.folder.write("in the way\n", to: ".rolloutgate")
    let before = try tree.files()
    let run = try say("abort", in: tree)
    #expect(run.exitStatus == 5 || run.exitStatus == 2, "\(run)")
    #expect(run.output.contains(".rolloutgate"))
    #expect(try tree.files() == before)
  }

  @Test("A broken record is told with its place; status still prints the others")
  func brokenRecord() throws {
    let tree = try tree()
    #expect(try say("pause", in: tree).exitStatus == 0)
    let config = try tree.repository.read("rolloutgate.yaml")
    let other = config.components(separatedBy: "rollouts:\n")[1]
      .replacing("name: healthy", with: "name: other")
    try tree.repository.folder.write(config + other, to: "rolloutgate.yaml")
    try tree.repository.folder.write("version: 1\n", to: ".rolloutgate/test/other.record")
    let before = try tree.files()
    let run = try GateRun(
      ["abort", "test/other", "--reason", "x"], in: tree.repository.path)
    #expect(run.exitStatus == 2)
    #expect(run.output.contains(".rolloutgate/test/other.record:1:1: "), "\(run)")
    #expect(try tree.files() == before)

    let status = try GateRun(["status"], in: tree.repository.path)
    #expect(status.exitStatus == 2)
    #expect(status.diagnostics.contains(".rolloutgate/test/other.record:1:1: "))
    let lines = status.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("NAME     NAMESPACE  STATUS") == true)
    #expect(lines.count == 2)
    #expect(lines.last?.contains("paused: a person's reason") == true)
  }

  @Test("Two words at once: each is kept, one after the other")
  func atOnce() throws {
    for _ in 0..<5 {
      let tree = try tree()
      let words = try ["one", "two"].map {
        try RunningGate(["pause", "healthy", "--reason", $0], in: tree.repository.path)
      }
      #expect(words.map { $0.exitStatus(within: 60) } == [0, 0])
      let record = try tree.repository.read(tree.record)
      #expect(record.contains("because: one\n") && record.contains("because: two\n"))
      #expect(try tree.recorded("generation") == "2")
    }
  }
}
