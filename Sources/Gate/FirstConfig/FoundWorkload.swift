import Manifests
import Rollouts

/// The workload behind a destination.
struct FoundWorkload {
  let namespace: String
  let name: String
  /// Nil where only its name is guessed.
  let workload: SurveyedWorkload?
}

extension Survey {
  /// The workload that serves a destination: the one that its service and its subset pick, or one of
  /// its name; else its name as Flagger has it, a guess. Nil where even that is no name.
  ///
  /// - Parameters:
  ///   - destination: With its host written out.
  ///   - path: The file of the route, beside which the workload is likely to be.
  func workload(
    of destination: Destination, in namespace: String, near path: String
  ) -> FoundWorkload? {
    let labels = destination.host.split(separator: ".", omittingEmptySubsequences: false)
    let isService = labels.count == 5 && destination.host.hasSuffix(".svc.cluster.local")
    let service = String(labels[0])
    let home = isService ? String(labels[1]) : namespace
    let name = [service, destination.subset].compactMap(\.self).joined(separator: "-")
    func at(_ workload: SurveyedWorkload) -> FoundWorkload {
      FoundWorkload(namespace: home, name: workload.name, workload: workload)
    }
    let homely = workloads.filter { self.namespace(of: $0.placed).name == home }
    if let labels = podLabels(of: destination, service: service, in: home) {
      let picked = homely.filter { workload in
        labels.allSatisfy { workload.labels[$0.key] == $0.value }
      }
      if Set(picked.map(\.name)).count == 1, let one = Self.nearest(picked, to: path) {
        return at(one)
      }
    }
    if let one = Self.nearest(homely.filter({ $0.name == name }), to: path) { return at(one) }
    guard let name = subdomain(name), RolloutName.isLabel(home) else { return nil }
    return FoundWorkload(namespace: home, name: name, workload: nil)
  }

  /// The labels of the pods behind a destination; nil where the tree does not tell.
  private func podLabels(
    of destination: Destination, service: String, in namespace: String
  ) -> [String: String]? {
    let found = services.first { candidate in
      candidate.placed.object.name == service
        && self.namespace(of: candidate.placed).name == namespace
    }
    guard let found else { return nil }
    guard let name = destination.subset else { return found.selector }
    let subset = subsets.first { subset in
      subset.destination.subset == name
        && subset.destination.resolved(in: self.namespace(of: subset.placed).name).host
          == destination.host
    }
    return subset.map { found.selector.merging($0.labels) { $1 } }
  }

  private static func nearest(_ workloads: [SurveyedWorkload], to path: String) -> SurveyedWorkload?
  {
    let folder = TreePath.folder(of: path)
    return workloads.first { TreePath.folder(of: $0.placed.path) == folder } ?? workloads.first
  }
}

/// A name that Kubernetes takes, made of another; nil where nothing is left of it.
func subdomain(_ text: String) -> String? {
  let kept = text.lowercased().map { character in
    character.isASCII && (character.isLetter || character.isNumber || character == ".")
      ? character : "-"
  }
  let labels = String(kept).split(separator: ".").map { label in
    let start = label.drop { $0 == "-" }
    return String(start.reversed().drop { $0 == "-" }.reversed().prefix(63))
  }
  let name = labels.filter { !$0.isEmpty }.joined(separator: ".")
  return RolloutName.isSubdomain(name) ? name : nil
}

/// Where Git says which revision the canary has.
struct FoundRevision {
  let file: String
  let path: String
  /// By what it was guessed; nil where the canary's own workload says it.
  let guess: String?
}

extension Survey {
  /// The tag of the canary's image: where a kustomization sets it, else where the workload has it.
  /// Where no workload is known, that of the only image of the kustomization beside the route.
  func revision(of workload: SurveyedWorkload?, near path: String) -> FoundRevision? {
    guard let workload else {
      let file = builders(of: path).first { !$0.images.isEmpty }
      guard let file, file.images.count == 1, let path = file.tagPath(of: file.images[0]) else {
        return nil
      }
      return FoundRevision(file: file.path, path: path, guess: "by the only image there")
    }
    guard let image = workload.image else { return nil }
    for file in builders(of: workload.placed.path) where file.images.contains(image.name) {
      if let path = file.tagPath(of: image.name) {
        return FoundRevision(file: file.path, path: path, guess: nil)
      }
    }
    return image.path.map { FoundRevision(file: workload.placed.path, path: $0, guess: nil) }
  }
}
