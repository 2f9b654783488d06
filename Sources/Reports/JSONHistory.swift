import Diagnostics
import Outcome
import Rollouts

extension Transition {
  /// As the reports of a run and of the status have it.
  var json: JSONText {
    .object([
      "id": .text(id.text),
      "at": .text("\(at)"),
      "decision": .text(decision.rawValue),
      "from": .integer(from.parts),
      "to": .integer(to.parts),
      "revision": .text(revision),
      "reasons": .list(reasons.map(JSONText.text)),
      "values": .list(values.map(JSONText.text)),
      "word": .text(word?.kind.rawValue),
      "because": .text(word?.reason),
    ])
  }
}

extension Chart {
  /// Times are Unix seconds; a point is `[time, value]`, in the check's unit.
  var json: JSONText {
    .object([
      "transition": .text(transition.map { "\($0)" }),
      "spans": .list(
        spans.map { span in
          .object([
            "start": .text("\(span.start)"),
            "end": .text("\(span.end)"),
            "canary": span.canary.json,
            "baseline": span.baseline?.json ?? .null,
          ])
        }),
    ])
  }
}

extension Chart.Line {
  fileprivate var json: JSONText {
    .object([
      "step": .number(step.inSeconds),
      "points": .list(
        points.map { .list([.number($0.at.unixSeconds), .number($0.value)]) }),
      "failure": .text(failure),
    ])
  }
}
