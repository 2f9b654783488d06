import Diagnostics
import Manifests
import Rollouts
import YAMLText

/// What comes of planning a weight: the new bytes, or what was said instead.
package enum Outcome {
  case written(ProvedEdit, before: Weight)
  case refused([Diagnostic])
  case notProved(String)

  package init(_ bytes: [UInt8], _ target: ManifestTarget, _ weight: Weight) {
    let (file, diagnostics) = YAMLFile.read(bytes, named: target.file)
    guard let file else {
      self = .refused(diagnostics)
      return
    }
    let (route, faults) = WeightedRoute.read(in: file, for: target)
    guard let route else {
      self = .refused(faults)
      return
    }
    let plan: WeightPlan
    do throws(YAMLRefusal) {
      plan = try route.planned(canary: weight)
    } catch {
      self = .refused([error.diagnostic])
      return
    }
    do throws(WeightPlanError) {
      self = .written(try plan.proved(in: file), before: route.canary)
    } catch {
      switch error {
      case .edit(.refused(let refusal)): self = .refused([refusal.diagnostic])
      case .edit(.notProved), .unreadable, .ruleBroken: self = .notProved("\(error)")
      }
    }
  }
}
