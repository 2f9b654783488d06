import Foundation
import Testing

/// A rollout across twenty runs in a Git repository, against a real Prometheus whose traffic follows
/// the commits: `story` in `fixtures/metrics`.
@Suite struct StoryTests {
  /// One run of the pipeline, and what the people did before it.
  struct Chapter: Sendable {
    /// Minutes past midnight.
    let minute: Int
    var before: @Sendable (Story) throws -> Void = { _ in }
    /// The first line that the run says of its decision.
    let says: String
    let exitStatus: Int32
    let weight: Int
    let phase: String
    /// Files that the run changed.
    var changed: Set<String> = [Story.manifest, Story.record]
  }

  static let chapters: [Chapter] = [
    Chapter(
      minute: 3, says: "START 0 -> 10: started unverified: no check is `at: [start]`",
      exitStatus: 0, weight: 10, phase: "Progressing"),
    Chapter(
      minute: 6, says: "ADVANCE 10 -> 30: all 2 checks passed", exitStatus: 0, weight: 30,
      phase: "Progressing"),
    Chapter(
      minute: 9, says: "HOLD at 30: 1 of 2 checks failed", exitStatus: 1, weight: 30,
      phase: "Progressing", changed: [Story.record]),
    Chapter(
      minute: 12, says: "ROLL BACK 30 -> 0: 1 of 2 checks failed", exitStatus: 1, weight: 0,
      phase: "Failed"),
    Chapter(
      minute: 15,
      says:
        "HOLD at 0: this revision has failed and was rolled back; it is not started again",
      exitStatus: 1, weight: 0, phase: "Failed", changed: []),
    Chapter(
      minute: 18, before: { try $0.release("2.0.0") },
      says: "START 0 -> 10: started unverified: no check is `at: [start]`", exitStatus: 0,
      weight: 10, phase: "Progressing"),
    Chapter(
      minute: 21, says: "ADVANCE 10 -> 30: all 2 checks passed", exitStatus: 0, weight: 30,
      phase: "Progressing"),
    Chapter(
      minute: 24, before: { try $0.revertLastRun() },
      says: "HOLD at 10: a person lowered the weight from 30 to 10", exitStatus: 1, weight: 10,
      phase: "Failed", changed: [Story.record]),
    Chapter(
      minute: 27,
      says: "HOLD at 10: this revision was rolled back by a person; it is not raised again",
      exitStatus: 1, weight: 10, phase: "Failed", changed: []),
    Chapter(
      minute: 30, before: { try $0.release("3.0.0") },
      says: "START at 10: new revision 3.0.0 after 2.0.0", exitStatus: 0, weight: 10,
      phase: "Progressing", changed: [Story.record]),
    Chapter(
      minute: 33, says: "ADVANCE 10 -> 30: all 2 checks passed", exitStatus: 0, weight: 30,
      phase: "Progressing"),
    Chapter(
      minute: 36, says: "ADVANCE 30 -> 60: all 2 checks passed", exitStatus: 0, weight: 60,
      phase: "Progressing"),
    Chapter(
      minute: 39, says: "PROMOTE at 60: all 2 checks passed", exitStatus: 0, weight: 60,
      phase: "Promoting", changed: [Story.primary, Story.record]),
    Chapter(
      minute: 42, says: "PROMOTE 60 -> 30: all 2 checks passed", exitStatus: 0, weight: 30,
      phase: "Promoting"),
    Chapter(
      minute: 45, says: "PROMOTE 30 -> 0: all 2 checks passed", exitStatus: 0, weight: 0,
      phase: "Finalising"),
    Chapter(
      minute: 48, says: "FINISH at 0: all 2 checks passed", exitStatus: 0, weight: 0,
      phase: "Succeeded", changed: [Story.record]),
    Chapter(
      minute: 51, says: "HOLD at 0: nothing left to do: the rollout is finished", exitStatus: 0,
      weight: 0, phase: "Succeeded", changed: []),
    Chapter(
      minute: 54, before: { try $0.release("4.0.0") },
      says: "START 0 -> 10: started unverified: no check is `at: [start]`", exitStatus: 0,
      weight: 10, phase: "Progressing"),
    Chapter(
      minute: 57, says: "ADVANCE 10 -> 30: all 2 checks passed", exitStatus: 0, weight: 30,
      phase: "Progressing"),
    Chapter(
      minute: 60, says: "ADVANCE 30 -> 60: all 2 checks passed", exitStatus: 0, weight: 60,
      phase: "Progressing"),
  ]

  @Test("Twenty runs take releases up, back, and into the baseline's place, one commit a run")
  func story() throws {
    let story = try Story()
    for (index, chapter) in Self.chapters.enumerated() {
      try chapter.before(story)
      let run = try story.run(at: chapter.minute)
      let words = "run \(index + 1): \(run.output)\(run.diagnostics)"
      #expect(run.exitStatus == chapter.exitStatus, "\(words)")
      #expect(run.output.contains("  " + chapter.says + "\n"), "\(words)")
      #expect(try story.weight() == chapter.weight, "\(words)")
      #expect(try story.recorded("phase") == chapter.phase, "\(words)")
      #expect(try story.commit(after: run) == chapter.changed, "\(words)")
    }
    #expect(try story.repository.read(Story.primary).contains("newTag: 3.0.0 # in production"))
    // The log reads as the story: each commit says what was decided, and its diff why.
    let log = try story.repository.git("log", "--reverse", "--format=%s")
    #expect(
      log.split(separator: "\n").map(String.init) == [
        "Begin", "start 0 -> 10", "advance 10 -> 30", "hold 30 -> 30", "rollBack 30 -> 0",
        "Release 2.0.0", "start 0 -> 10", "advance 10 -> 30", "Revert \"advance 10 -> 30\"",
        "hold 10 -> 10", "Release 3.0.0", "start 10 -> 10", "advance 10 -> 30",
        "advance 30 -> 60", "promote 60 -> 60", "promote 60 -> 30", "promote 30 -> 0",
        "finish 0 -> 0", "Release 4.0.0", "start 0 -> 10", "advance 10 -> 30",
        "advance 30 -> 60",
      ])
    let diffs = try story.repository.git("log", "--reverse", "--format=", "-p", "--", Story.record)
    for line in [
      "+      - 1 of 2 checks failed", "+      - request-success-rate = 95 %: fail",
      "+      - a person lowered the weight from 30 to 10",
      "+      - the baseline gets revision 3.0.0",
    ] {
      let plain = diffs.replacing("\"", with: "")
      #expect(plain.contains(line), "\(line)")
    }
  }

  @Test(
    "Killed at any step and repeated, each run comes to the same end",
    .enabled(if: SystemCall.canBeTraced, "strace is missing, or not allowed to trace"))
  func killed() throws {
    let story = try Story()
    for (index, chapter) in Self.chapters.enumerated() {
      try chapter.before(story)
      let before = try story.state()
      let whole = try story.run(at: chapter.minute)
      let after = try story.files()
      try story.restore(before)
      if !chapter.changed.isEmpty {
        let arguments = story.arguments(at: chapter.minute)
        let steps = try SystemCall.steps(of: arguments, in: story.repository.path)
        // All of them are killed elsewhere; here the names are taken, in each kind of run.
        for step in steps where ["rename", "link"].contains(step.name) {
          try story.restore(before)
          #expect(try step.kill(arguments, in: story.repository.path) == .signalled(SIGKILL))
          _ = try story.run(at: chapter.minute)
          #expect(
            try Story.settled(story.files()) == Story.settled(after),
            "run \(index + 1) killed at \(step)")
        }
        try story.restore(before)
      }
      let again = try story.run(at: chapter.minute)
      #expect(again.exitStatus == whole.exitStatus)
      _ = try story.commit(after: again)
    }
  }
}
