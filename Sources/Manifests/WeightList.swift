import Diagnostics
import YAMLText

/// One list among whose destinations traffic is divided.
struct WeightList {
  let place: YAMLPlace
  let position: SourcePosition
  let rule: WeightRule
  let route: RouteTraits
  let entries: [WeightEntry]

  init(
    at place: YAMLPlace, _ node: YAMLNode, by rule: WeightRule, of route: RouteTraits,
    _ entries: [WeightEntry]
  ) {
    self.place = place
    position = node.position
    self.rule = rule
    self.route = route
    self.entries = entries
  }

  /// The list at the end of these keys of a route; nil where one of them is missing.
  ///
  /// - Parameter destination: Of an item, as `ManifestKind.resolved(_:in:)` writes it out; nil for
  ///   one that gets no share.
  init?(
    at keys: String..., of route: ManifestItem, as traits: RouteTraits, by rule: WeightRule,
    key: String = "weight",
    to destination: (YAMLNode) throws(YAMLRefusal) -> Destination?
  ) throws(YAMLRefusal) {
    guard let list = try route.value(at: keys) else { return nil }
    var entries: [WeightEntry] = []
    for item in try list.items() {
      guard let destination = try destination(item.node) else { continue }
      entries.append(WeightEntry(destination, item.node, at: item.place, key: key))
    }
    self.init(at: list.place, list.node, by: rule, of: traits, entries)
  }

  /// Whether there is anything to divide.
  var divides: Bool { entries.count > 1 || rule.leavesRest }

  func entries(for destination: Destination) -> [WeightEntry] {
    entries.filter { destination.isMet(by: $0.destination) }
  }
}

/// What a route is beside its weights.
struct RouteTraits {
  /// The route's own name, where it has one.
  let name: String?
  /// The route's index among those of its list, from 0.
  let index: Int
  /// Whether only some of the requests take it, picked by what tells users apart.
  let picksRequests: Bool
  /// Where its requests are mirrored to.
  let mirrors: [Destination]

  init(name: String? = nil, index: Int, picksRequests: Bool = false, mirrors: [Destination] = []) {
    self.name = name
    self.index = index
    self.picksRequests = picksRequests
    self.mirrors = mirrors
  }
}

/// One destination of a list.
struct WeightEntry {
  /// As `ManifestKind.resolved(_:in:)` writes it out.
  let destination: Destination
  /// The mapping that has or shall have the weight, or the weight itself.
  let node: YAMLNode
  private let place: YAMLPlace
  /// The weight's key in the mapping; nil where the node is the weight itself.
  let key: String?

  init(_ destination: Destination, _ node: YAMLNode, at place: YAMLPlace, key: String = "weight") {
    self.destination = destination
    self.node = node
    self.place = place
    self.key = key
  }

  /// A weight that a path leads to.
  init(value node: YAMLNode, at place: YAMLPlace) {
    destination = Destination(host: "\(place)")
    self.node = node
    self.place = place
    key = nil
  }

  /// Where the weight is, or would be.
  var weightPlace: YAMLPlace { key.map { place[$0] } ?? place }

  /// Nil where there is none.
  func weight() throws(YAMLRefusal) -> YAMLNode? {
    try node.refuseAnchorAndTag()
    guard let key else { return node }
    return try node.value(at: key)
  }
}

extension WeightList: CustomStringConvertible {
  /// Its path, its place and its destinations, for a list of candidates.
  var description: String {
    let destinations = entries.prefix(4).map { "\($0.destination)" }.joined(separator: "; ")
    let more = entries.count > 4 ? "; ..." : ""
    let name = route.name.map { " \"\($0)\"" } ?? ""
    return "\(place)\(name) at \(position) (\(destinations)\(more))"
  }
}
