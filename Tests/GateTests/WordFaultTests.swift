import Diagnostics
import Gate
import Outcome
import Rollouts
import Testing

/// Words on what is broken or not there, and words that are odd themselves.
@Suite struct WordFaultTests {
  @Test("A name that is unknown, ambiguous, or in a broken config is told, and nothing is written")
  func names() {
    let world = World.climbing()
    let before = world.files
    let unknown = world.say(.abort, of: "test/podinf")
    #expect(unknown.exitStatus == .wrongInput)
    #expect(
      unknown.diagnostics.map(\.description) == [
        #"no rollout is called "test/podinf"; did you mean test/podinfo?"#
      ])

    let other = World.config("podinfo").components(after: "rollouts:\n")
      .replacing("namespace: test", with: "namespace: prod")
    world.files["rolloutgate.yaml"]? += Array(other.utf8)
    let ambiguous = world.say(.abort)
    #expect(ambiguous.exitStatus == .wrongInput)
    #expect(
      ambiguous.diagnostics.map(\.description) == [
        "several rollouts are meant: test/podinfo, prod/podinfo; give NAMESPACE/NAME"
      ])
    #expect(ambiguous.rollouts.isEmpty)

    world.files["rolloutgate.yaml"] = Array("version: 1\nrollouts: [{nam: podinfo}]\n".utf8)
    let broken = world.say(.abort)
    #expect(broken.exitStatus == .wrongInput)
    #expect(broken.rollouts.flatMap(\.diagnostics).contains { "\($0)".contains("\"nam\"") })
    world.files["rolloutgate.yaml"] = before["rolloutgate.yaml"]
    #expect(world.files == before)
    #expect(world.writes.isEmpty)
  }

  @Test("A store that can't be asked is no matter of a person's word")
  func wrongStore() {
    let world = World.climbing()
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo", prometheus: "  bearerTok: 1\n").utf8)
    #expect(world.run().exitStatus == .wrongInput)
    #expect(world.say(.abort).exitStatus == .pass)
    #expect(world.weight == 0)
  }

  @Test(
    "A record that can't be read is told with its place, and stays as it is",
    arguments: ["", "version: 1\n", "\u{0}", "<<<<<<< HEAD\n", World.record("other", weight: 10)])
  func brokenRecord(text: String) {
    let world = World.climbing()
    world.files[World.recordPath] = Array(text.utf8)
    let before = world.files
    for word in [Transition.Word.Kind.abort, .pause, .resume, .retry, .adopt, .promote] {
      let outcome = world.say(word)
      #expect(outcome.exitStatus == .wrongInput)
      let faults = outcome.rollouts.flatMap(\.diagnostics)
      #expect(faults.first?.position?.file == World.recordPath, "\(faults)")
    }
    #expect(world.files == before)
  }

  static let reasons = [
    "null", "~", "- a: b", "{x}", "'", "\"", "#", "a # b", ": ", "yes", "1e5", " lead", "trail ",
    "]]>", "::error::x", "##vso[task.complete]", "\u{1b}[31mred", "\u{7}", "\u{202e}rtl",
    "\u{feff}", "emoji 👩‍👩‍👧 é", "\u{fffe}", "tab\there", String(repeating: "x", count: 500), "...",
    "---",
    "%YAML 9", "{{ x }}", "*alias", "&anchor", "!!str x", "@at", "`tick`", "\\n",
  ]

  @Test("Any reason is kept as it was given, and read back", arguments: reasons)
  func reason(text: String) {
    for word in [Transition.Word.Kind.pause, .abort] {
      let world = World.climbing()
      #expect(world.say(word, because: text).exitStatus == .pass)
      #expect(
        world.record()?.history.last?.word?.reason == text, "\(world.text(World.recordPath) ?? "")")
      if word == .pause { #expect(world.record()?.state.pause == text) }
      #expect(world.text(World.recordPath)?.contains("\u{1b}") == false)
      #expect(world.run().exitStatus != .wrongInput)
    }
  }
}

extension String {
  fileprivate func components(after mark: String) -> String {
    split(separator: mark, maxSplits: 1).last.map(String.init) ?? ""
  }
}
