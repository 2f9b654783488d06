import Diagnostics
import Outcome
import Rollouts

extension Transition: DescribedObject {
  static let jsonKeys: [JSONKey<Transition>] = [
    JSONKey("id", "That of the decision.") { $0.id.text },
    JSONKey("at", "When it was decided.") { $0.at },
    JSONKey("decision", "What followed.") { $0.decision },
    JSONKey("from", "The weight before, in parts of total.") { $0.from.parts },
    JSONKey("to", "The weight after, in parts of total.") { $0.to.parts },
    JSONKey("revision", "What was rolled out.") { $0.revision },
    JSONKey("reasons", "Why, the weightiest first.") { $0.reasons },
    JSONKey("values", "What was measured, and what each check came to.") { $0.values },
    JSONKey("word", "A person's word, where that decided.") { $0.word?.kind },
    JSONKey("because", "Why the person said so.") { $0.word?.reason },
  ]
}

extension Transition.Word.Kind: DescribedWord {}

extension Chart: DescribedObject {
  static let jsonKeys: [JSONKey<Chart>] = [
    JSONKey("transition", "When the weight changed last; null where that is out of sight.") {
      $0.transition
    },
    JSONKey("spans", "The spans of time that are shown, the earlier first.") { $0.spans },
  ]
}

extension Chart.Span: DescribedObject {
  static let jsonKeys: [JSONKey<Chart.Span>] = [
    JSONKey("start", "Its first moment.") { $0.start },
    JSONKey("end", "Its last moment.") { $0.end },
    JSONKey("canary", "The check's value.") { $0.canary },
    JSONKey("baseline", "The same of the baseline; null where the check says nothing of it.") {
      $0.baseline
    },
  ]
}

extension Chart.Line: DescribedObject {
  static let jsonKeys: [JSONKey<Chart.Line>] = [
    JSONKey("step", "Seconds between two neighbours; a greater distance is a gap.") {
      $0.step.inSeconds
    },
    JSONKey("points", "Each as [Unix seconds, value in the check's unit].") { $0.points },
    JSONKey("failure", "Why there are no points; null where there are.") { $0.failure },
  ]
}

extension Chart.Point: DescribedJSON {
  static let schema: [JSONMember] = [
    ("type", .text("array")),
    ("prefixItems", .list([.members(Double.schema), .members(Double.schema)])),
    ("minItems", .integer(2)), ("maxItems", .integer(2)),
  ]
  var json: JSONText { .list([.number(at.unixSeconds), .number(value)]) }
}
