import Rollouts
import Testing

/// What one job decides, and what the world is when another one has written it.
struct ApplyRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let world: @Sendable () -> World
  let kind: Decision.Kind
  let weight: Int
  let phase: Phase
  var failedRuns = 0

  init(
    _ what: String, _ world: @autoclosure @escaping @Sendable () -> World, _ kind: Decision.Kind,
    to weight: Int, _ phase: Phase, failedRuns: Int = 0
  ) {
    testDescription = what
    self.world = world
    self.kind = kind
    self.weight = weight
    self.phase = phase
    self.failedRuns = failedRuns
  }
}

extension ApplyRow {
  static let all: [ApplyRow] = [
    ApplyRow("a start", .standing(nil, recorded: 0), .start, to: 10, .progressing),
    ApplyRow("an advance", .climbing(), .advance, to: 50, .progressing),
    ApplyRow(
      "an advance without a record", .standing(nil, recorded: 10), .advance, to: 50, .progressing),
    ApplyRow("a roll back", .climbing(answer: World.failing), .rollBack, to: 0, .failed(.limit)),
    ApplyRow(
      "a failure that is held",
      .standing(
        .progressing, recorded: 10, settings: "    failureLimit: 2\n", answer: World.failing),
      .hold, to: 10, .progressing, failedRuns: 1),
    ApplyRow("a finish", .standing(.progressing, recorded: 50), .finish, to: 50, .succeeded),
    ApplyRow(
      "a promotion", .promotable(.progressing, recorded: 50, baseline: "1.0.0"), .promote, to: 50,
      .promoting),
    ApplyRow(
      "the baseline's traffic", .promotable(.promoting, recorded: 50, baseline: "1.1.0"), .promote,
      to: 0,
      .finalising),
    ApplyRow(
      "the end of a promotion", .promotable(.finalising, recorded: 0, baseline: "1.1.0"), .finish,
      to: 0,
      .succeeded),
    ApplyRow(
      "the rest of a run that was stopped",
      .standing(
        .progressing, recorded: 10, at: 50, extra: World.intent(.advance, 10, 50, .progressing)),
      .advance, to: 50, .progressing),
    ApplyRow(
      "the rest of a roll back that was stopped",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      .rollBack, to: 0, .failed(.limit)),
  ]
}
