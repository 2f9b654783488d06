import Diagnostics
import YAMLText

/// Finds the weights that paths lead to: values of a chart, of a HelmRelease, of a patch.
///
/// Both are in one document, or in one object where the target names it. What they mean is the
/// chart's business: the canary's counts against the ladder's total or, where the baseline's is
/// written too, against both together.
func weights(
  at canary: YAMLPath, and baseline: YAMLPath?, in file: YAMLFile, for target: ManifestTarget
) throws(YAMLRefusal) -> FoundWeights {
  let start = try start(of: canary, in: file, for: target)
  let object = ManifestObject.all(in: file).first { start.found.isBelow($0.place) }
  try object?.refuseForeignOwner()
  let canaryEntry = try entry(at: canary, below: start, in: file)
  let baselineEntry = try baseline.map { path throws(YAMLRefusal) in
    try entry(at: path, below: start, in: file)
  }
  if let baselineEntry, baselineEntry.weightPlace == canaryEntry.weightPlace {
    throw YAMLRefusal(
      at: baselineEntry.node.position, "canary and baseline are the same value here",
      advice:
        "correct baseline.path, or leave it out where the chart computes the baseline's weight")
  }
  let rule = WeightRule(
    missing: .refused(because: "a path must lead to a value"),
    sum: baseline == nil ? .outOf(target.total) : .relative, allZero: "is nobody's traffic")
  return FoundWeights(
    canary: canaryEntry, baseline: baselineEntry, by: rule,
    of: object.map { "\($0)" } ?? target.file)
}

/// Where paths begin: at an object, or at a document's root.
private struct Start {
  let root: YAMLNode
  let place: YAMLPlace
  /// Where the canary's path leads from there.
  let found: YAMLPlace
}

private func start(
  of path: YAMLPath, in file: YAMLFile, for target: ManifestTarget
) throws(YAMLRefusal) -> Start {
  guard let selector = target.object else {
    let (found, diagnostics) = file.locate(path)
    guard let found, let root = file.documents[found.place.document].root else {
      throw diagnostics.first.map(YAMLRefusal.init)
        ?? YAMLRefusal(at: file.beginning, "there is no \(path) here")
    }
    return Start(
      root: root, place: YAMLPlace(document: found.place.document), found: found.place)
  }
  let objects = ManifestObject.all(in: file)
  let object = try ObjectChoice.one(
    ManifestObject.meant(by: selector, among: objects, for: target.namespace), of: selector,
    among: objects, in: file)
  let steps = try object.node.located(path).steps
  return Start(root: object.node, place: object.place, found: object.place.appending(steps))
}

private func entry(
  at path: YAMLPath, below start: Start, in file: YAMLFile
) throws(YAMLRefusal) -> WeightEntry {
  let (node, steps) = try start.root.located(path)
  let place = start.place.appending(steps)
  _ = try file.documents[place.document].ownNode(at: place.steps)
  guard !node.isCollection else {
    throw YAMLRefusal(
      at: node.position,
      "\(path) leads to \(node.items == nil ? "a mapping" : "a list"), not to one value",
      advice: "name the value itself")
  }
  return WeightEntry(value: node, at: place)
}
