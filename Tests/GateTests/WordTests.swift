import Analysis
import Diagnostics
import Gate
import HTTPExchange
import Outcome
import Rollouts
import Testing

@Suite struct WordTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let word: Transition.Word.Kind
    let testDescription: String
    let world: @Sendable () -> World
    var revision: String? = "1.1.0"
    /// Of the manifest afterwards, and of the record; nil where the word is refused.
    let phase: Phase?
    let weight: Int
    var refusal = ""

    init(
      _ word: Transition.Word.Kind, _ what: String,
      _ world: @autoclosure @escaping @Sendable () -> World,
      revision: String? = "1.1.0", gives phase: Phase, _ weight: Int
    ) {
      self.word = word
      testDescription = "\(word.rawValue), \(what)"
      self.world = world
      self.revision = revision
      self.phase = phase
      self.weight = weight
    }

    init(
      _ word: Transition.Word.Kind, _ what: String,
      _ world: @autoclosure @escaping @Sendable () -> World,
      revision: String? = "1.1.0", isRefused refusal: String
    ) {
      self.word = word
      testDescription = "\(word.rawValue), \(what)"
      self.world = world
      self.revision = revision
      phase = nil
      weight = world().weight ?? -1
      self.refusal = refusal
    }
  }

  private static let places = """
        promote: [{file: k.yaml, path: newTag}]
        atTop: promote

    """

  /// A rollout whose baseline has this revision.
  private static func promoted(
    _ phase: Phase?, recorded: Int, at weight: Int? = nil, baseline: String = "1.1.0",
    extra: String = ""
  ) -> World {
    let world = World.standing(
      phase, recorded: recorded, at: weight, extra: extra, settings: places)
    world.files["k.yaml"] = Array("newTag: \(baseline)\n".utf8)
    return world
  }

  static let rows: [Row] = [
    Row(
      .abort, "on the way", .standing(.progressing, recorded: 50), gives: .failed(.aborted), 0),
    Row(.abort, "without a record", .standing(nil, recorded: 50), gives: .failed(.aborted), 0),
    Row(
      .abort, "without a record and traffic", .standing(nil, recorded: 0),
      gives: .failed(.aborted), 0),
    Row(.abort, "at the top", .standing(.succeeded, recorded: 50), gives: .failed(.aborted), 0),
    Row(
      .abort, "at a weight that a person set", .standing(.progressing, recorded: 10, at: 37),
      gives: .failed(.aborted), 0),
    Row(
      .abort, "of a failed one that has traffic", .standing(.failed(.manual), recorded: 10),
      gives: .failed(.aborted), 0),
    Row(
      .abort, "after a raise that was not recorded",
      .standing(
        .progressing, recorded: 10, at: 50, extra: World.intent(.advance, 10, 50, .progressing)),
      gives: .failed(.aborted), 0),
    Row(
      .abort, "before a raise that was begun",
      .standing(
        .progressing, recorded: 10, extra: World.intent(.advance, 10, 50, .progressing)),
      gives: .failed(.aborted), 0),
    Row(
      .abort, "in a roll back that was begun",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      gives: .failed(.aborted), 0),
    Row(
      .abort, "in a restart that was begun",
      .standing(
        .progressing, recorded: 50,
        extra: World.intent(.start, 50, 10, .progressing, revision: "1.2.0")),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    Row(
      .abort, "of a new revision after an aborted one", .standing(.failed(.aborted), recorded: 0),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    Row(
      .abort, "of a new revision after a promoted one", .standing(.succeeded, recorded: 0),
      revision: "1.2.0", gives: .failed(.aborted), 0),
    Row(
      .abort, "where a person took the promotion back",
      promoted(.promoting, recorded: 50, baseline: "1.0.0"), gives: .failed(.aborted), 0),
    Row(
      .abort, "a second time", .standing(.failed(.aborted), recorded: 0),
      isRefused: "abort is not possible: the rollout is aborted already"),
    Row(
      .abort, "of a promoted one", .standing(.succeeded, recorded: 0),
      isRefused: "the rollout is finished, and the canary has no traffic"),
    Row(
      .abort, "in a promotion", promoted(.promoting, recorded: 50),
      isRefused: "the baseline has the revision already"),
    Row(
      .abort, "after a failed promotion", promoted(.failed(.promotion), recorded: 50),
      isRefused: "the baseline has the revision already"),

    Row(.pause, "on the way", .standing(.progressing, recorded: 10), gives: .progressing, 10),
    Row(.pause, "without a record", .standing(nil, recorded: 10), gives: .progressing, 10),
    Row(.pause, "before the start", .standing(nil, recorded: 0), gives: .initialized, 0),
    Row(
      .pause, "of a weight that a person lowered", .standing(.progressing, recorded: 50, at: 10),
      gives: .failed(.manual), 10),
    Row(
      .pause, "of a weight that a person raised", .standing(.progressing, recorded: 10, at: 50),
      gives: .progressing, 50),
    Row(
      .pause, "in a roll back that was begun",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      isRefused: "a run was stopped in the middle"),
    Row(
      .pause, "beside a roll back that was begun, at a weight that a person set",
      .standing(
        .progressing, recorded: 50, at: 10,
        extra: World.intent(.rollBack, 50, 0, .failed(.limit))), gives: .failed(.manual), 10),

    Row(
      .resume, "of a pause", .standing(.progressing, recorded: 10, extra: "pause: busy\n"),
      gives: .progressing, 10),
    Row(
      .resume, "without a pause", .standing(.progressing, recorded: 10),
      isRefused: "nobody has paused this rollout"),
    Row(
      .resume, "without a record", .standing(nil, recorded: 10),
      isRefused: "nobody has paused this rollout"),

    Row(.retry, "of a failed one", .standing(.failed(.limit), recorded: 0), gives: .initialized, 0),
    Row(
      .retry, "of an aborted one", .standing(.failed(.aborted), recorded: 0),
      gives: .initialized, 0),
    Row(
      .retry, "of one that a person lowered", .standing(.failed(.manual), recorded: 10),
      gives: .progressing, 10),
    Row(
      .retry, "of one that a person lowered just now",
      .standing(.progressing, recorded: 50, at: 0), gives: .initialized, 0),
    Row(
      .retry, "after a failed promotion", promoted(.failed(.promotion), recorded: 50),
      gives: .promoting, 50),
    Row(
      .retry, "after a failed promotion that was taken back",
      promoted(.failed(.promotion), recorded: 50, baseline: "1.0.0"), gives: .progressing, 50),
    Row(
      .retry, "on the way", .standing(.progressing, recorded: 10),
      isRefused: "the rollout has not failed: it is Progressing"),
    Row(
      .retry, "without a record", .standing(nil, recorded: 0),
      isRefused: "the rollout has not failed: it is Initialized"),
    Row(
      .retry, "with a new revision", .standing(.failed(.limit), recorded: 0), revision: "1.2.0",
      isRefused: "revision 1.2.0 is not the one that failed"),

    Row(
      .adopt, "of a weight that a person raised", .standing(.progressing, recorded: 10, at: 50),
      gives: .progressing, 50),
    Row(
      .adopt, "of a failed one that a person raised",
      .standing(.failed(.limit), recorded: 0, at: 10), gives: .progressing, 10),
    Row(
      .adopt, "of a promotion that a person slowed down",
      promoted(.promoting, recorded: 10, at: 50), gives: .promoting, 50),
    Row(.adopt, "without a record", .standing(nil, recorded: 10), gives: .progressing, 10),
    Row(
      .adopt, "of a new revision at the top", .standing(.succeeded, recorded: 50),
      revision: "1.2.0", gives: .progressing, 50),
    Row(
      .adopt, "of a failed one without traffic", .standing(.failed(.limit), recorded: 0),
      isRefused: "the canary has no traffic"),
    Row(
      .adopt, "of a finished one without traffic", .standing(.succeeded, recorded: 0),
      isRefused: "the canary has no traffic"),
    Row(
      .adopt, "of what a person lowered", .standing(.progressing, recorded: 50, at: 10),
      isRefused: "this revision has failed; let it go on with retry"),
    Row(
      .adopt, "of the recorded weight", .standing(.progressing, recorded: 10),
      isRefused: "the record has the weight 10, as the manifest has"),

    Row(
      .promote, "at the top", promoted(.succeeded, recorded: 50, baseline: "1.0.0"),
      gives: .promoting, 50),
    Row(
      .promote, "of what finished before a new revision came",
      promoted(.succeeded, recorded: 50, baseline: "1.0.0"), revision: "1.2.0",
      gives: .promoting, 50),
    Row(
      .promote, "on the way", promoted(.progressing, recorded: 10, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Progressing"),
    Row(
      .promote, "at the top, not passed", promoted(.progressing, recorded: 50, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Progressing"),
    Row(
      .promote, "of what a person raised above the top",
      promoted(.succeeded, recorded: 50, at: 90, baseline: "1.0.0"),
      isRefused: "the canary has passed at 50, and has more traffic now"),
    Row(
      .promote, "of what a person lowered",
      promoted(.succeeded, recorded: 50, at: 10, baseline: "1.0.0"),
      isRefused: "the canary has not passed at the top: it is Failed"),
    Row(
      .promote, "of a failed one", promoted(.failed(.limit), recorded: 0, baseline: "1.0.0"),
      isRefused: "the canary has no traffic"),
    Row(
      .promote, "a second time", promoted(.promoting, recorded: 50),
      isRefused: "the baseline has the revision already"),
    Row(
      .promote, "without places", .standing(.succeeded, recorded: 50),
      isRefused: "the config names no place of the baseline's revision"),
  ]

  @Test(
    "A person's word is carried out, or refused with its reason and without a trace",
    arguments: rows)
  func words(row: Row) throws {
    let world = row.world()
    let before = world.files
    let outcome = world.say(row.word, revision: row.revision)
    #expect(world.inquiries.isEmpty)
    #expect(world.weight == row.weight)
    guard let phase = row.phase else {
      #expect(outcome.exitStatus == .wrongInput)
      let said = outcome.rollouts.flatMap(\.diagnostics).map(\.description).joined()
      #expect(said.contains(row.refusal), "\(said)")
      #expect(world.files == before)
      return
    }
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    let record = try #require(world.record(), "\(world.text(World.recordPath) ?? "")")
    #expect(record.state.phase == phase)
    #expect(record.intent == nil)
    #expect(record.history.last?.word == Transition.Word(row.word, reason: "because"))
    #expect(record.generation > 0)
    let mayChange: Set = ["vs.yaml", World.recordPath, row.word == .promote ? "k.yaml" : ""]
    for (path, bytes) in world.files where !mayChange.contains(path) {
      #expect(before[path] == bytes, "\(path)")
    }
  }

  @Test(
    "A word that is killed after any write and said again comes to the same end", arguments: rows)
  func killed(row: Row) throws {
    guard row.phase != nil else { return }
    let whole = row.world()
    _ = whole.say(row.word, revision: row.revision)
    for left in 0..<whole.writes.count {
      let world = row.world()
      world.writesLeft = left
      #expect(world.say(row.word, revision: row.revision).exitStatus == .notWritten)
      world.writesLeft = .max
      _ = world.say(row.word, revision: row.revision)
      #expect(world.text("vs.yaml") == whole.text("vs.yaml"), "after \(left) writes")
      #expect(world.text("k.yaml") == whole.text("k.yaml"), "after \(left) writes")
      // Where the word was done already, a run closes what is open.
      if world.record()?.intent != nil { _ = world.run(revision: row.revision) }
      let (record, expected) = (try #require(world.record()), try #require(whole.record()))
      #expect(record.intent == nil, "after \(left) writes")
      #expect(record.state.phase == expected.state.phase, "after \(left) writes")
      #expect(
        record.history.compactMap(\.word) == expected.history.compactMap(\.word),
        "after \(left) writes")
    }
  }

  @Test("A dry run of a word shows the change, and writes nothing")
  func dryRun() {
    let world = World.climbing()
    let before = world.files
    let outcome = world.say(.abort, isDryRun: true)
    #expect(outcome.exitStatus == .pass)
    #expect(outcome.rollouts[0].diff.contains("+          weight: 0\n"))
    #expect(world.files == before)
  }

  @Test("A pause holds a pass and delays no roll back; resume ends it")
  func pause() {
    let world = World.climbing()
    #expect(world.say(.pause, because: "black friday").exitStatus == .pass)
    let held = world.run()
    #expect(held.exitStatus == .inconclusive)
    #expect(held.rollouts[0].decision?.reasons.first == .paused("black friday"))
    #expect(world.weight == 10)
    world.answer = World.failing
    #expect(world.run().exitStatus == .fail)
    #expect(world.weight == 0)
    // It outlasts the roll back and what follows: only a person ends it.
    world.answer = World.healthy
    #expect(world.run(revision: "1.2.0").exitStatus == .inconclusive)
    #expect(world.record()?.state.phase == .waiting)
    #expect(world.weight == 0)
    #expect(world.say(.resume, revision: "1.2.0").exitStatus == .pass)
    #expect(world.run(revision: "1.2.0").exitStatus == .pass)
    #expect(world.weight == 10)
  }

  @Test("Only retry lets a failed revision start, and it starts at the bottom")
  func retry() {
    let world = World.climbing(answer: World.failing)
    #expect(world.run().exitStatus == .fail)
    world.answer = World.healthy
    #expect(world.run().exitStatus == .fail)
    for word in [Transition.Word.Kind.resume, .adopt, .promote, .pause, .abort] {
      _ = world.say(word)
      #expect(world.run().exitStatus == .fail, "\(word)")
      #expect(world.weight == 0, "\(word)")
    }
    #expect(world.say(.retry).exitStatus == .pass)
    #expect(world.say(.retry).exitStatus == .wrongInput)
    #expect(world.say(.resume).exitStatus == .pass)
    #expect(world.run().exitStatus == .pass)
    #expect(world.weight == 10)
  }

  @Test("What broke under the revision before is not the adopted one's")
  func adoptedRevision() {
    let world = World.standing(
      .succeeded, recorded: 50, settings: "    settle: 2m\n", answer: World.failing)
    #expect(world.say(.adopt, revision: "1.2.0").exitStatus == .pass)
    let run = world.run(revision: "1.2.0", at: World.now.advanced(by: .seconds(60)))
    #expect(run.exitStatus == .inconclusive, "\(run)")
    #expect(world.weight == 50)
    let later = world.run(revision: "1.2.0", at: World.now.advanced(by: .seconds(600)))
    #expect(later.exitStatus == .fail || later.exitStatus == .inconclusive)
  }

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
