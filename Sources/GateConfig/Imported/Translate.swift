import Diagnostics

/// Translates other tools' objects, each with those that it names.
func translated(
  _ documents: [ForeignDocument], _ settings: ImportSettings
) -> (translations: [Translation], remarks: [Diagnostic]) {
  let metricTemplates = MetricTemplates(documents.filter { $0.kind == .metricTemplate })
  let analysisTemplates = documents.filter {
    $0.kind == .analysisTemplate || $0.kind == .clusterAnalysisTemplate
  }
  let rollouts = documents.filter { $0.kind == .rollout }
  var (translations, remarks) = keptnTranslations(documents, settings)
  for template in metricTemplates.all {
    // Who asks by it says what is wrong with it.
    remarks += CanaryFields.template.remarks(on: template.object).filter { $0.severity != .error }
  }
  let named = Set(
    documents.filter { $0.kind == .canary }.flatMap(CanaryImport.templatesNamed))
  let namesAlone = Set(named.map { $0.drop { $0 != "/" }.dropFirst() }.map(String.init))
  for document in documents {
    switch document.kind {
    case .canary:
      var canary = CanaryImport(document, beside: metricTemplates, settings)
      translations.append(canary.translation())
    case .metricTemplate:
      let isNamed =
        document.namespace == nil
        ? namesAlone.contains(document.name) : named.contains(document.title)
      guard !isNamed else { continue }
      translations += [LooseTemplate.translation(of: document)].compactMap(\.self)
      remarks.append(
        Diagnostic(
          .note, at: document.object.position,
          "no Canary of the files names MetricTemplate \(document.name)"))
    case .rollout:
      var rollout = ArgoImport(document, beside: analysisTemplates, settings)
      translations.append(rollout.rolloutTranslation())
    case .analysisTemplate, .clusterAnalysisTemplate, .keptnObjectives, .keptnIndicators:
      break
    }
  }
  for template in looseTemplates(among: analysisTemplates, beside: rollouts) {
    // Beside Rollouts it lies for others.
    guard rollouts.isEmpty else {
      remarks.append(
        Diagnostic(
          .note, at: template.object.position,
          "no Rollout of the files names \(TemplateName(of: template).title)"))
      continue
    }
    var analysis = ArgoImport(template, beside: analysisTemplates, settings)
    translations.append(analysis.templateTranslation(template))
  }
  return (translations, remarks + unusedArguments(settings, in: documents))
}

/// An argument that no template asks for is a slip, and the template's own value would be taken.
private func unusedArguments(
  _ settings: ImportSettings, in documents: [ForeignDocument]
) -> [Diagnostic] {
  guard !settings.arguments.isEmpty,
    !documents.contains(where: { $0.kind == .keptnObjectives })
  else { return [] }
  let declared = documents.flatMap { document in
    (document.object["spec"]?["args"]?.items ?? []).compactMap { $0["name"]?.text }
  }
  let files = Dictionary(
    documents.map { ($0.object.node.file.name, $0.object.node.file.bytes) }
  ) { one, _ in one }
  let texts = files.values.map { String(decoding: $0, as: UTF8.self) }
  return settings.arguments.keys.sorted().compactMap { name in
    guard !declared.contains(name), !texts.contains(where: { $0.contains("args.\(name)") }) else {
      return nil
    }
    let near = nearestName(to: name, among: declared)
    return .error(
      at: nil, "--arg \(name): no template of the files asks for it",
      advice: near.map { "did you mean \($0)?" } ?? "take it away, or give the template's file")
  }
}
