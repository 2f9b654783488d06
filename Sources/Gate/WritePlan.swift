import Diagnostics
import GateConfig
import Manifests
import Rollouts

/// The writes that carry a decision out, in an order that a kill may cut at any point.
///
/// The record is a write-ahead entry: the intent first, then the manifest, then the record is
/// closed. Whoever finds an open intent knows by the manifest's weight how far the run came.
struct WritePlan {
  /// The changes beside the record's as unified diffs; empty for none.
  let diff: String
  @Shared private var scene: Scene
  private let opening: Record?
  /// The baseline's places, then the manifest.
  private let edits: [Edit]
  private let closing: Record?

  /// What the record tells once all is written; nil where it is left alone.
  var history: [Transition]? { closing?.history }

  typealias Edit = (file: FoundFile, bytes: [UInt8], diff: String)

  init(
    for decision: Decision, told transition: Transition, in scene: Scene, of config: RolloutConfig,
    with effects: Effects
  ) throws(EditFault) {
    _scene = Shared(wrappedValue: scene)
    var edits: [Edit] = []
    if decision.kind == .promote,
      let revision = decision.state?.revision
    {
      edits = try scene.promotion(to: revision, with: effects)
    }
    if let edit = try scene.edit(to: decision.to, with: effects) { edits.append(edit) }
    self.edits = edits
    diff = edits.map(\.diff).joined()
    guard let state = decision.state else {
      opening = nil
      closing = nil
      return
    }
    let found = scene.record
    var generation = found?.generation ?? 0
    let past = found?.history ?? []
    // A step that a stopped run had taken is told as that run meant it.
    let completed = found?.intent.flatMap { intent in
      decision.completes || scene.situation.hasReached(intent) ? intent.transition : nil
    }
    let isOnlyRest = completed != nil && decision.rest(of: found) == completed
    if edits.isEmpty {
      opening = nil
    } else {
      let before =
        found?.state ?? Record.State(unrecorded: scene.situation.revision, at: decision.from)
      let intent = Record.Intent(isOnlyRest ? completed ?? transition : transition, state: state)
      // The same intent is found where a run was killed right after opening it.
      let isOpen = found?.intent == intent
      generation += isOpen ? 0 : 1
      opening =
        isOpen
        ? nil
        : Record(
          rollout: config.name, generation: generation, state: before, intent: intent,
          history: past)
    }
    let isTold = decision.isTransition(from: found?.state) || transition.word != nil
    closing = Record(
      rollout: config.name, generation: generation + 1, state: state,
      history: past + (completed.map { [$0] } ?? []) + (isTold && !isOnlyRest ? [transition] : []))
  }

  /// Writes, and stops at the first file that can't be written.
  func write(with effects: Effects) -> (paths: [String], failures: [String]) {
    var paths: [String] = []
    var record = scene.recordFile
    func put(_ bytes: [UInt8], into file: inout FoundFile?, at path: String) throws(WriteFailure) {
      let result = file?.replace(bytes) ?? effects.create(path, bytes)
      file = try result.get()
      if !paths.contains(path) { paths.append(path) }
    }
    do throws(WriteFailure) {
      if let opening { try put(opening.bytes, into: &record, at: scene.recordPath) }
      for edit in edits {
        var file: FoundFile? = edit.file
        try put(edit.bytes, into: &file, at: edit.file.path)
      }
      if let closing { try put(closing.bytes, into: &record, at: scene.recordPath) }
      return (paths, [])
    } catch {
      return (paths, [error.text])
    }
  }
}

extension Scene {
  fileprivate func promotion(
    to revision: String, with effects: Effects
  ) throws(EditFault) -> [WritePlan.Edit] {
    switch baseline {
    case .success(let baseline): return try baseline.edits(to: revision, with: effects)
    case .failure(let fault): throw .refused(fault)
    }
  }
}

extension Decision {
  /// What this only brings to its end; nil for a decision of its own.
  func rest(of record: Record?) -> Transition? {
    guard completes, let begun = record?.intent?.transition else { return nil }
    return begun.decision == kind ? begun : nil
  }
}

extension Record {
  fileprivate var bytes: [UInt8] { Array(text.utf8) }
}
