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

  /// The bytes of the document that holds the object.
  var document: ArraySlice<UInt8> {
    file.documents.indices.contains(route.place.document)
      ? file.bytes[file.documents[route.place.document].range] : file.bytes[...]
  }

  /// The same with another weight, proved.
  func document(at weight: Weight) throws(CandidateFault) -> ArraySlice<UInt8> {
    let edit = try edit(to: weight)
    guard let document = edit.documents[route.place.document] else { return self.document }
    return edit.new[document.range]
  }
}
