import Analysis
import Queries
import Rollouts

/// Every key of a config, once: what it may hold, and what it means.
enum ConfigShape {
  static let root = ObjectShape([
    field("version", .integer(1...1), required: true, "The version of this format: 1."),
    field("prometheus", .object(prometheus), "The store that is asked."),
    field(
      "stores", .map(.object(prometheus)), "Further stores, for checks that name theirs."),
    field(
      "rollouts", .list(.object(rollout)), required: true,
      "The canaries that are moved step by step."),
    field(
      "notifications", .list(.object(notification)), "Who is told what happened to them."),
  ])

  static let prometheus = ObjectShape(
    [
      field(
        "address", .text(.address),
        "Where the Prometheus HTTP API is, with its path prefix. --prometheus overrides it."),
      field(
        "scrapeInterval", .text(.duration),
        "How often targets are scraped; windows under four of these are warned of."),
      field("timeout", .text(.duration), "The longest time for one attempt. Default 10s."),
      field("deadline", .text(.duration), "The longest time for all queries. Default 1m."),
      field("retry", .object(retry), "How failed requests are sent again."),
      field(
        "method", .choice(["POST", "GET"]),
        "How queries are sent. Default POST, and GET where the server does not take it."),
      field(
        "parameters", .map(.text(.free)),
        "Sent with every query instead of partial_response=false and deny_partial_response=1."),
      field(
        "headers", .map(.either([.text(.free), .object(secret)])),
        "Sent with every query, as X-Scope-OrgID for Mimir."),
      field("bearerToken", .object(secret), "Sent as a bearer token."),
      field("basicAuth", .object(basicAuth), "Sent as a user and a password."),
      field(
        "sigv4", .object(sigV4), "Signs every query for Amazon Managed Service for Prometheus."),
      field("tls", .object(tls), "Certificates for https."),
      field(
        "browser", .text(.address),
        "Where people open Prometheus, for the links of reports. Default: the address."),
      field("grafana", .object(grafana), "Grafana's Explore, for the links of reports."),
    ],
    rules: [
      .atMostOne(of: ["bearerToken", "basicAuth", "sigv4"]),
      .atMostOne(of: ["browser", "grafana"]),
    ])

  static let grafana = ObjectShape([
    field("address", .text(.address), required: true, "Where people open Grafana."),
    field("dataSource", .text(.free), required: true, "The UID of the store's data source."),
  ])

  static let secret = ObjectShape(
    [
      field("env", .text(.free), "The environment variable that holds it."),
      field("file", .text(.free), "The file that holds it; one line break at its end is dropped."),
    ],
    rules: [.exactlyOne(of: ["env", "file"])])

  static let retry = ObjectShape([
    field("attempts", .integer(1...10), "Attempts in all. Default 3."),
    field("wait", .text(.duration), "The wait before the second; it doubles. Default 250ms."),
  ])

  static let basicAuth = ObjectShape([
    field(
      "username", .either([.text(.free), .object(secret)]), required: true, "The user's name."),
    field("password", .object(secret), required: true, "The password."),
  ])

  static let sigV4 = ObjectShape([
    field("region", .text(.free), required: true, "The AWS region, as eu-central-1."),
    field("service", .text(.free), "The AWS service. Default aps."),
    field("accessKeyId", .object(secret), "Default: the variable AWS_ACCESS_KEY_ID."),
    field("secretAccessKey", .object(secret), "Default: the variable AWS_SECRET_ACCESS_KEY."),
    field("sessionToken", .object(secret), "Default: the variable AWS_SESSION_TOKEN, if set."),
  ])

  static let tls = ObjectShape(
    [
      field("caFile", .text(.free), "Authorities to trust instead of the system's, as PEM."),
      field("certFile", .text(.free), "The client's certificate, as PEM."),
      field("keyFile", .text(.free), "The client's private key, as PEM."),
      field("keyPassword", .object(secret), "The password of the private key."),
      field("insecureSkipVerify", .boolean, "Whether any certificate is trusted. Default false."),
    ],
    rules: [
      .needs(field: "keyFile", oneOf: ["certFile"]),
      .needs(field: "keyPassword", oneOf: ["certFile"]),
    ])

  static let rollout = ObjectShape(
    [
      field("name", .text(.subdomain), required: true, "The rollout's name."),
      field("namespace", .text(.label), required: true, "Its Kubernetes namespace."),
      field(
        "provider", .choice(Provider.allCases.map(\.rawValue)),
        "Whose built-in queries are used. Default istio."),
      field(
        "reporter", .choice(Subject.Reporter.allCases.map(\.rawValue)),
        "Which of Istio's proxies the built-in queries read. Default destination."),
      field(
        "ingress", .text(.subdomain),
        "The Ingress by which nginx and skipper tell requests. Default: the rollout's name."),
      field(
        "route", .text(.subdomain),
        "The ApisixRoute by which apisix tells requests. Default: the rollout's name."),
      field("canary", .object(canary), required: true, "The new version."),
      field("baseline", .object(baseline), "The version that serves the rest."),
      field("revision", .object(place), "Where Git says what is rolled out."),
      field(
        "promote", .list(.object(place)),
        "Where the baseline's revision is written: the values that become the canary's."),
      field("manifest", .object(manifest), "Where the weights are."),
      field(
        "ladder", .either([.list(.integer(1...1_000_000)), .object(rungs), .object(steps)]),
        "The weights that are climbed."),
      field(
        "strategy", .choice(["canary", "mirroring", "blueGreen", "abTesting"]),
        "How the canary gets traffic. Default canary: rung by rung."),
      field(
        "iterations", .integer(Strategy.iterations),
        "How often blueGreen is judged before, and abTesting with, all of its traffic."),
      field(
        "atTop", .choice(["stay", "promote"]),
        "What follows the last rung. Default stay: a person promotes."),
      field(
        "promotionStep", .integer(1...1_000_000),
        "How much of the traffic the promoted baseline gets back in a run. Default: all of it."),
      field("settle", .text(.duration), "Allowance for the Git sync after a change. Default 0s."),
      field("failureLimit", .integer(0...1_000), "Failed runs that are held. Default 0."),
      field(
        "compatibility", .choice(["flagger"]),
        "Whose answer the checks give where it differs: Flagger's queries, read as Flagger does."),
      field(
        "samplesFailureLimit", .integer(0...1_000),
        "Failed samples that a run with --for admits. Default 0."),
      field(
        "inconclusive", .object(patience),
        "How long a rollout may stay inconclusive. Default: ever."),
      field(
        "after", .list(.text(.workload)),
        "Rollouts, as NAME or NAMESPACE/NAME, that must have succeeded before this one rises."),
      field(
        "onNewRevision", .choice(Situation.OnNewRevision.allCases.map(\.rawValue)),
        "What a new revision does while the weight is above 0. Default restart."),
      field(
        "shareTolerance", .number(0...100, exclusive: false),
        "Percentage points by which the canary's share of the requests may be off its weight; "
          + "100 compares nothing. Default 2, or a tenth of the smaller share."),
      field("variables", .map(.text(.free)), "Texts for {{ variables.NAME }} in queries."),
      field("defaults", .object(defaults), "What checks take that do not say otherwise."),
      field("checks", .list(.object(check)), required: true, "What is judged."),
      field("hooks", .list(.object(hook)), "What is called at the points of a rollout."),
    ],
    rules: [.needs(field: "shareTolerance", oneOf: ["baseline"])])

  static let patience = ObjectShape(
    [
      field("limit", .integer(0...1_000_000), "Inconclusive runs in a row that are held."),
      field("deadline", .text(.duration), "How long a row of them is held, from its first run on."),
      field(
        "then", .choice(Patience.End.allCases.map(\.rawValue)),
        "What follows: rollBack, the default, or fail, which counts a failed run."),
    ],
    rules: [.atLeastOne(of: ["limit", "deadline"])])

  static let destination = ObjectShape(
    [
      field("host", .text(.free), "The host or the service, as the route names it."),
      field(
        "name", .text(.free), "What the route names, where that is no host: a revision, a node."),
      field("subset", .text(.free), "The subset of a DestinationRule or an upstream."),
      field("port", .integer(1...65_535), "The port, where destinations differ by it."),
      field("tags", .map(.text(.free)), "Tags that it has, where Kuma or Gloo tells by them."),
    ],
    rules: [.exactlyOne(of: ["host", "name"])])

  private static let service =
    "Its own service, by which some providers tell requests. Default: its destination's, or the "
    + "workload's name."

  static let canary = ObjectShape(
    [
      field("workload", .text(.workload), required: true, "What is measured."),
      field("service", .text(.subdomain), service),
      field("destination", .object(destination), "Where its traffic goes."),
      field(
        "path", .text(.free), "The value that is its weight, as spec.values.canary.weight."),
    ],
    rules: [.atMostOne(of: ["destination", "path"])])

  static let baseline = ObjectShape(
    [
      field("workload", .text(.workload), "What is measured."),
      field("service", .text(.subdomain), service),
      field("destination", .object(destination), "Where its traffic goes."),
      field("path", .text(.free), "The value that is its weight, where one is written."),
    ],
    rules: [.atMostOne(of: ["destination", "path"])])

  static let place = ObjectShape([
    field("file", .text(.relativePath), required: true, "The file."),
    field("path", .text(.free), required: true, "The path of the value, as images[0].newTag."),
  ])

  static let manifest = ObjectShape([
    field("file", .text(.relativePath), required: true, "The file with the weights."),
    field("object", .text(.free), "KIND/NAME or KIND/NAMESPACE/NAME, where it holds several."),
    field(
      "route", .either([.text(.free), .integer(0...10_000)]),
      "The route's name, its place from 0 or its list's path, where several fit."),
  ])

  static let rungs = ObjectShape([
    field("total", .integer(1...1_000_000), "The whole traffic in these parts. Default 100."),
    field("rungs", .list(.integer(1...1_000_000)), required: true, "The weights, rising."),
  ])

  static let steps = ObjectShape([
    field("total", .integer(1...1_000_000), "The whole traffic in these parts. Default 100."),
    field("step", .integer(1...1_000_000), required: true, "The distance of two rungs."),
    field("max", .integer(1...1_000_000), required: true, "The last rung."),
  ])
}
