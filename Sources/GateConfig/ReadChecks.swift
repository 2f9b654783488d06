import Analysis
import Diagnostics
import Queries
import Rollouts

/// Reads checks that fit their shape.
func readChecks(
  _ items: [ConfigNode], in scope: CheckReader.Scope, _ faults: inout [Diagnostic]
) -> [CheckConfig] {
  var reader = CheckReader(in: scope)
  var checks: [CheckConfig] = []
  var lines: [String: Int] = [:]
  for item in items {
    let check = reader.read(item)
    faults += reader.faults
    guard let check else { continue }
    if let line = lines[check.check.name] {
      faults.append(
        .error(
          at: item.position,
          "two checks are called \(quoted(check.check.name)), the first in line \(line)",
          advice: "give one a name of its own"))
    }
    lines[check.check.name] = item.position.line
    checks.append(check)
  }
  return checks
}

/// What those parts of a rollout mean wrongly that fit their shape, where others do not: a person
/// is told of all faults in one go, and of none that only follows from another.
func faultsOfMeaning(
  inShapelyPartsOf node: ConfigNode, budget: inout Int
) -> [Diagnostic] {
  func fits(_ part: ConfigNode, _ shape: Shape) -> Bool {
    var check = ShapeCheck(budget: max(0, budget))
    check.check(part, is: shape, called: "")
    budget = check.budget
    return check.diagnostics.isEmpty
  }
  var faults: [Diagnostic] = []
  if let ladder = node["ladder"], let field = ConfigShape.rollout.field(named: "ladder"),
    fits(ladder, field.shape)
  {
    _ = readLadder(ladder, &faults)
  }
  let hooks = node["hooks"]?.items ?? []
  _ = readHooks(hooks.filter { fits($0, .object(ConfigShape.hook)) }, folder: "", &faults)
  // The queries are read and not sent, so any workload does.
  guard let stand = Workload("canary", in: "default") else { return faults }
  let items = node["checks"]?.items ?? []
  let scope = CheckReader.Scope(
    of: node, namespace: "default", canary: stand, baseline: node["baseline"].map { _ in stand })
  _ = readChecks(items.filter { fits($0, .object(ConfigShape.check)) }, in: scope, &faults)
  return faults
}

extension CheckReader.Scope {
  init(
    of node: ConfigNode, namespace: String, canary: Workload, baseline: Workload?,
    stores: [String: StoreSettings]? = nil
  ) {
    self.init(
      namespace: namespace, canary: canary, baseline: baseline, provider: Provider(reading: node),
      subject: Subject(.canary, running: canary, in: node),
      subjectOfBaseline: baseline.map { Subject(.baseline, running: $0, in: node) },
      variables: node["variables"]?.texts ?? [:], defaults: node["defaults"],
      isFlaggers: node["compatibility"]?.text == "flagger", stores: stores,
      isPromoted: node["promote"] != nil)
  }
}
