import Diagnostics
import Gate
import HTTPExchange
import Outcome
import Rollouts
import Testing

@Suite struct TargetTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let world: @Sendable () -> World
    let target: Int
    var revision = "1.1.0"
    let status: Ending
    /// Of the manifest afterwards.
    let weight: Int
    /// What is said, where it is an error, or else the first of the grounds.
    var says: String
    var asks = false

    init(
      _ what: String, _ world: @autoclosure @escaping @Sendable () -> World, to target: Int,
      revision: String = "1.1.0", _ status: Ending, _ weight: Int, _ says: String,
      asks: Bool = false
    ) {
      testDescription = what
      self.world = world
      self.target = target
      self.revision = revision
      self.status = status
      self.weight = weight
      self.says = says
      self.asks = asks
    }
  }

  static let rows: [Row] = [
    Row(
      "the next rung", .climbing(), to: 50, .pass, 50, "the check passed", asks: true),
    Row(
      "the next rung, and a broken limit", .climbing(answer: World.failing), to: 50, .fail, 0,
      "1 of 1 checks failed", asks: true),
    Row("the first rung", .standing(nil, recorded: 0), to: 10, .pass, 10, "started unverified"),
    Row(
      "the next rung of a weight that is none", .standing(.progressing, recorded: 37), to: 50,
      .pass, 50, "the check passed", asks: true),
    Row(
      "the rung that it has", .climbing(answer: World.failing), to: 10, .pass, 10,
      "nothing left to do: the weight is 10 already"),
    Row(
      "the rung that it has, without a record", .standing(nil, recorded: 10), to: 10, .pass, 10,
      "nothing left to do: the weight is 10 already"),
    Row(
      "the top that it has passed", .standing(.succeeded, recorded: 50), to: 50, .pass, 50,
      "nothing left to do: the weight is 50 already"),
    Row(
      "no rung", .climbing(), to: 37, .wrongInput, 10,
      "is no rung of the ladder; give one of 10, 50"),
    Row(
      "a rung below", .standing(.progressing, recorded: 50), to: 10, .wrongInput, 50,
      "--to 10 is below the present weight 50"),
    Row(
      "a rung too far", .standing(nil, recorded: 0), to: 50, .wrongInput, 0,
      "--to 50 is more than one rung above the weight 0; run the stages before it first"),
    Row(
      "a rung too far for a new revision", .climbing(), to: 50, revision: "1.2.0", .wrongInput,
      10, "--to 50 is not where a new revision begins; run the stage for 10 first"),
    Row(
      "the first rung for a new revision", .standing(.progressing, recorded: 50), to: 10,
      revision: "1.2.0", .pass, 10, "new revision 1.2.0 after 1.1.0"),
    Row(
      "any rung for a failed revision", .standing(.failed(.limit), recorded: 0), to: 50, .fail, 0,
      "this revision has failed"),
    Row(
      "the rung that a failed revision has", .standing(.failed(.manual), recorded: 10), to: 10,
      .fail, 10, "this revision was rolled back by a person", asks: true),
    Row(
      "a rung for a weight that a person raised", .standing(.progressing, recorded: 10, at: 37),
      to: 50, .inconclusive, 37, "a person raised the weight", asks: true),
    Row(
      "the rung of a run that was stopped",
      .standing(
        .progressing, recorded: 10, at: 50, extra: World.intent(.advance, 10, 50, .progressing)),
      to: 50, .pass, 50, "completes the advance", asks: true),
    Row(
      "the rung after that of a run that was stopped",
      .standing(
        .initialized, recorded: 0, at: 10, extra: World.intent(.start, 0, 10, .progressing)),
      to: 50, .inconclusive, 10, "completes the start", asks: true),
    Row(
      "any rung, where a roll back was begun",
      .standing(
        .progressing, recorded: 10, extra: World.intent(.rollBack, 10, 0, .failed(.limit))),
      to: 50, .fail, 0, "completes the rollBack"),
  ]

  @Test("A stage takes its own rung, and no other", arguments: rows)
  func stages(row: Row) throws {
    let world = row.world()
    let before = world.files
    let outcome = world.step(to: row.target, revision: row.revision)
    #expect(outcome.exitStatus == row.status, "\(outcome.rollouts.map(\.diagnostics))")
    #expect(world.weight == row.weight)
    let rollout = try #require(outcome.rollouts.first)
    let said =
      rollout.diagnostics.map(\.description) + (rollout.decision?.reasons.map(\.description) ?? [])
    #expect(said.contains { $0.contains(row.says) }, "\(said)")
    #expect(world.inquiries.isEmpty != row.asks)
    if row.says.hasPrefix("nothing left") || row.status == .wrongInput {
      #expect(world.files == before)
    }
    #expect(world.record()?.intent == nil)
    guard row.status == .pass else { return }
    // The job is tried again.
    let after = world.files
    #expect(world.step(to: row.target, revision: row.revision).exitStatus == .pass)
    #expect(world.files == after)
  }

  @Test("One run of a pipeline takes one step, and goes on judging")
  func oneStep() {
    let world = World.standing(nil, recorded: 0)
    #expect(world.step(runID: "7").exitStatus == .pass)
    #expect(world.weight == 10)
    let before = world.files
    let later = World.now.advanced(by: .seconds(90))
    world.answer = World.lately
    let again = world.step(runID: "7", at: later)
    #expect(again.exitStatus == .pass, "\(again)")
    #expect(again.rollouts[0].decision?.reasons.first == .alreadyAdvanced(by: "7"))
    #expect(world.files == before)

    // Another run goes on, and so does one that names none, or its rung.
    for (id, target) in [("8", nil), (nil, nil), ("7", 50)] as [(String?, Int?)] {
      world.files = before
      #expect(world.step(to: target, runID: id, at: later).exitStatus == .pass)
      #expect(world.weight == 50, "\(id ?? "none")")
    }
    world.files = before
    world.answer = World.failing
    #expect(world.step(runID: "7", at: later).exitStatus == .fail)
    #expect(world.weight == 0)
    // A person's retry gives the same run no second step.
    #expect(world.say(.retry).exitStatus == .pass)
    #expect(world.step(runID: "7", at: later).exitStatus == .pass)
    #expect(world.weight == 0)
    #expect(world.step(runID: "8", at: later).exitStatus == .pass)
    #expect(world.weight == 10)
  }
}

extension World {
  /// Healthy, with samples of a little later.
  fileprivate static func lately(_ query: String) -> HTTPAnswer {
    let moment = now.advanced(by: .seconds(90))
    if query.hasPrefix("max(timestamp(") { return value("\(moment.unixSeconds - 10)", at: moment) }
    if query.contains("response_code=~") { return value("0", at: moment) }
    return value(query.contains("-primary\"") ? "9000" : "1000", at: moment)
  }
}
