import Manifests
import Rollouts
import YAMLText

/// Makes rollouts of the objects of a survey.
struct RolloutFinder {
  let survey: Survey

  /// The rollouts of an object, one for each list that it divides, and why others are none. Both are
  /// empty where it routes to one destination alone.
  func rollouts(of placed: Survey.Placed) -> (rollouts: [FirstRollout], leftAlone: [LeftAlone]) {
    do throws(LeftAlone) {
      let namespace = survey.namespace(of: placed)
      let divided = try divided(by: placed, in: namespace)
      // Routes of testers and of sticky sessions stay as they are, where there are others.
      let open = divided.filter { !$0.traffic.picksRequests }
      let taken = open.isEmpty ? divided : open
      var (rollouts, leftAlone): ([FirstRollout], [LeftAlone]) = ([], [])
      for (traffic, pair) in taken {
        do throws(LeftAlone) {
          rollouts.append(
            try rollout(
              of: traffic, pair, in: placed, namespace, isOneOfSeveral: taken.count > 1))
        } catch {
          leftAlone.append(error)
        }
      }
      return (rollouts, leftAlone)
    } catch {
      return ([], [error])
    }
  }

  private func divided(
    by placed: Survey.Placed, in namespace: FoundNamespace
  ) throws(LeftAlone) -> [(traffic: DividedTraffic, pair: GuessedPair)] {
    guard RolloutName.isLabel(namespace.name) else {
      throw LeftAlone(
        placed.object, why: "\"\(namespace.name)\" is no namespace yet: something fills it in")
    }
    let lists: [DividedTraffic]
    do throws(YAMLRefusal) {
      lists = try placed.object.dividedTraffic(in: namespace.name) ?? []
    } catch {
      throw LeftAlone(placed.object, at: error.diagnostic.position, why: error.diagnostic.what)
    }
    let divided = lists.compactMap { list in GuessedPair(of: list).map { (list, $0) } }
    let claim = survey.claims.first { claim in
      claim.covers(placed.object, in: namespace, from: survey.namespace(of: claim.placed))
    }
    if !divided.isEmpty, let claim {
      throw LeftAlone(
        placed.object,
        why: "\(claim.controller) moves its weights, by \(claim.object) at "
          + "\(claim.object.node.position)")
    }
    return divided
  }

  private func rollout(
    of traffic: DividedTraffic, _ pair: GuessedPair, in placed: Survey.Placed,
    _ namespace: FoundNamespace, isOneOfSeveral: Bool
  ) throws(LeftAlone) -> FirstRollout {
    let object = placed.object
    let canary = try party(pair.canary, of: traffic, in: placed, namespace.name)
    let baseline = try pair.baseline.map { part throws(LeftAlone) in
      try party(part, of: traffic, in: placed, namespace.name).party
    }
    let way: WayToWeights
    do throws(YAMLRefusal) {
      way = try WayToWeights(
        to: traffic, of: placed,
        at: .destinations(canary: canary.party.destination, baseline: baseline?.destination),
        in: namespace.name)
    } catch {
      throw LeftAlone(object, at: traffic.position, why: error.diagnostic.what)
    }
    let top = Self.top(of: traffic, pair, ofTotal: way.total)
    guard top > 0 else {
      throw LeftAlone(
        object, at: traffic.position, why: "other destinations have all of its traffic")
    }
    let rungs = Set([10, 30, 60].map { max(1, way.total * $0 / 100) }.filter { $0 < top } + [top])
    let suffix = isOneOfSeveral ? "-\(traffic.routeName ?? "\(traffic.routeIndex)")" : ""
    return FirstRollout(
      name: subdomain(object.name + suffix) ?? "rollout", namespace: namespace, object: "\(object)",
      isIstios: object.group == "networking.istio.io", position: object.node.position,
      canary: canary.party, baseline: baseline, namesHosts: traffic.namesHosts,
      reason: pair.reason,
      revision: survey.revision(of: canary.workload, near: placed.path),
      file: placed.path, selector: way.selector, route: way.route, total: way.total,
      rungs: rungs.sorted(), weight: way.weight)
  }

  /// What the canary can have: others of the list keep theirs.
  private static func top(
    of traffic: DividedTraffic, _ pair: GuessedPair, ofTotal total: Int
  ) -> Int {
    let whole = traffic.parts.reduce(0) { $0 + $1.weight }
    guard !traffic.leavesRest, whole > 0 else { return total }
    let others = whole - pair.canary.weight - (pair.baseline?.weight ?? 0)
    return total - others * total / whole
  }

  private func party(
    _ part: DividedTraffic.Part, of traffic: DividedTraffic, in placed: Survey.Placed,
    _ namespace: String
  ) throws(LeftAlone) -> (party: FirstRollout.Party, workload: SurveyedWorkload?) {
    guard let found = survey.workload(of: part.destination, in: namespace, near: placed.path) else {
      throw LeftAlone(
        placed.object, at: traffic.position, why: "\(part.destination) is no name of a workload")
    }
    let party = FirstRollout.Party(
      workload: found.namespace == namespace ? found.name : "\(found.namespace)/\(found.name)",
      isGuessed: found.workload == nil,
      destination: part.destination.shortened(
        in: namespace, among: traffic.parts.map(\.destination)))
    return (party, found.workload)
  }
}

extension Destination {
  /// As short as it may be written in a namespace; with the port only where another differs by it.
  fileprivate func shortened(in namespace: String, among all: [Destination]) -> Destination {
    let labels = host.split(separator: ".").map(String.init)
    let isService = labels.count == 5 && host.hasSuffix(".svc.cluster.local")
    let host =
      !isService ? host : labels[1] == namespace ? labels[0] : "\(labels[0]).\(labels[1])"
    let twins = all.filter { $0.host == self.host && $0.subset == subset }
    return Destination(
      host: host, subset: subset, port: twins.count > 1 ? port : nil,
      tags: twins.count > 1 ? tags : [:])
  }
}
