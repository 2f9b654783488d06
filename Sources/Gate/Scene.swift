import Diagnostics
import GateConfig
import Manifests
import Rollouts
import YAMLText

/// What a decision rests on: manifest, record and revision as they are in the work tree.
struct Scene {
  let name: RolloutName
  private(set) var situation: Situation
  private(set) var position: Position
  let manifest: FoundFile
  private(set) var record: Record?
  /// Nil where there is none yet.
  let recordFile: FoundFile?
  let recordPath: String
  /// What the baseline has in Git; a fault of its places stops a promotion, and no roll back.
  let baseline: Result<Baseline, CandidateFault>
  let target: ManifestTarget
  let weights: ManifestWeight

  init(
    of config: RolloutConfig, revision: String?, in stage: Stage, with effects: Effects
  ) throws(CandidateFault) {
    guard let place = config.manifest, let ladder = config.ladder else {
      throw CandidateFault(
        at: config.position, "the rollout has no manifest and no ladder, which run needs",
        advice: "add manifest and ladder, or use check")
    }
    name = config.name
    // The record before the manifest: where another gate writes both meanwhile, the record is then
    // no longer as it was read, and nothing is written. The other way around, an old weight beside
    // a new record would look like a person's hand.
    recordPath = Record.path(for: config.name)
    let found = try readRecord(of: config.name, inPartsOf: ladder.total, with: effects)
    (record, recordFile) = (found?.record, found?.file)
    manifest = try read(place.file, of: config, at: place.position, with: effects).found
    target = try ManifestTarget(of: config, in: manifest.path, at: place, total: ladder.total)
    weights = try ManifestWeight(in: manifest, for: target)
    let route = weights.route
    let weight = route.canary
    let baseline = Self.baseline(of: config, with: effects)
    self.baseline = baseline
    situation = Situation(
      weight: weight, ladder: ladder, strategy: config.strategy, atTop: config.atTop,
      record: record, revision: revision, baselineRevisions: (try? baseline.get())?.revisions ?? [],
      failureLimit: config.failureLimit, onNewRevision: config.onNewRevision,
      patience: config.patience, settle: config.settle,
      target: try rung(stage.target, of: ladder, config),
      // An earlier job has seen to it that its pipeline takes one step at most.
      runID: stage.command == .apply ? nil : stage.runID,
      waitsFor: unfinished(config.after, in: stage, with: effects), now: stage.changesAt)
    position = Position(of: situation)
    if situation.isPromoting { _ = try baseline.get() }
    // Only before there is traffic: nothing stands in the way of a roll back.
    if position.isBeforeTraffic(at: weight) {
      try route.refuse(unlessFitFor: config.strategy, isNamed: place.route != nil)
    }
    try refuseDistantTarget(config)
  }

  static func baseline(
    of config: RolloutConfig, with effects: Effects
  ) -> Result<Baseline, CandidateFault> {
    do throws(CandidateFault) {
      return .success(try Baseline(of: config, with: effects))
    } catch {
      return .failure(error)
    }
  }

  /// What is wrong with the places of the baseline's revision.
  var baselineFaults: [Diagnostic] {
    if case .failure(let fault) = baseline { fault.diagnostics } else { [] }
  }

  /// The same files, with another record than the one in the work tree.
  func by(_ record: Record) -> Scene {
    var other = self
    other.record = record
    other.situation = situation.by(record)
    other.position = Position(of: other.situation)
    return other
  }

  /// The same files at a later moment.
  func at(_ now: Timestamp) -> Scene {
    var later = self
    later.situation = situation.at(now)
    later.position = Position(of: later.situation)
    return later
  }

  /// The manifest with the canary at another weight, proved; nil where it is there already.
  ///
  /// The file is read again: another rollout of this run, or a person, may have written to it.
  func edit(
    to weight: Weight, with effects: Effects
  ) throws(EditFault) -> (file: FoundFile, bytes: [UInt8], diff: String)? {
    guard weight != situation.weight else { return nil }
    guard case .success(let file) = effects.read(manifest.path) else {
      throw .overtaken("\(manifest.path) was there and can't be read any more; run again")
    }
    do throws(CandidateFault) {
      let now = file.bytes == manifest.bytes ? weights : try ManifestWeight(in: file, for: target)
      guard now.route.canary == situation.weight else {
        throw CandidateFault(
          at: now.route.position, "the weight became \(now.route.canary)", advice: "run again")
      }
      let edit = try now.edit(to: weight)
      return (file, edit.new, UnifiedDiff(path: file.path, old: edit.old, new: edit.new).text)
    } catch {
      guard file.bytes != manifest.bytes else { throw .refused(error) }
      throw .overtaken(
        "\(manifest.path) was changed while the run was under way, and is left alone: "
          + error.diagnostics.map { "\($0)" }.joined(separator: "; "))
    }
  }
}

/// Why a manifest does not get its new weight.
enum EditFault: Error {
  /// As the run found it, it can't be edited.
  case refused(CandidateFault)
  /// It is not as the run found it: somebody else wrote to it meanwhile. In words for a person.
  case overtaken(String)
}

extension Position {
  /// Whether the canary's first traffic is what comes next.
  fileprivate func isBeforeTraffic(at weight: Weight) -> Bool {
    switch self {
    case .bottom: true
    case .climbing: weight.isZero
    case .returning, .written, .completing, .bound, .resting, .restarting, .continuing: false
    }
  }
}

extension WeightedRoute {
  /// What a strategy needs of a route beside its weights.
  ///
  /// - Parameter isNamed: Whether the config names the route.
  fileprivate func refuse(unlessFitFor strategy: Strategy, isNamed: Bool) throws(CandidateFault) {
    switch strategy {
    case .canary, .blueGreen:
      guard picksRequests, !isNamed else { return }
      throw CandidateFault(
        at: position,
        "only the requests that \(place) picks, as by a header, would reach the canary",
        advice: "add the canary to the route of all requests, or name this one as manifest.route")
    case .abTesting:
      guard !picksRequests else { return }
      throw CandidateFault(
        at: position, "every user's requests take \(place): an A/B test needs some of them",
        advice:
          "give each match of the route headers, or name the route that has them as manifest.route")
    case .mirroring:
      guard !mirrorsToCanary else { return }
      throw CandidateFault(
        at: position, "\(place) mirrors nothing to the canary, which is judged on mirrored traffic",
        advice: "add mirror: with the canary's destination to the route")
    }
  }
}

extension ManifestTarget {
  fileprivate init(
    of config: RolloutConfig, in file: String, at place: RolloutConfig.ManifestPlace, total: Int
  ) throws(CandidateFault) {
    let object = place.object.map(ObjectSelector.init(parsing:))
    if case .some(.none) = object {
      throw CandidateFault(
        at: place.position, "object \"\(place.object ?? "")\" can't be read",
        advice: "write KIND/NAME or KIND/NAMESPACE/NAME")
    }
    let route: RouteSelector? =
      switch place.route {
      case .name(let name): .name(name)
      case .index(let index): .index(index)
      case nil: nil
      }
    self.init(
      file: file, object: object ?? nil, route: route, at: try Self.aim(of: config),
      namespace: config.name.namespace, total: total)
  }

  private static func aim(of config: RolloutConfig) throws(CandidateFault) -> Aim {
    switch (config.canary.weight, config.baseline?.weight) {
    case (.destination(let canary), .destination(let baseline)):
      return .destinations(canary: Destination(canary), baseline: Destination(baseline))
    case (.destination(let canary), .value), (.destination(let canary), nil):
      return .destinations(canary: Destination(canary), baseline: nil)
    case (.value(let canary, _), .value(let baseline, _)):
      return .values(canary: canary, baseline: baseline)
    case (.value(let canary, _), .destination), (.value(let canary, _), nil):
      return .values(canary: canary, baseline: nil)
    case (nil, _):
      throw CandidateFault(
        at: config.position, "the canary has no destination", advice: "add destination: {host: ...}"
      )
    }
  }
}

extension Destination {
  fileprivate init(_ name: RolloutConfig.DestinationName) {
    self.init(host: name.host, subset: name.subset, port: name.port, tags: name.tags)
  }
}
