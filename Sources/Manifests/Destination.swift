import YAMLText

/// Where traffic goes: a service or a subset of its pods, or what a mesh has instead.
package struct Destination: Hashable, Sendable {
  /// `podinfo`, `podinfo.test`, `podinfo.test.svc.cluster.local`, any other DNS name; or a name that
  /// is no host, as a revision's.
  package let host: String
  package let subset: String?
  /// Compared only where the config gives it.
  package let port: Int?
  /// Those of a config must be among those of the manifest.
  package let tags: [String: String]

  package init(
    host: String, subset: String? = nil, port: Int? = nil, tags: [String: String] = [:]
  ) {
    self.host = host
    self.subset = subset
    self.port = port
    self.tags = tags
  }

  /// With the host written out, as a name in a namespace means it.
  ///
  /// `podinfo`, `podinfo.test`, `podinfo.test.svc` and `podinfo.test.svc.cluster.local` are one
  /// host. A mesh with another cluster domain must write its hosts in full. What can be no host is
  /// whole as it is: `podinfo_test_svc_9898`, as Kuma names services, or an ARN.
  package func resolved(in namespace: String) -> Destination {
    guard !host.contains(where: { "_:@/".contains($0) }) else { return self }
    let name = host.hasSuffix(".") ? host.dropLast() : host[...]
    let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let full =
      switch parts.count {
      case 1: parts + [namespace[...], "svc", "cluster", "local"]
      case 2: parts + ["svc", "cluster", "local"]
      case 3 where parts[2] == "svc": parts + ["cluster", "local"]
      default: parts
      }
    return Destination(host: full.joined(separator: "."), subset: subset, port: port, tags: tags)
  }

  /// Whether a destination of a manifest is this one; both with their hosts written out.
  func isMet(by other: Destination) -> Bool {
    host == other.host && subset == other.subset && (port == nil || port == other.port)
      && tags.allSatisfy { other.tags[$0.key] == $0.value }
  }
}

extension Destination {
  /// A reference to a service by its name, and by `namespace` and a port where they are given, written
  /// out. A port's name is no number, and is passed over.
  init(
    service reference: YAMLNode, named name: String = "name", port: String = "port",
    in namespace: String
  ) throws(YAMLRefusal) {
    let service = Destination(
      host: try reference.text(at: name) ?? "", port: try reference.count(at: port))
    self = service.resolved(in: try reference.text(at: "namespace") ?? namespace)
  }
}

extension Destination: CustomStringConvertible {
  /// `podinfo.test, subset canary, port 80`.
  package var description: String {
    let suffix = ".svc.cluster.local"
    let short = host.hasSuffix(suffix) ? String(host.dropLast(suffix.count)) : host
    let tags = tags.sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
    return short + (subset.map { ", subset \($0)" } ?? "") + (port.map { ", port \($0)" } ?? "")
      + tags
  }
}
