/// The MetricTemplates of all files.
struct MetricTemplates {
  let all: [ForeignDocument]
  private let byName: [String: [ForeignDocument]]

  init(_ templates: [ForeignDocument]) {
    all = templates
    byName = Dictionary(grouping: templates, by: \.name)
  }

  /// Those of a name that are in a namespace, or do not say in which.
  func named(_ name: String, in namespace: String) -> [ForeignDocument] {
    (byName[name] ?? []).filter { ($0.namespace ?? namespace) == namespace }
  }
}
