import Diagnostics

/// Translates an slo.yaml with all sli.yaml.
func keptnTranslations(
  _ documents: [ForeignDocument], _ settings: ImportSettings
) -> (translations: [Translation], remarks: [Diagnostic]) {
  let objectives = documents.filter { $0.kind == .keptnObjectives }
  let files = documents.filter { $0.kind == .keptnIndicators }
  let indicators = KeptnIndicators(of: files)
  var translations: [Translation] = []
  var remarks = indicators.remarks
  func broken(_ document: ForeignDocument, _ fault: Diagnostic) -> Translation {
    Translation(
      document.kind.rawValue, of: document.object, NativeText(of: document.object.position), [fault]
    )
  }
  for (index, document) in objectives.enumerated() {
    if index > 0 {
      translations.append(
        broken(
          document,
          .error(
            at: document.object.position,
            "another slo.yaml, and the first one is at \(objectives[0].object.position)",
            advice: "give one at a time, with the sli.yaml of its service")))
    } else {
      var keptn = KeptnImport(document, indicators, settings)
      translations.append(keptn.translation())
    }
  }
  // Without an slo.yaml Keptn passes.
  if objectives.isEmpty, let file = files.first {
    let what = "no slo.yaml is among the files: nothing would be judged"
    let advice = "give it with --config, too"
    if settings.admitsGaps {
      remarks.append(.warning(at: file.object.position, what, advice: advice))
    } else {
      translations.append(
        broken(file, .error(at: file.object.position, what, advice: advice)))
    }
  }
  return (translations, remarks)
}
