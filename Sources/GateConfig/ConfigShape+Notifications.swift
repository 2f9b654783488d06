import Rollouts

extension ConfigShape {
  static let notification = ObjectShape(
    [
      field(
        "type", .choice(Recipient.Service.allCases.map(\.rawValue)), required: true,
        "The service that is written to."),
      field(
        "address", .object(secret), required: true,
        "Where the webhook's URL is kept, which is a secret."),
      field("name", .text(.free), "Free text, by which warnings and explain call it."),
      field(
        "severity", .choice(Severity.allCases.map(\.rawValue)),
        "The least that is sent. Default info."),
      field(
        "rollouts", .list(.text(.workload)),
        "Rollouts of this config, as NAME or NAMESPACE/NAME. Default: all."),
      field("channel", .text(.free), "The channel, where the webhook leaves it open."),
      field("username", .text(.free), "The sender's name, where the webhook leaves it open."),
      field("headers", .map(.either([.text(.free), .object(secret)])), "Sent along."),
      field("timeout", .text(.duration), "The longest time for all of it. Default 10s."),
      field("tls", .object(tls), "Certificates for https."),
    ],
    rules: [
      .onlyWhere(field: "channel", other: "type", is: ["slack", "rocket"]),
      .onlyWhere(field: "username", other: "type", is: ["slack", "discord", "rocket"]),
      .onlyWhere(field: "headers", other: "type", is: ["webhook"]),
    ])
}
