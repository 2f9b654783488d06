import GateConfig
import Manifests
import Rollouts

/// The writes that carry a decision out, in an order that a kill may cut at any point.
///
/// The record is a write-ahead entry: the intent first, then the manifest, then the record is
/// closed. Whoever finds an open intent knows by the manifest's weight how far the run came.
struct WritePlan {
  /// The manifest's change as a unified diff; empty for none.
  let diff: String
  private let scene: Scene
  private let opening: Record?
  private let manifest: (file: FoundFile, bytes: [UInt8])?
  private let closing: Record?

  init(
    for decision: Decision, in scene: Scene, of config: RolloutConfig, with effects: Effects
  ) throws(EditFault) {
    self.scene = scene
    let edit = try scene.edit(to: decision.to, with: effects)
    diff = edit?.diff ?? ""
    manifest = edit.map { ($0.file, $0.bytes) }
    guard let state = decision.state else {
      opening = nil
      closing = nil
      return
    }
    let found = scene.record
    let generation = found?.generation ?? 0
    if edit != nil {
      let before =
        found?.state
        ?? Record.State(
          revision: scene.situation.revision,
          phase: decision.from.isZero ? .initialized : .progressing, weight: decision.from)
      let intent = Record.Intent(decision: decision.kind, from: decision.from, state: state)
      // The same intent is found where a run was killed right after opening it.
      let isOpen = found?.intent == intent
      let opening = Record(
        rollout: config.name, generation: isOpen ? generation : generation + 1, state: before,
        intent: intent)
      self.opening = isOpen ? nil : opening
      closing = Record(
        rollout: config.name, generation: opening.generation + 1, state: state)
    } else {
      opening = nil
      closing = Record(rollout: config.name, generation: generation + 1, state: state)
    }
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
      if let manifest {
        var file: FoundFile? = manifest.file
        try put(manifest.bytes, into: &file, at: scene.manifest.path)
      }
      if let closing { try put(closing.bytes, into: &record, at: scene.recordPath) }
      return (paths, [])
    } catch {
      return (paths, [error.text])
    }
  }
}

extension Record {
  fileprivate var bytes: [UInt8] { Array(text.utf8) }
}
