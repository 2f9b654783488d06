import Diagnostics
import Queries
import Rollouts

/// A Flagger Canary, with the MetricTemplates that it names, as a config of our own.
///
/// Source of what fields mean and default to: fluxcd/flagger 1.44.0, `pkg/apis/flagger/v1beta1` and
/// `pkg/controller`; of `v1alpha3`, 0.23.0.
struct CanaryImport: ObjectImport {
  let canary: SourceField
  /// `v1beta1`.
  let version: String
  /// Whether it is a `v1alpha3`, whose queries are no templates.
  let isOld: Bool
  let templates: MetricTemplates
  let settings: ImportSettings
  let names: CanaryNames
  let provider: Provider
  var diagnostics: [Diagnostic] = []
  var misfits: Set<SourcePosition> = []
  var stores = CanaryStores()

  init(
    _ document: ForeignDocument, beside templates: MetricTemplates, _ settings: ImportSettings
  ) {
    canary = document.object
    version = document.version
    isOld = version == "v1alpha3"
    self.templates = templates
    self.settings = settings
    stores.hasOwn = document.object["spec"]?.given("metricsServer") != nil
    names = CanaryNames(of: document)
    let target = canary["spec"]?["targetRef"]
    provider = Provider(
      flaggerName: canary["spec"]?["provider"]?.text,
      targetKind: target?["kind"]?.text ?? "Deployment",
      targetAPIVersion: target?["apiVersion"]?.text ?? "apps/v1")
    take(CanaryFields.table.remarks(on: canary))
  }

  private var title: String { "\(names.namespace)/\(names.canary)" }

  var spec: SourceField? { canary["spec"] }

  var analysis: SourceField? { Self.analysis(of: canary) }

  /// `v1alpha3` and early `v1beta1` objects call it `canaryAnalysis`.
  private static func analysis(of canary: SourceField) -> SourceField? {
    canary["spec"]?["analysis"] ?? canary["spec"]?["canaryAnalysis"]
  }

  mutating func translation() -> Translation {
    checkObject()
    checkNames()
    checkProvider()
    // Everything is asked about the target, and the rest would only follow from that.
    guard !names.target.isEmpty else {
      return Translation(title, of: canary, NativeText(of: canary.position), diagnostics)
    }
    checkClimb()
    checkHooks()
    let checks = metricChecks().map(stores.asked)
    var native = NativeText(of: canary.position)
    native.comment(
      "Flagger's Canary \(names.namespace)/\(names.canary) of \(canary.position.file).")
    native.key("version", "1")
    stores.write(to: &native, for: self)
    native.block("rollouts") { native in
      native.item { native in write(checks, to: &native) }
    }
    return Translation(title, of: canary, native, diagnostics)
  }

  private mutating func write(_ checks: [NativeCheck], to native: inout NativeText) {
    let metadata = canary["metadata"]
    native.text("name", names.canary, from: metadata?["name"])
    native.text("namespace", names.namespace, from: metadata?["namespace"])
    native.key("provider", provider.rawValue, from: spec?["provider"])
    if settings.isFlaggers { native.key("compatibility", "flagger") }
    writeParties(to: &native)
    writeClimb(to: &native)
    if !settings.isFlaggers {
      native.comment(
        "Bettered: failures are counted and taken from all requests, so that nothing but failures is 0 %; "
          + "no data, NaN, infinities, several series and few requests are not known, and neither a "
          + "pass nor a fail; durations keep their fractions. compatibility: flagger gives its own answers."
      )
    }
    native.block("checks", from: analysis?["metrics"]) { native in
      for check in checks { native.item { check.write(to: &$0) } }
    }
    writeHooks(to: &native)
  }

  private func writeParties(to native: inout NativeText) {
    let target = spec?["targetRef"]?["name"]
    let service = spec?["service"]?.given("name") ?? target
    let measured = FlaggerSubject(
      namespace: names.namespace, target: names.target, service: names.apex, ingress: names.ingress,
      route: names.route)
    for party in [Subject.Party.canary, .baseline] {
      let subject = measured.subject(of: party, with: provider)
      let isCanary = party == .canary
      native.block(isCanary ? "canary" : "baseline") { native in
        native.text("workload", names.target + (isCanary ? "" : "-primary"), from: target)
        if let subject, provider.names.contains(.service) {
          native.text("service", subject.service, from: service)
        }
        if settings.manifest != nil {
          let destination = isCanary ? names.canaryService : names.primaryService
          native.key("destination", names.destination(of: destination), from: service)
        }
      }
    }
    let subject = measured.subject(of: .canary, with: provider)
    if let subject, provider.names.contains(.ingress) {
      native.text("ingress", subject.ingress, from: spec?["ingressRef"]?["name"] ?? target)
    }
    if let subject, provider.names.contains(.route) {
      native.text("route", subject.route, from: spec?["routeRef"]?["name"] ?? target)
    }
  }
}

extension CanaryImport {
  /// The templates that a Canary's metrics name, as `namespace/name`.
  static func templatesNamed(by canary: ForeignDocument) -> [String] {
    let metrics = analysis(of: canary.object)?["metrics"]?.items ?? []
    return metrics.compactMap { metric in
      guard let reference = metric["templateRef"], let name = reference["name"]?.text else {
        return nil
      }
      let namespace = reference.given("namespace")?.text ?? canary.namespace ?? "default"
      return "\(namespace)/\(name)"
    }
  }
}
