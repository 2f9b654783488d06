import Diagnostics
import YAMLText

extension IngressAnnotations {
  private static let actions = "alb.ingress.kubernetes.io/actions."

  /// AWS load balancer controller: the target groups of each `actions.NAME`, a text of JSON.
  ///
  /// Its keys are in camel case, or all with a capital, as of the first version. AWS wants a weight
  /// on each of several target groups, 0 to 999.
  /// Source: aws-load-balancer-controller `pkg/ingress/config_types.go`; Elastic Load Balancing API
  /// reference, `TargetGroupTuple`.
  func loadBalancerWeights() throws(YAMLRefusal) -> [WeightList] {
    var lists: [WeightList] = []
    for (index, entry) in (node.entries ?? []).enumerated() {
      guard let key = entry.key.scalar?.text, key.hasPrefix(Self.actions),
        let action = try json(at: key)
      else { continue }
      guard let (forward, forwardKey) = try either("forwardConfig", "ForwardConfig", of: action),
        let (groups, groupsKey) = try either("targetGroups", "TargetGroups", of: forward)
      else { continue }
      let name = String(key.dropFirst(Self.actions.count))
      let place = place[key][forwardKey][groupsKey]
      lists.append(
        WeightList(
          at: place, groups, by: Self.rule,
          of: RouteTraits(name: name, index: index, picksRequests: try picksRequests(name)),
          try ManifestItem(node: groups, place: place, index: index).items().map {
            item throws(YAMLRefusal) in try self.entry(item)
          }))
    }
    return lists
  }

  private static let rule = WeightRule(
    upTo: 999, missing: .refused(because: "AWS wants one on each of several target groups"),
    allZero: "AWS answers with errors")

  /// Whether `conditions.NAME`, all of which must hold, look at who asks.
  private func picksRequests(_ action: String) throws(YAMLRefusal) -> Bool {
    let key = "alb.ingress.kubernetes.io/conditions." + action
    guard let conditions = try json(at: key) else { return false }
    for condition in try conditions.list() {
      let field = try condition.text(at: "field", "Field")
      if let field, ["http-header", "query-string", "source-ip"].contains(field) { return true }
    }
    return false
  }

  private func entry(_ group: ManifestItem) throws(YAMLRefusal) -> WeightEntry {
    let name = try group.node.text(
      at: "serviceName", "ServiceName", "targetGroupARN", "TargetGroupARN", "targetGroupName",
      "TargetGroupName")
    let port = try group.node.text(at: "servicePort", "ServicePort")
    let weight = try either("weight", "Weight", of: group.node)
    return WeightEntry(
      service(name ?? "", port: port), group.node, at: group.place, key: weight?.key ?? "weight")
  }

  private func either(
    _ key: String, _ older: String, of node: YAMLNode
  ) throws(YAMLRefusal) -> (node: YAMLNode, key: String)? {
    if let value = try node.value(at: key) { return (value, key) }
    return try node.value(at: older).map { ($0, older) }
  }
}
