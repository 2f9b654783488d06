import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Manifests
import Outcome
import Rollouts

// What a person says, and what one job hands to another.
extension World {
  /// A person's word on a rollout.
  func say(
    _ kind: Transition.Word.Kind, because reason: String = "because", of name: String = "podinfo",
    revision: String? = "1.1.0", isDryRun: Bool = false, at moment: Timestamp = World.now
  ) -> Outcome {
    let command = Outcome.Command(of: kind)
    return speak(
      Transition.Word(kind, reason: reason),
      in: stage(command, revision: revision, selection: [name], isDryRun: isDryRun, at: moment),
      with: effects)
  }

  /// A run of one stage of a pipeline.
  func step(
    to target: Int? = nil, runID: String? = nil, revision: String? = "1.1.0",
    isDryRun: Bool = false, at moment: Timestamp = World.now
  ) -> Outcome {
    Gate.run(
      stage(.run, to: target, runID: runID, revision: revision, isDryRun: isDryRun, at: moment),
      with: effects
    ).outcome
  }

  /// What a run of an earlier job decides.
  func decided(
    to target: Int? = nil, runID: String? = nil, revision: String? = "1.1.0",
    at moment: Timestamp = World.now
  ) -> EarlierDecisions {
    EarlierDecisions(
      step(to: target, runID: runID, revision: revision, isDryRun: true, at: moment))
  }

  func apply(
    _ file: EarlierDecisions, maxAge: Duration = .seconds(900), runID: String? = nil,
    revision: String? = "1.1.0", selection: [String] = [], at moment: Timestamp = World.now
  ) -> Outcome {
    Gate.apply(
      file, maxAge: maxAge,
      in: stage(.apply, runID: runID, revision: revision, selection: selection, at: moment),
      with: effects)
  }

  func stage(
    _ command: Outcome.Command, to target: Int? = nil, runID: String? = nil, revision: String?,
    selection: [String] = [], isDryRun: Bool = false, at moment: Timestamp
  ) -> Stage {
    let plain = stage(
      command, revision: revision, selection: selection, isDryRun: isDryRun, at: moment)
    return Stage(
      command: command, configuration: plain.configuration, selection: selection,
      revision: revision, startedAt: moment, isDryRun: isDryRun, target: target, runID: runID,
      version: "0", host: "test")
  }
}

// What is in the files.
extension World {
  /// Nil where there is none, or a broken one.
  func record(of name: String = "podinfo") -> Record? {
    files[".rolloutgate/test/\(name).record"].flatMap { Record.read($0, named: "record").record }
  }

  /// The canary's weight of the only VirtualService.
  var weight: Int? {
    (0...100).first { text("vs.yaml") == World.manifest(["podinfo": $0]) }
  }

  /// One rollout at a weight, with a record in a phase; with none for no phase.
  static func standing(
    _ phase: Phase?, recorded: Int, at weight: Int? = nil, extra: String = "",
    settings: String = "", answer: @escaping (String) -> HTTPAnswer = healthy
  ) -> World {
    var files = [
      "rolloutgate.yaml": config("podinfo").replacing(
        "    checks:", with: settings + "    shareTolerance: 100\n    checks:"),
      "vs.yaml": manifest(["podinfo": weight ?? recorded]),
    ]
    if let phase {
      let cause = phase.cause.map { "\ncause: \($0.rawValue)" } ?? ""
      files[recordPath] = record("podinfo", weight: recorded, extra: extra).replacing(
        "phase: Progressing", with: "phase: \(phase.name)" + cause, maxReplacements: 1)
    }
    return World(files, answer: answer)
  }

  /// One whose baseline gets the canary's revision at the end, and has this one now.
  static func promotable(
    _ phase: Phase?, recorded: Int, at weight: Int? = nil, baseline: String = "1.1.0"
  ) -> World {
    let world = standing(
      phase, recorded: recorded, at: weight,
      settings: "    promote: [{file: k.yaml, path: newTag}]\n    atTop: promote\n")
    world.files["k.yaml"] = Array("newTag: \(baseline)\n".utf8)
    return world
  }

  /// The intent of a run that was stopped, as a record tells it.
  static func intent(
    _ kind: Decision.Kind, _ from: Int, _ to: Int, _ phase: Phase, revision: String = "1.1.0",
    id: String = "0123456789abcdef"
  ) -> String {
    """
    intent:
      id: "\(id)"
      at: 2026-01-01T00:40:00Z
      decision: \(kind.rawValue)
      from: \(from)
      revision: "\(revision)"
      phase: \(phase.name)\(phase.cause.map { "\n  cause: \($0.rawValue)" } ?? "")
      weight: \(to)
      total: 100
      failedRuns: 0
      lastTransition: 2026-01-01T00:40:00Z

    """
  }
}

extension EarlierDecisions {
  /// As the JSON report of the run would hand them on.
  init(_ outcome: Outcome) {
    self.init(
      evaluatedAt: outcome.evaluatedAt,
      entries: outcome.rollouts.compactMap { rollout in
        guard let decision = rollout.decision, let id = rollout.decisionID else { return nil }
        let verdicts = rollout.checks.compactMap(\.judgement?.verdict)
        let open = verdicts.filter { if case .inconclusive = $0 { true } else { false } }
        let isOnlyEarly = open.allSatisfy {
          if case .inconclusive(.tooEarly) = $0 { true } else { false }
        }
        return Entry(
          rollout: rollout.title, revision: rollout.revision, generation: rollout.generation,
          id: id, kind: decision.kind, from: decision.from.parts, to: decision.to.parts,
          standing: Standing(of: verdicts), isOnlyEarly: !open.isEmpty && isOnlyEarly)
      })
  }

  /// The same with one thing in each decision changed by hand.
  func forged(
    kind: Decision.Kind? = nil, from: Int? = nil, to: Int? = nil, standing: Standing? = nil,
    generation: Int? = nil, rollout: String? = nil, id: String? = nil
  ) -> EarlierDecisions {
    EarlierDecisions(
      evaluatedAt: evaluatedAt,
      entries: entries.map { entry in
        Entry(
          rollout: rollout ?? entry.rollout, revision: entry.revision,
          generation: generation ?? entry.generation, id: id.flatMap { DecisionID($0) } ?? entry.id,
          kind: kind ?? entry.kind, from: from ?? entry.from, to: to ?? entry.to,
          standing: standing ?? entry.standing, isOnlyEarly: entry.isOnlyEarly)
      })
  }
}
