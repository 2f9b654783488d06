import Diagnostics
import YAMLText

/// A YAML document that another tool made its own.
struct ForeignDocument {
  enum Kind: String, CaseIterable {
    case canary = "Canary"
    case metricTemplate = "MetricTemplate"
    case analysisTemplate = "AnalysisTemplate"
    case clusterAnalysisTemplate = "ClusterAnalysisTemplate"
    case rollout = "Rollout"
    case keptnObjectives = "Keptn slo.yaml"
    case keptnIndicators = "Keptn sli.yaml"

    /// Whether it is one of Kubernetes.
    var isObject: Bool { group != nil }

    fileprivate var group: String? {
      switch self {
      case .canary, .metricTemplate: "flagger.app"
      case .analysisTemplate, .clusterAnalysisTemplate, .rollout: "argoproj.io"
      case .keptnObjectives, .keptnIndicators: nil
      }
    }
  }

  let kind: Kind
  let object: SourceField

  /// What a document is to this gate.
  enum Sort {
    /// One of our own, or meant to be.
    case config
    case known(ForeignDocument)
    /// A list of Kubernetes objects.
    case several([ConfigNode])
    /// Another Kubernetes object, by its kind.
    case other(String)
  }

  static func sort(of root: ConfigNode) -> Sort {
    if let items = root.items, !items.isEmpty,
      items.allSatisfy({ $0["op"] != nil && $0["path"] != nil })
    {
      return .other("a JSON patch")
    }
    let apiVersion = root["apiVersion"]?.text
    guard let word = root["kind"]?.text, let apiVersion, root["rollouts"] == nil else {
      return keptnKind(of: root).map {
        .known(ForeignDocument(kind: $0, object: SourceField(root)))
      }
        ?? .config
    }
    if word.hasSuffix("List"), let items = root["items"]?.items { return .several(items) }
    let group = String(apiVersion.prefix { $0 != "/" })
    let kind = Kind.allCases.first { $0.rawValue == word && $0.group == group }
    return kind.map { .known(ForeignDocument(kind: $0, object: SourceField(root))) } ?? .other(word)
  }

  /// Keptn's files have no kind, and are told by their keys.
  private static func keptnKind(of root: ConfigNode) -> Kind? {
    func has(_ keys: String...) -> Bool { keys.contains { root[$0] != nil } }
    guard !has("version", "rollouts", "kind") else { return nil }
    if has("objectives"), has("spec_version", "total_score", "comparison") {
      return .keptnObjectives
    }
    if has("spec_version"), has("total_score") { return .keptnObjectives }
    return has("indicators") ? .keptnIndicators : nil
  }

  /// A warning of an object that is called as one that is read, and is not of its group.
  static func remarks(onNamesakeOfAnother root: ConfigNode) -> [Diagnostic] {
    guard let word = root["kind"]?.text, let group = Kind(rawValue: word)?.group,
      let apiVersion = root["apiVersion"]
    else { return [] }
    return [
      .warning(
        at: apiVersion.position, "this \(word) is not of \(group), and is not read",
        advice: "correct its apiVersion, or leave it away")
    ]
  }

  /// `v1beta1` of `flagger.app/v1beta1`.
  var version: String {
    object["apiVersion"]?.text?.split(separator: "/").last.map(String.init) ?? ""
  }

  /// Where the cluster is to make the name, the beginning of it.
  var name: String {
    let metadata = object["metadata"]
    if let name = metadata?["name"]?.text { return name }
    let start = metadata?["generateName"]?.text ?? ""
    return start.hasSuffix("-") ? String(start.dropLast()) : start
  }

  /// Nil where the object does not say.
  var namespace: String? { object["metadata"]?.given("namespace")?.text }

  /// `test/podinfo`, as its rollout would be called.
  var title: String { "\(namespace ?? "default")/\(name)" }

  /// What its names are that should be texts.
  var faultsOfNames: [Diagnostic] {
    ["name", "namespace"].compactMap { object["metadata"]?[$0] }
      .flatMap(FieldContent.text.faults)
  }
}
