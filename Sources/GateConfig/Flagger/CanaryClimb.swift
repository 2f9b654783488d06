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
      native.laterLadder(ladder.text, from: ladder.field)
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
          analysis["iterations"] ?? analysis,
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
    if let field = analysis?["iterations"], let count = field.count, count > 0 {
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
    let listed = analysis?["stepWeights"].flatMap { $0.items.isEmpty ? nil : $0 }
    let weights = listed?.items.compactMap(\.count).map { min($0, 100) } ?? []
    // A step of 0 is none, and a greatest weight of 0 leaves it at 100.
    if let field = analysis?["stepWeight"], let step = field.count, step > 0 || listed == nil {
      let most = weights.last ?? analysis?["maxWeight"]?.count.flatMap { $0 > 0 ? $0 : nil } ?? 100
      guard (1...100).contains(step), (1...100).contains(most) else { return nil }
      // It goes past maxWeight where that is no multiple of the step, but not past 100.
      let rungs = stride(from: step, to: most + step, by: step).map { min($0, 100) }
      return ("[\(rungs.map(String.init).joined(separator: ", "))]", field)
    }
    guard let listed, weights.count == listed.items.count else { return nil }
    return ("[\(weights.map(String.init).joined(separator: ", "))]", listed)
  }

  /// Flagger rolls back when as many checks have failed as its threshold says: one fewer are held.
  private var failureLimit: (count: Int, field: SourceField)? {
    guard let field = analysis?["threshold"], let count = field.count else { return nil }
    return (min(max(0, count - 1), 1_000), field)
  }
}
