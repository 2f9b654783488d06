import Diagnostics
import YAMLText

/// Finds the one list of an object that holds both destinations.
struct RouteChoice {
  let list: WeightList
  let canary: WeightEntry
  /// Nil where nobody writes its weight.
  let baseline: WeightEntry?

  /// - Parameters:
  ///   - canary: As the object's kind writes it out, and so the baseline.
  init(
    among lists: [WeightList], of object: ManifestObject, by route: RouteSelector?,
    canary: Destination, baseline: Destination?
  ) throws(YAMLRefusal) {
    let considered = lists.filter { Self.isMeant($0, by: route) }
    if let route, considered.isEmpty {
      throw YAMLRefusal(
        at: object.node.position, "\(object) has no route \(route)",
        advice: "correct manifest.route; the routes here are \(listed(lists) { "\($0)" })")
    }
    let holding = considered.filter { list in
      !list.entries(for: canary).isEmpty
        && (list.rule.leavesRest || baseline.map { !list.entries(for: $0).isEmpty } != false)
    }
    // Sticky sessions and testers have routes of their own beside the one that divides the rest.
    let open = holding.filter { !$0.route.picksRequests }
    let fitting = open.count == 1 ? open : holding
    guard let list = fitting.first else {
      let pair = baseline.map { "both \(canary) and \($0)" } ?? "\(canary)"
      throw YAMLRefusal(
        at: considered.first?.position ?? object.node.position, "no route here holds \(pair)",
        advice: "correct the destinations, or add the missing one; the routes here are "
          + listed(considered) { "\($0)" })
    }
    guard fitting.count == 1 else {
      throw YAMLRefusal(
        at: list.position,
        "\(fitting.count) routes hold these destinations: \(listed(fitting) { "\($0)" })",
        advice: "name one as manifest.route, by its name, its index or its path")
    }
    self.list = list
    self.canary = try Self.only(canary, in: list)
    if list.rule.leavesRest {
      self.baseline = nil
    } else if let baseline {
      self.baseline = try Self.only(baseline, in: list)
    } else {
      self.baseline = try Self.other(than: self.canary, in: list)
    }
    guard self.baseline?.isSame(as: self.canary) != true else {
      throw YAMLRefusal(
        at: self.canary.node.position, "canary and baseline are the same destination here",
        advice: "tell them apart by host, subset, port or tags")
    }
  }

  private static func isMeant(_ list: WeightList, by route: RouteSelector?) -> Bool {
    switch route {
    // Two sections may each have a route of this name or index.
    case .name(let name): list.route.name == name || "\(list.place)" == name
    case .index(let index): list.route.index == index
    case nil: true
    }
  }

  private static func only(
    _ destination: Destination, in list: WeightList
  ) throws(YAMLRefusal) -> WeightEntry {
    let found = list.entries(for: destination)
    guard found.count == 1 else {
      throw YAMLRefusal(
        at: list.position,
        "\(destination) is in \(list.place) \(found.count) times: "
          + listed(found) { "\($0.node.position)" },
        advice: "tell them apart by subset, port or tags")
    }
    return found[0]
  }

  private static func other(
    than canary: WeightEntry, in list: WeightList
  ) throws(YAMLRefusal) -> WeightEntry {
    let others = list.entries.filter { !$0.isSame(as: canary) }
    guard let baseline = others.first else {
      throw YAMLRefusal(
        at: list.position, "\(list.place) has no destination but the canary",
        advice: "add the baseline's, with its weight")
    }
    guard others.count == 1 else {
      throw YAMLRefusal(
        at: list.position, "\(list) has \(others.count) destinations beside the canary",
        advice: "name the baseline as baseline.destination")
    }
    return baseline
  }
}

extension WeightEntry {
  /// Whether both have the same weight in the file.
  func isSame(as other: WeightEntry) -> Bool { weightPlace == other.weightPlace }
}

extension WeightRule {
  /// Whether the baseline has what the canary leaves, and no weight of its own.
  var leavesRest: Bool {
    switch sum {
    case .outOf: true
    case .relative, .exactly: false
    }
  }
}
