import Rollouts

extension ConfigShape {
  static let hook = ObjectShape(
    [
      field(
        "type", .choice(HookKind.allCases.map(\.rawValue)), required: true,
        "When it is called."),
      field("name", .text(.free), "Free text, unique in its rollout. Default: the type."),
      field("url", .text(.hookAddress), "Called by POST, with Flagger's payload."),
      field(
        "command", .list(.text(.free)),
        "A program and its arguments, started in this config's folder, with JSON on its input."),
      field("timeout", .text(.duration), "The longest time, retries included. Default 10s."),
      field(
        "retries", .integer(0...10),
        "How often the url is called again without an answer and after 429 and 5xx. Default 0."),
      field("metadata", .map(.text(.free)), "Texts that are sent along."),
      field("headers", .map(.either([.text(.free), .object(secret)])), "Sent to the url."),
      field("tls", .object(tls), "Certificates for https."),
    ],
    rules: [
      .exactlyOne(of: ["url", "command"]),
      .needs(field: "retries", oneOf: ["url"]),
      .needs(field: "headers", oneOf: ["url"]),
      .needs(field: "tls", oneOf: ["url"]),
    ])
}
