import Diagnostics
import Rollouts

/// What Git has of a rollout, and how a decision changes it, one file after the other.
struct WorkTreeModel: Hashable, Sendable {
  var weight: Weight
  /// The revision at each of the baseline's places.
  var baseline: [String]
  var record: Record?

  /// The same but for what counts and tells, which a run that was stopped may add to.
  var facts: Facts { Facts(weight: weight, baseline: baseline, state: record?.state) }

  struct Facts: Hashable {
    let weight: Weight
    let baseline: [String]
    let state: Record.State?
  }

  /// The work tree after each write that carries a decision out, the last of them whole: the intent,
  /// the baseline's places, the manifest, the closed record. A kill leaves one of the others.
  func writes(of decision: Decision, in situation: Situation) -> [WorkTreeModel] {
    guard let state = decision.state else { return [] }
    var edited: [WorkTreeModel] = []
    var tree = self
    if decision.kind == .promote, let revision = state.revision {
      for place in baseline.indices where baseline[place] != revision {
        tree.baseline[place] = revision
        edited.append(tree)
      }
    }
    if decision.to != weight {
      tree.weight = decision.to
      edited.append(tree)
    }
    var generation = record?.generation ?? 0
    var opened: Record?
    if !edited.isEmpty {
      let before =
        record?.state
        ?? Record.State(
          revision: situation.revision, phase: weight.isZero ? .initialized : .progressing,
          weight: weight)
      let intent = Record.Intent(transition(of: decision, in: situation), state: state)
      let isOpen = record?.intent == intent
      generation += isOpen ? 0 : 1
      opened =
        isOpen
        ? record
        : Record(
          rollout: DecisionRow.name, generation: generation, state: before, intent: intent)
    }
    var steps = opened == nil || opened == record ? [] : [self]
    steps += edited
    for index in steps.indices { steps[index].record = opened }
    tree.record = Record(rollout: DecisionRow.name, generation: generation + 1, state: state)
    return steps + [tree]
  }

  /// The rest of a run that was stopped keeps that run's words.
  private func transition(of decision: Decision, in situation: Situation) -> Transition {
    if case .completes(decision.kind) = decision.reasons.first, let intent = record?.intent {
      return intent.transition
    }
    let revision = decision.state?.revision
    let id = DecisionID(
      of: DecisionRow.name, generation: record?.base ?? 0, decision: decision.kind,
      from: decision.from, to: decision.to, revision: revision, at: situation.now)
    return Transition(
      id: id, at: situation.now, decision: decision.kind, from: decision.from, to: decision.to,
      revision: revision)
  }
}
