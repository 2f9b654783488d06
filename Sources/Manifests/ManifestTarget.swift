import Diagnostics
import YAMLText

/// Whose weights are meant: two destinations of a route of an object of a file, or two values of a
/// file that leads to such an object.
package struct ManifestTarget: Hashable, Sendable {
  /// Relative to the work tree.
  package let file: String
  /// Which object; nil where one of the file routes to the canary or has the values.
  package let object: ObjectSelector?
  /// Which route; nil where one holds both destinations.
  package let route: RouteSelector?
  package let aim: Aim
  /// The rollout's, in which short hosts of the config live.
  package let namespace: String
  /// What the weights add up to, within `Weight.totals`.
  package let total: Int

  package enum Aim: Hashable, Sendable {
    /// The baseline is nil where the canary's route has exactly one other destination, and where
    /// it gets what the canary leaves.
    case destinations(canary: Destination, baseline: Destination?)
    /// The baseline is nil where whoever reads the canary's weight computes its own.
    case values(canary: YAMLPath, baseline: YAMLPath?)
  }

  package init(
    file: String, object: ObjectSelector? = nil, route: RouteSelector? = nil, at aim: Aim,
    namespace: String, total: Int = 100
  ) {
    self.file = file
    self.object = object
    self.route = route
    self.aim = aim
    self.namespace = namespace
    self.total = total
  }
}

extension ManifestTarget {
  /// Names of which each document that the target can mean holds one; nil where none is known.
  var names: [String]? {
    if let object { return [object.name] }
    switch aim {
    case .destinations(let canary, _):
      // A host may be written short. Names beginning with @ stand for something else.
      let label = canary.host.split(separator: ".").first.map(String.init) ?? ""
      return label.isEmpty || label.hasPrefix("@") ? nil : [label]
    case .values: return nil
    }
  }
}

/// An object as `VirtualService/podinfo`, `VirtualService/test/podinfo`, or with its API group
/// `VirtualService.networking.istio.io/podinfo`.
package struct ObjectSelector: Hashable, Sendable {
  package let kind: String
  package let group: String?
  package let namespace: String?
  package let name: String

  package init(kind: String, group: String? = nil, namespace: String? = nil, name: String) {
    self.kind = kind
    self.group = group
    self.namespace = namespace
    self.name = name
  }

  /// Nil unless the text has two or three parts, none empty.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let kind = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard kind.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(
      kind: String(kind[0]), group: kind.count == 2 ? String(kind[1]) : nil,
      namespace: parts.count == 3 ? parts[1] : nil, name: parts[parts.count - 1])
  }
}

extension ObjectSelector: CustomStringConvertible {
  package var description: String {
    let type = group.map { "\(kind).\($0)" } ?? kind
    return ([type] + (namespace.map { [$0] } ?? []) + [name]).joined(separator: "/")
  }
}

/// One route of an object.
package enum RouteSelector: Hashable, Sendable {
  /// Its name, or the path of its list, as `spec.tls[0].route`.
  case name(String)
  /// From 0, in the order of the file.
  case index(Int)
}

extension RouteSelector: CustomStringConvertible {
  package var description: String {
    switch self {
    case .name(let name): "\"\(name)\""
    case .index(let index): "\(index)"
    }
  }
}
