import Diagnostics
import Manifests
import YAMLText

/// A folder of a repository that Flux or Argo CD applies to a cluster, as one of their objects says.
struct AppliedFolder {
  enum Tool {
    case flux
    case argoCD(ArgoSource)
  }

  enum Repository {
    case address(String)
    /// A `GitRepository` of Flux.
    case object(namespace: String?, name: String)
  }

  let tool: Tool
  let repository: Repository
  /// As it is written; nil for the repository's root.
  let text: String?
  /// Relative to the repository's root.
  let path: String
  /// What Kustomize builds beside it.
  let components: [String]
  /// Of the path, or where it would stand.
  let position: SourcePosition

  /// All that the objects of a file name; what a template or a variable fills in is passed over.
  static func all(in file: YAMLFile) -> [AppliedFolder] {
    ManifestObject.all(in: file).flatMap { object -> [AppliedFolder] in
      guard let spec = object.node["spec"] else { return [] }
      switch (object.kind, object.group) {
      case ("Kustomization", "kustomize.toolkit.fluxcd.io"):
        return [AppliedFolder(flux: spec, in: object.namespace)].compactMap(\.self)
      case ("Application", "argoproj.io"): return sources(of: spec)
      case ("ApplicationSet", "argoproj.io"):
        return spec["template"]?["spec"].map(sources) ?? []
      default: return []
      }
    }
  }

  private init?(flux spec: YAMLNode, in namespace: String?) {
    guard let source = spec["sourceRef"], source["kind"]?.scalar?.text == "GitRepository",
      let name = source["name"]?.scalar?.text
    else { return nil }
    let sourceNamespace = source["namespace"]?.scalar?.text ?? namespace
    self.init(
      spec["path"], .flux, .object(namespace: sourceNamespace, name: name),
      spec["components"].texts, at: spec.position)
  }

  private static func sources(of spec: YAMLNode) -> [AppliedFolder] {
    let sources = [spec["source"]].compactMap(\.self) + (spec["sources"]?.items ?? [])
    return sources.compactMap { source in
      guard let path = source["path"], let address = source["repoURL"]?.scalar?.text,
        let kind = ArgoSource(source)
      else { return nil }
      return AppliedFolder(
        path, .argoCD(kind), .address(address), source["kustomize"]?["components"].texts ?? [],
        at: path.position)
    }
  }

  private init?(
    _ path: YAMLNode?, _ tool: Tool, _ repository: Repository, _ components: [String],
    at position: SourcePosition
  ) {
    let text = path?.scalar.flatMap { $0.isNull || $0.text.isEmpty ? nil : $0.text }
    guard path == nil || path?.scalar != nil, text?.contains("{{") != true,
      text?.contains("${") != true, let resolved = TreePath.resolved("./" + (text ?? ""))
    else { return nil }
    self.tool = tool
    self.repository = repository
    self.text = resolved == "." ? nil : text
    self.path = resolved
    self.components = components.compactMap { TreePath.resolved($0, in: resolved) }
    self.position = path?.position ?? position
  }
}

/// How Argo CD makes objects of a folder.
///
/// Source: argo-cd `reposerver/repository/repository.go` and `util/app/discovery/discovery.go`.
enum ArgoSource {
  /// As what lies in the folder suggests.
  case found
  case kustomize
  case helm
  case directory(ArgoDirectory)

  /// Nil for what a plugin makes.
  init?(_ source: YAMLNode) {
    func isGiven(_ key: String) -> Bool { source[key].map { $0.scalar?.isNull != true } ?? false }
    if isGiven("plugin") || isGiven("chart") { return nil }
    if isGiven("kustomize") {
      self = .kustomize
    } else if isGiven("helm") {
      self = .helm
    } else if let directory = source["directory"], isGiven("directory") {
      self = .directory(ArgoDirectory(directory))
    } else {
      self = .found
    }
  }
}

/// Which files of a folder of plain manifests are taken.
struct ArgoDirectory {
  private let isRecursive: Bool
  private let takesAnyName: Bool
  private let included: Wildcard?
  private let excluded: Wildcard?

  init(_ node: YAMLNode? = nil) {
    isRecursive = node?["recurse"]?.scalar?.text == "true"
    takesAnyName = node?["disableExtensionFilter"]?.scalar?.text == "true"
    func pattern(_ key: String) -> Wildcard? {
      let text = node?[key]?.scalar?.text ?? ""
      return text.isEmpty ? nil : Wildcard(text, braces: true)
    }
    included = pattern("include")
    excluded = pattern("exclude")
  }

  /// Whether a file is taken, by its path from the folder.
  func takes(_ path: String) -> Bool {
    guard isRecursive || !path.contains("/") else { return false }
    guard takesAnyName || [".yaml", ".yml", ".json"].contains(where: path.hasSuffix) else {
      return false
    }
    return excluded?.matches(path) != true && included?.matches(path) != false
  }

  /// Whether what it takes for an object is none, so that all of the folder fails; else it is passed
  /// over.
  func fails(on bytes: [UInt8], named path: String) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.contains("+argocd:skip-file-rendering") else { return false }
    if path.hasSuffix(".json") { return true }
    return ["apiVersion:", "kind:", "metadata:"].allSatisfy { text.contains($0) }
  }
}

extension Optional<YAMLNode> {
  fileprivate var texts: [String] { self?.items?.compactMap(\.scalar?.text) ?? [] }
}
