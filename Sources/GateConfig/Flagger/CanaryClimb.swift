import Diagnostics

extension CanaryImport {
  /// How the canary gets its traffic, and how many failed runs are held.
  ///
  /// Source: fluxcd/flagger, `nextStepWeight`, `maxWeight` and `DeploymentStrategy`.
  func writeClimb(to native: inout NativeText) {
    if let manifest = settings.manifest {
      native.block("manifest") { $0.text("file", manifest) }
      if let iterations {
        native.key("strategy", hasMatch ? "abTesting" : "blueGreen", from: iterations.field)
        native.key("iterations", "\(iterations.count)", from: iterations.field)
      } else {
        if analysis?["mirror"]?.isTrue == true {
          native.key("strategy", "mirroring", from: analysis?["mirror"])
        }
        if let ladder { native.key("ladder", ladder.text, from: ladder.field) }
      }
    } else if iterations == nil, let ladder {
      native.comment("With a manifest, from \(ladder.field.path):")
      native.comment("manifest: {file: ...}")
      native.comment("ladder: \(ladder.text)")
    }
    if let failureLimit {
      native.key("failureLimit", "\(failureLimit.count)", from: failureLimit.field)
    }
  }

  /// Says what a climb has that Flagger would be stuck with, and what changes by being run from a
  /// pipeline.
  mutating func checkClimb() {
    guard let analysis else { return }
    if let threshold = failureLimit {
      let held =
        threshold.count == 0
        ? "the first one rolls back"
        : "\(threshold.count == 1 ? "one is" : "\(threshold.count) are") held, and the next one rolls back"
      warn(
        threshold.field,
        "Flagger counts failed checks, one each interval; here failed runs of the pipeline are "
          + "counted: \(held)")
    }
    if let interval = analysis["interval"] {
      note(
        interval,
        "\(interval.path) is not used: the pipeline's schedule says how often it runs, or --for "
          + "and --every \(interval.text ?? "")")
    }
    guard iterations == nil else {
      for key in ["stepWeight", "stepWeights", "maxWeight"] {
        if let field = analysis[key] {
          note(field, "\(field.path) is not used: iterations give the canary all of its traffic")
        }
      }
      return
    }
    if analysis["stepWeight"] == nil, analysis["stepWeights"] == nil {
      if settings.manifest != nil {
        fault(
          analysis,
          "the Canary has no stepWeight, stepWeights or iterations: it would never advance",
          "add stepWeight: 10, for instance")
      }
    } else if ladder == nil {
      fault(
        analysis["stepWeight"] ?? analysis["stepWeights"] ?? analysis,
        "Flagger would never advance by these steps", "write whole numbers of 1...100")
    }
  }

  /// Those of blue/green and A/B testing, which plain Kubernetes always has.
  private var iterations: (count: Int, field: SourceField)? {
    if let field = analysis?["iterations"],
      let count = field.text.flatMap({ DecimalText.count($0) }),
      count > 0
    {
      return (count, field)
    }
    return provider == .kubernetes && spec?["provider"]?.text == "kubernetes"
      ? analysis.map { (10, $0) } : nil
  }

  private var hasMatch: Bool {
    !(analysis?["match"]?.items.isEmpty ?? true) && spec?["provider"]?.text != "kubernetes"
  }

  /// The weights that Flagger would set, as a list; nil where it would set none.
  private var ladder: (text: String, field: SourceField)? {
    if let field = analysis?["stepWeight"], let step = field.text.flatMap({ DecimalText.count($0) })
    {
      let most = analysis?["maxWeight"]?.text.flatMap { DecimalText.count($0) } ?? 100
      guard (1...100).contains(step), most > 0, most <= 100 else { return nil }
      // It goes past maxWeight where that is no multiple of the step, but not past 100.
      let rungs = stride(from: step, to: most + step, by: step).map { min($0, 100) }
      return ("[\(rungs.map(String.init).joined(separator: ", "))]", field)
    }
    guard let field = analysis?["stepWeights"] else { return nil }
    let rungs = field.items.compactMap { $0.text.flatMap { DecimalText.count($0) } }
    guard rungs.count == field.items.count, !rungs.isEmpty else { return nil }
    return ("[\(rungs.map { "\(min($0, 100))" }.joined(separator: ", "))]", field)
  }

  /// Flagger rolls back when as many checks have failed as its threshold says: one fewer are held.
  private var failureLimit: (count: Int, field: SourceField)? {
    guard let field = analysis?["threshold"],
      let count = field.text.flatMap({ DecimalText.count($0) })
    else { return nil }
    return (min(max(0, count - 1), 1_000), field)
  }
}
