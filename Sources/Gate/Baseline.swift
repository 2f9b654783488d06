import GateConfig

struct Baseline {
  let revisions: [String]
  init?(of config: RolloutConfig, with effects: Effects) throws(CandidateFault) { return nil }
  func edits(to revision: String) throws(EditFault) -> [(
    file: FoundFile, bytes: [UInt8], diff: String
  )] { [] }
}
