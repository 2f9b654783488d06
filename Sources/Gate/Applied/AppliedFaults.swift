import Diagnostics
import GateConfig
import Manifests
import Rollouts

/// Warnings of configs and records that Flux or Argo CD would apply to a cluster, by what stands in
/// the work tree: they are no objects, so that all that is applied with them would fail.
///
/// - Parameter objects: Configs that are objects, as a Canary is.
func appliedFaults(
  of entries: [GateConfiguration.Entry], among objects: Set<String>, with effects: Effects
) -> [Diagnostic] {
  let suspects = Set(entries.flatMap(\.ownFiles)).subtracting(objects)
  var tree = AppliedTree()
  _ = effects.search(AppliedTree.search(for: suspects)) { path, bytes in
    if case .success(let bytes) = bytes { tree.take(bytes, at: path) }
  }
  var remotes: [String]?
  return tree.folders.compactMap { folder -> Diagnostic? in
    let failures = tree.failures(of: folder, among: suspects) { path in
      try? effects.read(path).get().bytes
    }
    guard let first = failures.first else { return nil }
    let own = remotes ?? effects.remotes()
    remotes = own
    guard mayBe(tree.address(of: folder), oneOf: own) else { return nil }
    return folder.warning(of: first, and: failures.count - 1)
  }
}

/// Whether an address may be one of a repository: its name is the same, whoever's it is, since a fork
/// or a mirror has another owner and another host. What is not known may be.
private func mayBe(_ address: String?, oneOf remotes: [String]) -> Bool {
  guard let address, !address.contains("{"), !address.contains("$"), !remotes.isEmpty else {
    return true
  }
  return remotes.contains { repositoryName($0) == repositoryName(address) }
}

private func repositoryName(_ address: String) -> String {
  let last = address.lowercased().split { $0 == "/" || $0 == ":" }.last ?? ""
  return String(last.hasSuffix(".git") ? last.dropLast(4) : last)
}

extension GateConfiguration.Entry {
  /// Its config, and its record.
  fileprivate var ownFiles: [String] {
    switch self {
    case .sound(let config, _): [config.position.file, Record.path(for: config.name)]
    case .broken(_, let position, _): [position.file]
    }
  }
}

extension AppliedFolder {
  fileprivate func warning(
    of first: (path: String, failure: AppliedTree.Failure), and others: Int
  ) -> Diagnostic {
    let file = TreePath.resolved(first.path) ?? first.path
    let names =
      others == 0
      ? "\(file), which is no Kubernetes object,"
      : "\(file) and \(others) more, which are no Kubernetes objects,"
    let it = others == 0 ? "it" : "them"
    let away = text.map { "move \(it) out of \($0), " } ?? ""
    switch first.failure {
    case .generated:
      let list = TreePath.joined(path, KustomizeFile.names[0])
      return .warning(
        at: position, "\(tool.name) would apply \(names) and fail",
        advice: "\(away)add \(it) to .sourceignore, or list the resources in \(list)")
    case .listed(let place):
      return .warning(
        at: position, "\(tool.name) would apply \(names) and fail: \(place) lists \(it)",
        advice: "take \(it) out of the list")
    case .rendered:
      return .warning(
        at: position, "\(tool.name) would render \(names) as a template of the chart, and fail",
        advice: "move \(it) out of \(TreePath.joined(path, "templates"))")
    case .mistaken:
      return .warning(
        at: position,
        "\(tool.name) would take \(names) for one by its text, and fail",
        advice: "\(away)exclude \(it) by directory.exclude, or write "
          + "\"# +argocd:skip-file-rendering\" into \(it)")
    }
  }
}

extension AppliedFolder.Tool {
  fileprivate var name: String {
    switch self {
    case .flux: "Flux"
    case .argoCD: "Argo CD"
    }
  }
}
