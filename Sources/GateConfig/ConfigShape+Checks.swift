import Analysis
import Queries
import Rollouts

/// The keys of a check.
extension ConfigShape {
  private static let judging: [ObjectShape.Field] = [
    field("window", .text(.duration), "The span of time that is judged. Default 1m."),
    field("minRequests", .integer(0...1_000_000_000), "Fewer requests are inconclusive."),
    field("onNoData", .choice(choices), "Where no series or no request is found."),
    field("onNaN", .choice(choices), "Where the value is NaN or infinite."),
    field("onWarning", .choice(choices), "Where the store warns or answers in part."),
    field("onTooFew", .choice(choices), "Where there are fewer requests than minRequests."),
  ]

  private static let choices = Policies.Choice.allCases.map(\.rawValue)

  static let defaults = ObjectShape(judging)

  static let ratio = ObjectShape([
    field("part", .text(.query), required: true, "The query of the part; 0 without series."),
    field("of", .text(.query), required: true, "The query of the whole."),
  ])

  static let range = ObjectShape([
    field("start", .text(.duration), required: true, "How long ago it begins."),
    field("end", .text(.duration), "How long ago it ends. Default 0s: now."),
    field("step", .text(.duration), required: true, "The distance of two points."),
  ])

  static let check = ObjectShape(
    [
      field("name", .text(.free), "Free text, unique in its rollout."),
      field("check", .choice(BuiltIn.names), "A built-in check."),
      field("ratio", .object(ratio), "A part of a whole, each by its own query."),
      field("query", .text(.query), "A query that gives the value."),
      field(
        "notAsked", .text(.free),
        "A provider of metrics that this gate does not ask: the check is inconclusive."),
      field("store", .text(.free), "Which of the stores is asked. Default: prometheus."),
      field("dryRun", .boolean, "Whether it is judged and reported, and decides nothing."),
      field(
        "at", .list(.choice(Occasion.allCases.map(\.rawValue))),
        "When it is judged. Default [weight]."),
      field("unit", .choice(Unit.allCases.map(\.rawValue)), "The unit of a ratio or a query."),
      field(
        "quantile", .number(0...1, exclusive: true), "For request-duration. Default 0.99."),
      field(
        "codes", .list(.either([.integer(0...599), .text(.code)])),
        "For response-code-percentage."),
      field("min", .text(.quantity), "The least value that passes."),
      field("max", .text(.quantity), "The greatest value that passes."),
      field(
        "successCondition", .text(.condition),
        "What must hold of `result`, as Argo Rollouts has it: result[0] >= 0.95."),
      field("failureCondition", .text(.condition), "What may not hold of `result`."),
      field("range", .object(range), "Asks over a span, for conditions over all its values."),
      field("present", .boolean, "Whether any value passes, as long as there is one."),
    ] + judging,
    rules: [
      .exactlyOne(of: ["check", "ratio", "query", "notAsked"]),
      .atLeastOne(
        of: ["min", "max"], or: ["present", "successCondition", "failureCondition", "notAsked"]),
      .required(field: "name", beside: ["ratio", "query", "notAsked"]),
      .needs(field: "unit", oneOf: ["ratio", "query", "notAsked"]),
      .onlyWhere(field: "quantile", other: "check", is: ["request-duration"]),
      .requiredWhere(field: "codes", other: "check", is: "response-code-percentage"),
      .onlyWhere(field: "codes", other: "check", is: ["response-code-percentage"]),
      .needs(field: "successCondition", oneOf: ["query", "notAsked"]),
      .needs(field: "failureCondition", oneOf: ["query", "notAsked"]),
      .needs(field: "range", oneOf: ["successCondition", "failureCondition"]),
      .needs(field: "minRequests", oneOf: ["check", "ratio"]),
      .needs(field: "onTooFew", oneOf: ["check", "ratio"]),
    ])
}
