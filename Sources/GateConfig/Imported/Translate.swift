import Diagnostics

/// Translates other tools' objects, each with those that it names.
func translated(
  _ documents: [ForeignDocument], _ settings: ImportSettings
) -> (translations: [Translation], remarks: [Diagnostic]) {
  let metricTemplates = MetricTemplates(documents.filter { $0.kind == .metricTemplate })
  let analysisTemplates = documents.filter {
    $0.kind == .analysisTemplate || $0.kind == .clusterAnalysisTemplate
  }
  let analysed = Set(documents.filter { $0.kind == .rollout }.flatMap(ArgoImport.templatesNamed))
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
    case .analysisTemplate, .clusterAnalysisTemplate:
      guard !analysed.contains(document.name) else { continue }
      var template = ArgoImport(document, beside: analysisTemplates, settings)
      translations.append(template.templateTranslation(document))
    case .keptnObjectives, .keptnIndicators:
      break
    }
  }
  return (translations, remarks)
}
