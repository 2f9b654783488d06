import Diagnostics
import GateConfig
import Manifests
import Rollouts
import YAMLText

/// What a proposal does to one rollout of the base.
struct ProposedChange {
  /// As the base has it.
  let candidate: Candidate
  let scene: Scene
  /// The weight that the proposal's manifest has.
  let weight: Weight
  /// Where that is written in the proposal.
  let position: SourcePosition
  /// Where the proposal changes more of the object than its weights; nil where it does not.
  let otherChange: SourcePosition?
  /// What is rolled out with the proposal.
  let revision: String?
  /// The manifest's change; empty for none.
  let diff: String

  /// Reads what a proposal makes of a rollout; a fault says what in it can't be read.
  init(
    of candidate: Candidate, _ scene: Scene, by proposal: Proposal, in stage: Stage,
    with effects: Effects
  ) throws(CandidateFault) {
    self.candidate = candidate
    self.scene = scene
    let config = candidate.config
    let proposed = effects.reading(proposal.read)
    do throws(CandidateFault) {
      revision = try stage.revision(of: config, with: proposed)
    } catch {
      throw error.speaking(of: proposal)
    }
    let file: FoundFile
    switch proposal.read(scene.manifest.path) {
    case .success(let found): file = found
    case .failure(.missing):
      throw CandidateFault(
        at: config.manifest?.position,
        "\(scene.manifest.path) is gone in the proposal, and with it the canary's weight",
        advice: "take the rollout out of the config of \(proposal.base) first")
    case .failure(.unreadable(let why)):
      throw CandidateFault(at: config.manifest?.position, why, advice: "propose a readable file")
    }
    guard file.bytes != scene.manifest.bytes else {
      (weight, position, otherChange, diff) = (scene.situation.weight, config.position, nil, "")
      return
    }
    let found = try scene.weights(in: file)
    weight = found.route.canary
    position = found.route.position
    otherChange = try scene.isWritten(as: found, at: weight) ? nil : found.route.position
    diff = UnifiedDiff(path: file.path, old: scene.manifest.bytes, new: file.bytes).text
  }

  var raises: Bool { weight > scene.situation.weight }

  var lowers: Bool { weight < scene.situation.weight }

  /// Whether another version gets the canary's traffic.
  var bringsRevision: Bool { revision != candidate.revision }
}

extension Scene {
  /// The rollout's weights in other bytes of its manifest.
  func weights(in file: FoundFile) throws(CandidateFault) -> ManifestWeight {
    try ManifestWeight(in: file, for: target)
  }

  /// Whether the object of the proposal is the manifest's own with another weight, byte for byte.
  func isWritten(as proposed: ManifestWeight, at weight: Weight) throws(CandidateFault) -> Bool {
    guard weight != situation.weight else { return proposed.document == weights.document }
    return try weights.document(at: weight) == proposed.document
  }
}

extension CandidateFault {
  fileprivate func speaking(of proposal: Proposal) -> CandidateFault {
    CandidateFault(
      diagnostics.map { fault in
        Diagnostic(
          fault.severity, at: fault.position, "in the proposal, " + fault.what,
          advice: fault.advice)
      })
  }
}

extension Effects {
  /// The same with another way to read files.
  fileprivate func reading(
    _ read: @escaping (String) -> Result<FoundFile, ReadFailure>
  ) -> Effects {
    Effects(
      read: read, create: create, readSecret: readSecret, secretPath: secretPath,
      environment: environment, send: send, elapsed: elapsed, now: now, wait: wait, tell: tell)
  }
}
