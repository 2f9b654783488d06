import Diagnostics
import Manifests
import YAMLText

/// What of a work tree says which of its files Flux and Argo CD apply.
struct AppliedTree {
  private(set) var folders: [AppliedFolder] = []
  private var sources: [FluxSource] = []
  private var kustomizations: [String: (path: String, bytes: [UInt8])] = [:]
  private var charts: Set<String> = []
  private var ignores: [(folder: String, text: String)] = []

  /// What such files are called, or hold.
  static func search(for suspects: Set<String>) -> TreeSearch {
    TreeSearch(
      endings: [".yaml", ".yml"],
      texts: [
        "kustomize.toolkit.fluxcd.io/v", "source.toolkit.fluxcd.io/v", "kind: Application",
      ],
      names: Set(KustomizeFile.names).union(["Chart.yaml", ".sourceignore"]),
      limit: 4 << 20, folders: suspects.map(TreePath.folder))
  }

  mutating func take(_ bytes: [UInt8], at path: String) {
    let folder = TreePath.folder(of: path)
    switch TreePath.name(path) {
    case ".sourceignore": ignores.append((folder, String(decoding: bytes, as: UTF8.self)))
    case "Chart.yaml": charts.insert(folder)
    case let name:
      guard let rank = KustomizeFile.names.firstIndex(of: name) else {
        return takeObjects(of: bytes, at: path)
      }
      let known = kustomizations[folder].flatMap {
        KustomizeFile.names.firstIndex(of: TreePath.name($0.path))
      }
      if known.map({ rank < $0 }) ?? true { kustomizations[folder] = (path, bytes) }
    }
  }

  private mutating func takeObjects(of bytes: [UInt8], at path: String) {
    guard let file = YAMLFile.read(bytes, named: path).file else { return }
    folders += AppliedFolder.all(in: file)
    sources += ManifestObject.all(in: file).compactMap(FluxSource.init)
  }

  /// The `GitRepository` of a folder; nil where it is not in the tree.
  private func source(of folder: AppliedFolder) -> FluxSource? {
    guard case .object(let namespace, let name) = folder.repository else { return nil }
    return sources.first { source in
      source.name == name
        && (source.namespace == nil || namespace == nil || source.namespace == namespace)
    }
  }

  /// The address of the repository that a folder is of; nil where nothing tells.
  func address(of folder: AppliedFolder) -> String? {
    switch folder.repository {
    case .address(let address): address
    case .object: source(of: folder)?.address
    }
  }
}

extension AppliedTree {
  /// What becomes of files that are no objects.
  enum Failure {
    /// Flux takes every YAML file of the folder.
    case generated
    /// A kustomization names it, here.
    case listed(SourcePosition)
    /// It lies among a chart's templates.
    case rendered
    /// It looks like an object to Argo CD.
    case mistaken
  }

  /// Which of these files, none an object, a folder's tool would apply, and fail.
  ///
  /// - Parameter read: What a file holds; nil where it can't be read.
  func failures(
    of folder: AppliedFolder, among suspects: Set<String>, read: (String) -> [UInt8]?
  ) -> [(path: String, failure: Failure)] {
    var found = folder.components.flatMap { listed(from: $0, among: suspects) }
    switch folder.tool {
    case .flux:
      let ignore = SourceIgnore(files: ignores, ofSource: source(of: folder)?.ignore)
      found += taken(by: folder, among: suspects)
      found.removeAll { ignore.leavesOut($0.path) }
    case .argoCD(.kustomize): found += listed(from: folder.path, among: suspects)
    case .argoCD(.helm): found += rendered(in: folder, among: suspects)
    case .argoCD(.directory(let directory)):
      found += mistaken(in: folder, by: directory, among: suspects, read: read)
    case .argoCD(.found):
      if kustomizations[folder.path] != nil {
        found += listed(from: folder.path, among: suspects)
      } else if charts.contains(folder.path) {
        found += rendered(in: folder, among: suspects)
      } else {
        found += mistaken(in: folder, by: ArgoDirectory(), among: suspects, read: read)
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }
  }

  /// Flux builds a folder's kustomization, or makes one of all the YAML below the folder: of folders
  /// that have their own it takes that.
  ///
  /// Source: fluxcd/pkg `kustomize/kustomize_generator.go`, `scanManifests`.
  private func taken(
    by folder: AppliedFolder, among suspects: Set<String>
  ) -> [(path: String, failure: Failure)] {
    guard kustomizations[folder.path] == nil else {
      return listed(from: folder.path, among: suspects)
    }
    func isBuilt(_ path: String) -> Bool {
      TreePath.folders(above: path, upTo: folder.path).contains { kustomizations[$0] != nil }
    }
    let plain = suspects.filter { path in
      TreePath.path(path, below: folder.path) != nil && !isBuilt(path)
        && [".yaml", ".yml"].contains(where: path.hasSuffix)
    }
    let inner = kustomizations.keys.filter { inner in
      TreePath.path(inner, below: folder.path) != nil && !isBuilt(inner)
    }
    return plain.map { ($0, .generated) }
      + inner.sorted().flatMap { listed(from: $0, among: suspects) }
  }

  /// What the kustomization of a folder and those that it builds upon name.
  private func listed(
    from folder: String, among suspects: Set<String>
  ) -> [(path: String, failure: Failure)] {
    var found: [(path: String, failure: Failure)] = []
    var seen: Set<String> = [folder]
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard let written = kustomizations[next],
        let kustomization = KustomizeFile(written.bytes, at: written.path)
      else { continue }
      for (path, position) in kustomization.built where seen.insert(path).inserted {
        if suspects.contains(path) { found.append((path, .listed(position))) }
        if kustomizations[path] != nil { waiting.append(path) }
      }
    }
    return found
  }

  private func rendered(
    in folder: AppliedFolder, among suspects: Set<String>
  ) -> [(path: String, failure: Failure)] {
    suspects.filter { TreePath.path($0, below: TreePath.joined(folder.path, "templates")) != nil }
      .map { ($0, .rendered) }
  }

  private func mistaken(
    in folder: AppliedFolder, by directory: ArgoDirectory, among suspects: Set<String>,
    read: (String) -> [UInt8]?
  ) -> [(path: String, failure: Failure)] {
    suspects.filter { path in
      guard let inner = TreePath.path(path, below: folder.path), directory.takes(inner) else {
        return false
      }
      return read(path).map { directory.fails(on: $0, named: path) } ?? false
    }
    .map { ($0, .mistaken) }
  }
}

/// Where Flux gets a repository from.
private struct FluxSource {
  let namespace: String?
  let name: String
  let address: String?
  /// Its `spec.ignore`.
  let ignore: String?

  init?(_ object: ManifestObject) {
    guard object.kind == "GitRepository", object.group == "source.toolkit.fluxcd.io" else {
      return nil
    }
    namespace = object.namespace
    name = object.name
    address = object.node["spec"]?["url"]?.scalar?.text
    ignore = object.node["spec"]?["ignore"]?.scalar?.text
  }
}
