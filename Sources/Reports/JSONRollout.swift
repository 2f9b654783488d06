import Diagnostics
import Outcome
import Rollouts

/// A rollout, with the run that knows what the rollout does not say itself.
struct RolloutInJSON: DescribedObject {
  let rollout: RolloutOutcome
  let run: Outcome

  static let jsonKeys: [JSONKey<RolloutInJSON>] = [
    JSONKey("rollout", "NAMESPACE/NAME, or the place in a config that can't be read.") {
      $0.rollout.title
    },
    JSONKey("file", "Where the config describes it; null for a check without a config.") {
      $0.rollout.position?.file
    },
    JSONKey("line", "1-based.") { $0.rollout.position?.line },
    JSONKey("revision", "What is rolled out.") { $0.rollout.revision },
    JSONKey("generation", "That of the record which was decided on; 0 without one.") {
      $0.rollout.generation
    },
    JSONKey("decisionId", "By which apply and the record know the decision.") {
      $0.rollout.decisionID?.text
    },
    JSONKey("phase", "Where it stands after the run; null without a record.") {
      $0.rollout.phase.map(PhaseWord.init)
    },
    JSONKey("verdict", "What it comes to.") { $0.rollout.verdict },
    JSONKey("exitStatus", "What it makes the process end with, unless another is worse.") {
      $0.rollout.exitStatus
    },
    JSONKey("decision", "Null for check, and where the input is wrong.") { $0.rollout.decision },
    JSONKey("weight", "Before the run, in parts of total.") { $0.rollout.decision?.from.parts },
    JSONKey("nextWeight", "After the run, in parts of total.") { $0.rollout.decision?.to.parts },
    JSONKey("total", "What all of the traffic is in these weights.") {
      $0.rollout.decision?.from.total ?? $0.rollout.ladder?.total
    },
    JSONKey("ladder", "The weights that are climbed, in parts of total.") {
      $0.rollout.ladder?.rungs.map(\.parts)
    },
    JSONKey("changed", "Whether any of its files is not as it was.") {
      !$0.rollout.changedPaths.isEmpty
    },
    JSONKey("paths", "Its files that were written, relative to the work tree.") {
      $0.rollout.changedPaths
    },
    JSONKey("manifest", "The file with its weights.") { $0.rollout.manifest },
    JSONKey("diff", "The manifest's change, or that of a dry run, as a unified diff; may be empty.")
    {
      $0.rollout.diff
    },
    JSONKey("evaluatedAt", "The moment that was judged last.") {
      $0.rollout.evaluatedAt ?? $0.run.evaluatedAt
    },
    JSONKey("samples", "How often it was judged; null for once.") { $0.rollout.samples },
    JSONKey("traffic", "The traffic that was seen; null where it is not compared.") {
      $0.rollout.traffic
    },
    JSONKey("checks", "What was judged, in the order of the config.") { $0.rollout.checks },
    JSONKey("hooks", "What was called, in the order of the calls.") { $0.rollout.hooks },
    JSONKey("history", "What happened to it, the oldest first, this run included.") {
      $0.rollout.history
    },
    JSONKey("diagnostics", "What is wrong with its config, manifest or record.") {
      $0.rollout.diagnostics
    },
    JSONKey("writeFailures", "Why files could not be written.") { $0.rollout.writeFailures },
  ]
}

struct PhaseWord: DescribedJSON {
  let phase: Phase

  static var schema: [JSONMember] {
    [("enum", .list((Phase.plain + [.failed(.limit)]).map { .text($0.name) }))]
  }
  var json: JSONText { .text(phase.name) }
}

extension SampleTally: DescribedObject {
  static let jsonKeys: [JSONKey<SampleTally>] = [
    JSONKey("count", "How often it was judged.") { $0.count },
    JSONKey("failed", "How often it failed.") { $0.failed },
  ]
}

/// Why something is so.
struct NamedReason: DescribedObject {
  let id: String
  let text: String

  static let jsonKeys: [JSONKey<NamedReason>] = [
    JSONKey("id", "Stable, for scripts; later versions may add others.") { $0.id },
    JSONKey("text", "For people.") { $0.text },
  ]
}

extension Decision: DescribedObject {
  static let jsonKeys: [JSONKey<Decision>] = [
    JSONKey("kind", "What follows.") { $0.kind },
    JSONKey("from", "The weight before, in parts of total.") { $0.from.parts },
    JSONKey("to", "The weight that follows, in parts of total.") { $0.to.parts },
    JSONKey("reasons", "Why, the deciding one first.") {
      $0.reasons.map { NamedReason(id: $0.name, text: "\($0)") }
    },
  ]
}

extension HookOutcome: DescribedObject {
  static let jsonKeys: [JSONKey<HookOutcome>] = [
    JSONKey("type", "When it is called.") { $0.kind },
    JSONKey("name", "That of the config; its type where that has none.") { $0.name },
    JSONKey("result", "What became of the call.") { $0.end },
    JSONKey("status", "In a few words, as HTTP 200 or exit 1.") { $0.status },
    JSONKey("text", "What was answered or printed, where it failed; others wrote it.") { $0.text },
    JSONKey("seconds", "The wall time of the call, its retries included.") { $0.seconds },
    JSONKey("attempts", "How often it was called; 0 for never.") { $0.attempts },
  ]
}

extension HookKind: DescribedWord {}

extension HookOutcome.End: DescribedWord {}
