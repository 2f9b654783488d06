import Analysis
import Diagnostics
import Outcome
import Rollouts

extension CheckOutcome: DescribedObject {
  static let jsonKeys: [JSONKey<CheckOutcome>] = [
    JSONKey("name", "Unique in its rollout.") { $0.check.name },
    JSONKey("verdict", "What became of it.") { $0.word },
    JSONKey("reason", "Why it does not pass; null for a pass, and for what was not judged.") {
      $0.namedReason
    },
    JSONKey("besides", "What else would have kept it from passing.") {
      ($0.judgement?.besides ?? []).map { NamedReason(id: $0.name, text: "\($0)") }
    },
    JSONKey("value", "What was measured, in unit; at most 100 values of a range.") {
      MeasuredValue(value: $0.judgement?.measurement.value)
    },
    JSONKey("atLeast", "Whether the value is that or more, as of a saturated histogram.") {
      $0.isLowerBound
    },
    JSONKey("unit", "That of value, min and max.") { $0.check.unit },
    JSONKey("min", "The least value that passes.") { $0.check.criterion.limit?.min },
    JSONKey("max", "The greatest value that passes.") { $0.check.criterion.limit?.max },
    JSONKey("successCondition", "What must hold, in the language of Argo Rollouts.") {
      $0.check.criterion.conditions?.success?.text
    },
    JSONKey("failureCondition", "What must not hold, in the language of Argo Rollouts.") {
      $0.check.criterion.conditions?.failure?.text
    },
    JSONKey("window", "The span of time that the queries speak of, as 1m30s.") { $0.check.window },
    JSONKey("requests", "How many requests were measured.") {
      $0.judgement?.measurement.requests.map(MeasuredNumber.init)
    },
    JSONKey("minRequests", "How many are needed.") { $0.check.minRequests },
    JSONKey("at", "When it is judged.") { $0.occasion },
    JSONKey("dryRun", "Whether it is judged and decides nothing.") { $0.check.isDryRun },
    JSONKey("seconds", "How long the longest of its queries took.") { $0.seconds },
    JSONKey("file", "Where its limit is written; null on the command line.") {
      $0.position?.file
    },
    JSONKey("line", "1-based.") { $0.position?.line },
    JSONKey("remarks", "What the store added; it changes no verdict.") {
      $0.judgement?.measurement.remarks ?? []
    },
    JSONKey("queries", "What was asked.") { $0.queries },
    JSONKey("chart", "Its value over time; null where no report draws it.") { $0.chart },
  ]

  private var namedReason: NamedReason? {
    reasonName.map { NamedReason(id: $0, text: reasonText ?? headline) }
  }
}

extension CheckWord: DescribedWord {}

extension Unit: DescribedWord {}

extension Occasion: DescribedWord {}

/// What a check measured: a number, several, or null for none.
private struct MeasuredValue: DescribedJSON {
  let value: Measurement.Value?

  static let schema: [JSONMember] =
    MeasuredNumber?.schema.map { name, type in
      guard case .list(let types) = type else { return (name, type) }
      return (name, .list(types + [.text("array")]))
    } + [("items", .members(MeasuredNumber.schema))]

  var json: JSONText {
    guard let value else { return .null }
    return switch value {
    case .exactly(let value), .atLeast(let value): .number(value)
    case .values(.number(let value)): .number(value)
    case .values(.list(let values)): .list(values.prefix(100).map { .number($0) })
    case .none(.notANumber): .number(.nan)
    case .none(.infinite(let negative)): .number(negative ? -.infinity : .infinity)
    case .none: .null
    }
  }
}

extension QueryOutcome: DescribedObject {
  static let jsonKeys: [JSONKey<QueryOutcome>] = [
    JSONKey("role", "What the query is for: value, part, of, requests, buckets, newest.") {
      $0.role
    },
    JSONKey("query", "As it was sent.") { $0.text },
    JSONKey("answer", "In a few words.") { $0.answer },
    JSONKey("seconds", "How long the store took.") { $0.seconds },
    JSONKey("page", "Where a browser shows it; null where that is not known.") { $0.page?.text },
  ]
}

extension TrafficOutcome: DescribedObject {
  static let jsonKeys: [JSONKey<TrafficOutcome>] = [
    JSONKey("canaryRequests", "Null where they can't be told.") {
      $0.share.canaryRequests.map(MeasuredNumber.init)
    },
    JSONKey("baselineRequests", "Null where they can't be told.") {
      $0.share.baselineRequests.map(MeasuredNumber.init)
    },
    JSONKey("share", "The canary's, from 0 to 1; null where it can't be told.") {
      $0.share.observed.map(MeasuredNumber.init)
    },
    JSONKey("committed", "The weight that Git has, in parts of total.") {
      $0.share.committed.parts
    },
    JSONKey("finding", "Whether the share is that of the weight.") { $0.findingWord },
    JSONKey("window", "The span of time in which they were counted, as 2m.") { $0.window },
    JSONKey("queries", "What was asked.") { $0.queries },
  ]

  private enum FindingWord: String, DescribedWord {
    case live, notLive, unreached, unknown
  }

  private var findingWord: FindingWord {
    switch share.finding {
    case .live: .live
    case .notLive: .notLive
    case .unreached: .unreached
    case .unknown: .unknown
    }
  }
}
