/// Which of the analysis templates of all files are named by Rollouts and by one another.
struct TemplateReferences {
  private let documents: [ForeignDocument]
  private let templates: [ForeignDocument]

  init(_ documents: [ForeignDocument]) {
    self.documents = documents
    templates = documents.filter {
      $0.kind == .analysisTemplate || $0.kind == .clusterAnalysisTemplate
    }
  }

  /// Those that stand for themselves, in their order: nobody names them, or only templates that are
  /// composed of one another in a circle.
  func loose() -> [ForeignDocument] {
    var covered: Set<String> = []
    for rollout in documents where rollout.kind == .rollout {
      cover(ArgoImport.references(in: rollout).map(Self.title), &covered)
    }
    let named = Set(templates.flatMap { Self.inner($0).map(Self.title) })
    var loose: [Int] = []
    // First those that nobody names, then whoever is left of each circle.
    for isNamed in [false, true] {
      for (index, template) in templates.enumerated() {
        let title = Self.title(of: template)
        guard named.contains(title) == isNamed, !covered.contains(title) else { continue }
        loose.append(index)
        cover([title], &covered)
      }
    }
    return loose.sorted().map { templates[$0] }
  }

  private func cover(_ titles: [String], _ covered: inout Set<String>) {
    var waiting = titles
    while let title = waiting.popLast() {
      guard covered.insert(title).inserted else { continue }
      for template in templates where Self.title(of: template) == title {
        waiting += Self.inner(template).map(Self.title)
      }
    }
  }

  private static func inner(_ template: ForeignDocument) -> [SourceField] {
    template.object["spec"]?["templates"]?.items ?? []
  }

  private static func title(of template: ForeignDocument) -> String {
    "\(template.kind.rawValue) \(template.name)"
  }

  private static func title(_ reference: SourceField) -> String {
    let kind: ForeignDocument.Kind =
      reference["clusterScope"]?.isTrue == true ? .clusterAnalysisTemplate : .analysisTemplate
    return "\(kind.rawValue) \(reference["templateName"]?.text ?? "")"
  }
}
