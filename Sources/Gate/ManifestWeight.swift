import Manifests
import Rollouts
import YAMLText

/// The canary's weight in a manifest, and what was read of the file to find it.
struct ManifestWeight {
  let route: WeightedRoute
  private let file: YAMLFile

  init(in manifest: FoundFile, for target: ManifestTarget) throws(CandidateFault) {
    let (found, diagnostics) = WeightedRoute.read(manifest.bytes, for: target)
    guard let found else { throw CandidateFault(diagnostics) }
    (route, file) = found
  }

  /// The manifest with another weight, proved.
  func edit(to weight: Weight) throws(CandidateFault) -> ProvedEdit {
    let plan: WeightPlan
    do throws(YAMLRefusal) {
      plan = try route.planned(canary: weight)
    } catch {
      throw CandidateFault([error.diagnostic])
    }
    do throws(WeightPlanError) {
      return try plan.proved(in: file)
    } catch {
      throw CandidateFault([error.diagnostic(in: file.name)])
    }
  }
}
