import Diagnostics
import YAMLText

extension ArgoImport {
  private var strategy: SourceField? { object["spec"]?["strategy"]?["canary"] }

  /// The analyses of a Rollout: in the background, as steps, and those of blue/green.
  private static func analyses(of rollout: SourceField) -> [SourceField] {
    let canary = rollout["spec"]?["strategy"]?["canary"]
    let blueGreen = rollout["spec"]?["strategy"]?["blueGreen"]
    let steps = canary?["steps"]?.items ?? []
    return
      ([canary?["analysis"]] + steps.map { $0["analysis"] }
      + [blueGreen?["prePromotionAnalysis"], blueGreen?["postPromotionAnalysis"]])
      .compactMap(\.self)
  }

  /// The templates that a Rollout names.
  static func references(in rollout: ForeignDocument) -> [SourceField] {
    analyses(of: rollout.object).flatMap { $0["templates"]?.items ?? [] }
  }

  mutating func rolloutTranslation() -> Translation {
    take(ArgoFields.rollout.remarks(on: object))
    let analyses = Self.analyses(of: object)
    var checks: [NativeCheck] = []
    var seen: Set<String> = []
    for analysis in analyses {
      let caller = analysis["args"]?.items ?? []
      let dryRuns = (analysis["dryRun"]?.items ?? []).compactMap { $0["metricName"]?.text }
      for reference in analysis["templates"]?.items ?? [] {
        // Named by several steps alike, it is one check.
        let given = caller.map { "\($0["name"]?.text ?? "")=\($0["value"]?.text ?? $0.path)" }
        let identity =
          [reference["templateName"]?.text, reference["clusterScope"]?.text].map { $0 ?? "" }
          + given + ["dry"] + dryRuns
        guard seen.insert(identity.joined(separator: "\n")).inserted,
          let template = template(named: reference, &checks)
        else { continue }
        checks += self.checks(
          of: template, as: ArgoCall(arguments: caller, dryRuns: dryRuns, owner: object))
      }
    }
    if checks.isEmpty {
      gap(
        object, "the Rollout has no analysis: no check would hold it back",
        "add spec.strategy.canary.analysis")
      checks.append(
        .notAsked(
          unique("analysis"), since: "the Rollout, which has no analysis,", from: object))
    }
    if analyses.count > 1 || strategy?["analysis"]?["startingStep"] != nil,
      let first = analyses.first
    {
      note(first, "what is analysed at some steps is judged here at every weight")
    }
    checkSteps()
    let ladder = ladder()
    return translation(called: "Rollout", checks) { rollout, native in
      rollout.write(ladder, to: &native)
    }
  }

  private func write(_ ladder: (text: String, field: SourceField)?, to native: inout NativeText) {
    let hasManifest = settings.manifest != nil
    native.block("canary") { native in
      native.text("workload", name, from: object["metadata"]?["name"])
      if hasManifest, let destination = destination("canaryService", "canarySubsetName") {
        native.key("destination", destination.text, from: destination.field)
      }
    }
    if hasManifest, let destination = destination("stableService", "stableSubsetName") {
      native.block("baseline") { $0.key("destination", destination.text, from: destination.field) }
    }
    if let manifest = settings.manifest {
      native.block("manifest") { native in
        native.text("file", manifest)
        if let route = route { native.text("route", route.text ?? "", from: route) }
      }
      if let ladder { native.key("ladder", ladder.text, from: ladder.field) }
    } else if let ladder {
      native.laterLadder(ladder.text, from: ladder.field)
    }
  }

  /// The one route of the VirtualService that Argo would change.
  private var route: SourceField? {
    let service = strategy?["trafficRouting"]?["istio"]?["virtualService"]
    let routes = service?["routes"]?.items ?? []
    return routes.count == 1 ? routes.first : nil
  }

  /// A party's destination: a subset of the host, or a service.
  private func destination(
    _ service: String, _ subset: String
  ) -> (text: String, field: SourceField)? {
    let rule = strategy?["trafficRouting"]?["istio"]?["destinationRule"]
    if let field = rule?[subset], let name = field.text {
      // Who divides by subsets names no host: the rule most likely bears its name, and who looks at
      // the manifest says if it does not.
      let host = strategy?["stableService"]?.text ?? rule?["name"]?.text ?? ""
      return (
        "{host: \(YAMLScalar.written(host)), subset: \(YAMLScalar.written(name))}", field
      )
    }
    guard let field = strategy?[service], let name = field.text else { return nil }
    return ("{host: \(YAMLScalar.written(name))}", field)
  }

  /// The weights of the steps, as far as they rise, and all of the traffic in the end.
  private mutating func ladder() -> (text: String, field: SourceField)? {
    guard let strategy, let steps = strategy["steps"] else { return nil }
    let most = strategy["trafficRouting"]?["maxTrafficWeight"]
    let total = most?.count
    let whole = total ?? 100
    if whole < 1, let most {
      fault(most, "\(most.path) is 0", "write 100 or 1000")
      return nil
    }
    var rungs: [Int] = []
    for weight in steps.items.compactMap({ $0["setWeight"] }) {
      guard let parts = weight.count, parts <= whole else {
        fault(weight, "\(weight.path) is no weight of 0...\(whole)", "write a whole number")
        continue
      }
      if parts > rungs.last ?? 0 {
        rungs.append(parts)
      } else if parts != rungs.last ?? 0 {
        warn(
          weight, "\(weight.path) does not rise above the step before, and is left out",
          "a ladder rises; a roll back takes the traffic away")
      }
    }
    if rungs.last != whole { rungs.append(whole) }
    let list = "[\(rungs.map(String.init).joined(separator: ", "))]"
    return (total == nil ? list : "{total: \(whole), rungs: \(list)}", steps)
  }

  /// What becomes of the steps that set no weight.
  private mutating func checkSteps() {
    if let blueGreen = object["spec"]?["strategy"]?["blueGreen"] {
      warn(
        blueGreen, "a blueGreen strategy is read for its analyses alone",
        "write strategy: blueGreen with its iterations into the config that convert writes")
    }
    for step in strategy?["steps"]?.items ?? [] {
      for (key, field) in step.entries {
        switch key {
        case "setWeight", "analysis": break
        case "pause":
          note(
            field,
            field["duration"] == nil
              ? "\(field.path) is not used: a person's word is rolloutgate pause and resume, or a hook"
              : "\(field.path) is not used: the pipeline's schedule is the time between two steps")
        case "experiment", "plugin", "setCanaryScale", "setHeaderRoute", "setMirrorRoute",
          "replicaProgressThreshold":
          note(field, "\(field.path) is not used: the gate changes weights, and makes no objects")
        default:
          warn(
            field, "\(field.path) is not known here, and not used",
            "see whether the rollout is safe without it")
        }
      }
    }
  }
}
