import Diagnostics
import Rollouts
import YAMLText

/// One number of a manifest that shall change.
package struct WeightChange: Hashable, Sendable {
  package let place: YAMLPlace
  package let position: SourcePosition
  /// As it is written; nil where the weight is missing and is to be inserted.
  package let old: String?
  package let new: Int
  /// Whether it gets quotes that were not there.
  let addsQuotes: Bool
}

/// The changes that give the canary a weight.
package struct WeightPlan: Hashable, Sendable {
  package let canary: Weight
  /// In the order of the file; none where the weights are so already.
  package let changes: [WeightChange]
  let target: ManifestTarget

  /// The new bytes, proved: nothing else changed, and the weights read again are these, adding up to
  /// the total, with nothing left to plan.
  package func proved(in file: YAMLFile) throws(WeightPlanError) -> ProvedEdit {
    let edit: ProvedEdit
    do throws(YAMLEditError) {
      edit = try file.edited(
        changes.map {
          YAMLChange(
            at: $0.place, from: $0.old, to: "\($0.new)", addingQuotes: $0.addsQuotes)
        })
    } catch {
      throw .edit(error)
    }
    guard !edit.isEmpty else { return edit }
    // The changed documents alone: the others are proved to be as they were, and hold nothing that
    // the target means.
    let documents = edit.documents.sorted { $0.key < $1.key }.map(\.value)
    let changed = YAMLFile(name: file.name, bytes: edit.new, documents: documents)
    let route: WeightedRoute
    let rest: WeightPlan
    do throws(YAMLRefusal) {
      route = try WeightedRoute(in: changed, for: target)
      rest = try route.planned(canary: canary)
    } catch {
      throw .unreadable(error)
    }
    guard route.canary == canary, rest.changes.isEmpty else { throw .ruleBroken(route.canary) }
    return edit
  }
}

/// Why planned weights can't be written.
package enum WeightPlanError: Error, Hashable, Sendable {
  case edit(YAMLEditError)
  /// After the change the route could no longer be read.
  case unreadable(YAMLRefusal)
  /// After the change the canary would have this weight, not the planned one.
  case ruleBroken(Weight)
}

extension WeightPlanError {
  package func diagnostic(in file: String) -> Diagnostic {
    switch self {
    case .edit(let error): error.diagnostic(in: file)
    case .unreadable(let refusal): refusal.diagnostic
    case .ruleBroken(let weight):
      .error(
        at: SourcePosition(file: file, line: 1, column: 1),
        "the change would leave the canary at \(weight), and is not written",
        advice: "change the weight by hand")
    }
  }
}
