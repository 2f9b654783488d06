import Diagnostics

/// Keptn's slo.yaml, with the sli.yaml that say what its objectives ask, as a config of our own.
///
/// Source of what fields mean and default to: keptn/keptn 1.4.5, `lighthouse-service/event_handler`.
struct KeptnImport: ObjectImport {
  let slo: SourceField
  let indicators: KeptnIndicators
  let settings: ImportSettings
  var variables: KeptnVariables
  let names: KeptnNames
  var diagnostics: [Diagnostic] = []
  var misfits: Set<SourcePosition> = []
  /// What is said once, and not at each query.
  var told: Set<Told> = []

  init(_ document: ForeignDocument, _ indicators: KeptnIndicators, _ settings: ImportSettings) {
    slo = document.object
    self.indicators = indicators
    self.settings = settings
    let filter = (slo["filter"]?.entries ?? []).map { ($0.key, $0.value.text ?? "") }
    variables = KeptnVariables(arguments: settings.arguments, filter: filter)
    names = KeptnNames(settings.arguments)
  }

  /// The span that `$DURATION_SECONDS` stands for.
  var duration: String {
    guard let given = variables["DURATION_SECONDS"] else { return "1m" }
    return DecimalText.count(given) == nil ? given : given + "s"
  }

  mutating func translation() -> Translation {
    take(KeptnFields.objectives.remarks(on: slo))
    checkArguments()
    checkScore()
    tellOfUnused()
    let checks = checks()
    var native = NativeText(of: slo.position)
    native.comment("Keptn's objectives of \(slo.position.file).")
    native.key("version", "1")
    native.block("rollouts") { native in
      native.item { native in write(checks, to: &native) }
    }
    return Translation("\(names.namespace)/\(names.name)", of: slo, native, diagnostics)
  }

  private func write(_ checks: [NativeCheck], to native: inout NativeText) {
    native.text("name", names.name)
    native.text("namespace", names.namespace)
    native.block("canary") { $0.text("workload", names.name) }
    if !variables.used.isEmpty {
      native.block("variables") { native in
        for (name, value) in variables.used.sorted(by: { $0.key < $1.key }) {
          native.text(name, value)
        }
      }
    }
    native.block("checks", from: slo["objectives"]) { native in
      for check in checks { native.item { check.write(to: &$0) } }
    }
  }

  private mutating func checkArguments() {
    for name in names.missing {
      gap(
        slo, "an slo.yaml does not say its \(name.lowercased())", "give it with --arg \(name)=NAME")
    }
    if settings.manifest != nil {
      fault(
        slo, "an slo.yaml has no steps to climb by, and --manifest is given",
        "convert it without, and add manifest and ladder to the config")
    }
    if let filter = slo["filter"], filter.node.entries == nil {
      warn(filter, "filter is no mapping, and not used", "write filter: {key: value}")
    }
  }

  /// In Keptn objectives that fail may be outweighed by others.
  private mutating func checkScore() {
    let rule = "here every objective with criteria must pass"
    guard let score = slo["total_score"] else {
      return warn(slo, "without total_score Keptn fails every evaluation; \(rule)")
    }
    guard let pass = score["pass"]?.text else {
      return warn(score, "Keptn fails every evaluation without total_score.pass; \(rule)")
    }
    let percent = DecimalText.number(pass.hasSuffix("%") ? pass.dropLast() : pass[...])
    guard let percent, percent >= 100 else {
      return warn(
        score["pass"] ?? score, "Keptn passes with \(quoted(pass)) of the weights; \(rule)",
        "take the criteria from objectives that may fail, which then only inform")
    }
  }

  /// Fields that every objective may have: one note for each.
  private mutating func tellOfUnused() {
    let reasons = [
      ("weight", "every objective with criteria must pass"),
      ("key_sli", "every objective with criteria must pass, as if it were one"),
      ("warning", "what does not pass has failed, where Keptn gives half of the weight"),
    ]
    for (key, reason) in reasons {
      let fields = objectives.compactMap { $0[key] }.filter { $0.node.items?.isEmpty != true }
      guard let first = fields.first else { continue }
      let more = fields.count > 1 ? " and \(fields.count - 1) more are" : " is"
      note(first, "\(first.path)\(more) not used: \(reason)")
    }
  }
}
