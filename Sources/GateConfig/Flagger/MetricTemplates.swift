/// The MetricTemplates of all files.
struct MetricTemplates {
  let all: [ForeignDocument]
  private let byName: [String: [ForeignDocument]]
  private let byVariables: [SecretVariables: [Credential]]

  /// What is sent where.
  private struct Credential {
    let variables: SecretVariables
    /// `namespace/name` of the Secret.
    let secret: String
    let address: String

    init?(of template: ForeignDocument) {
      guard let provider = template.object["spec"]?["provider"],
        let name = provider["secretRef"]?["name"]?.text
      else { return nil }
      variables = SecretVariables(of: name)
      secret = "\(template.namespace ?? "default")/\(name)"
      address = provider["address"]?.text ?? ""
    }
  }

  init(_ templates: [ForeignDocument]) {
    all = templates
    byName = Dictionary(grouping: templates, by: \.name)
    byVariables = Dictionary(grouping: templates.compactMap(Credential.init), by: \.variables)
  }

  /// Those of a name that are in a namespace, or do not say in which.
  func named(_ name: String, in namespace: String) -> [ForeignDocument] {
    (byName[name] ?? []).filter { ($0.namespace ?? namespace) == namespace }
  }

  /// Another Secret that the same variables stand for, sent elsewhere: one of both would get what is
  /// the other's.
  func secret(mixedUpWithThatOf template: ForeignDocument) -> String? {
    guard let own = Credential(of: template) else { return nil }
    return byVariables[own.variables]?.first {
      $0.secret != own.secret && $0.address != own.address
    }?.secret
  }
}
