/// By what a Rollout or another template names an analysis template, in any namespace.
struct TemplateName: Hashable {
  let kind: ForeignDocument.Kind
  let name: String

  /// The name of a template.
  init(of template: ForeignDocument) {
    kind = template.kind
    name = template.name
  }

  /// The one that an item of `templates` names.
  init(_ reference: SourceField) {
    kind =
      reference["clusterScope"]?.isTrue == true ? .clusterAnalysisTemplate : .analysisTemplate
    name = reference["templateName"]?.text ?? ""
  }

  var title: String { "\(kind.rawValue) \(name)" }
}

/// The analysis templates that stand for themselves, in their order: nobody names them, or only
/// templates that are composed of one another in a circle.
func looseTemplates(
  among templates: [ForeignDocument], beside rollouts: [ForeignDocument]
) -> [ForeignDocument] {
  func inner(_ template: ForeignDocument) -> [TemplateName] {
    (template.object["spec"]?["templates"]?.items ?? []).map(TemplateName.init)
  }
  let composed = Dictionary(
    templates.map { (TemplateName(of: $0), inner($0)) }, uniquingKeysWith: +)
  var covered: Set<TemplateName> = []
  func cover(_ names: [TemplateName]) {
    var waiting = names
    while let name = waiting.popLast() {
      if covered.insert(name).inserted { waiting += composed[name] ?? [] }
    }
  }
  let ofRollouts = rollouts.flatMap(ArgoImport.references).map(TemplateName.init)
  let named = Set(ofRollouts + composed.values.joined())
  cover(ofRollouts)
  let unnamed = templates.indices.filter { !named.contains(TemplateName(of: templates[$0])) }
  cover(unnamed.map { TemplateName(of: templates[$0]) })
  // Of those in circles the first one stands for all.
  let first = templates.indices.filter { index in
    let name = TemplateName(of: templates[index])
    guard named.contains(name), !covered.contains(name) else { return false }
    cover([name])
    return true
  }
  return (unnamed + first).sorted().map { templates[$0] }
}
