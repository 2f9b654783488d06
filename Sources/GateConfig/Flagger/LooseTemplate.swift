import Diagnostics
import GoTemplate

/// A MetricTemplate that no Canary of the files names: a look at it alone.
enum LooseTemplate {
  private static let functions: Set = [
    "name", "namespace", "target", "service", "ingress", "route", "interval", "variables",
  ]

  /// What is wrong with it; nil where nothing is.
  static func translation(of template: ForeignDocument) -> Translation? {
    let spec = template.object["spec"]
    var faults: [Diagnostic] = []
    func fault(_ field: SourceField?, _ what: String, _ advice: String) {
      faults.append(
        .error(at: (field ?? template.object).position, what, advice: advice))
    }
    faults += CanaryFields.template.remarks(on: template.object).filter { $0.severity == .error }
    if spec?["provider"] == nil { fault(spec, "the template has no provider", "add spec.provider") }
    guard let query = spec?.given("query") else {
      fault(spec, "the template has no query", "add spec.query")
      return made(of: template, faults)
    }
    guard MetricsProvider.name(of: spec?["provider"]?["type"]?.text) == nil else {
      return made(of: template, faults)
    }
    do throws(GoTemplateFault) {
      let unknown = try GoTemplate(parsing: query.text ?? "").functions
        .filter { !functions.contains($0) }
      if !unknown.isEmpty {
        fault(
          query, "Flagger gives templates no function \(unknown.joined(separator: ", "))",
          "it gives " + functions.sorted().joined(separator: ", "))
      }
    } catch {
      faults.append(
        .error(
          at: query.node.position(ofAction: error.action), error.what, advice: error.advice))
    }
    return made(of: template, faults)
  }

  private static func made(of template: ForeignDocument, _ faults: [Diagnostic]) -> Translation? {
    faults.isEmpty
      ? nil
      : Translation(
        template.title, of: template.object,
        NativeText(of: template.object.position), faults)
  }
}
