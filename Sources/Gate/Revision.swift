import Diagnostics
import GateConfig
import YAMLText

extension Stage {
  /// What is rolled out: from the command line, else from the file that the config names.
  func revision(of config: RolloutConfig, with effects: Effects) throws(CandidateFault) -> String? {
    if let revision { return revision }
    return try readRevision(of: config, with: effects)
  }
}

private func readRevision(
  of config: RolloutConfig, with effects: Effects
) throws(CandidateFault) -> String? {
  guard let place = config.revision else { return nil }
  let file = try read(place.file, of: config, at: place.position, with: effects)
  let (tree, faults) = YAMLFile.read(file.found.bytes, named: file.path)
  guard let tree else { throw CandidateFault(faults) }
  let (node, diagnostics) = tree.find(place.path)
  guard let node else { throw CandidateFault(diagnostics) }
  guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
    throw CandidateFault(
      at: node.position, "the revision is no text", advice: "let \(place.path) lead to one value")
  }
  return scalar.text
}

/// Reads a file that the config names, relative to its folder.
func read(
  _ path: String, of config: RolloutConfig, at position: SourcePosition, with effects: Effects
) throws(CandidateFault) -> (path: String, found: FoundFile) {
  let whole = config.folder.isEmpty ? path : config.folder + "/" + path
  switch effects.read(whole) {
  case .success(let found):
    return (found.path, found)
  case .failure(.missing):
    throw CandidateFault(
      at: position, "there is no file \(whole)",
      advice: "give its path relative to this config's folder")
  case .failure(.unreadable(let why)):
    throw CandidateFault(at: position, why, advice: "give a readable file of the work tree")
  }
}
