import Analysis
import Outcome

/// The run as OpenMetrics text, also readable as Prometheus' own format: for GitLab's
/// `artifacts:reports:metrics`, a Pushgateway or node_exporter's text files.
///
/// No label tells one run from the next, so that GitLab finds the value before.
package struct MetricsReport {
  private let outcome: Outcome

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    (families.flatMap(\.lines) + ["# EOF"]).map { $0 + "\n" }.joined()
  }

  private var families: [MetricFamily] {
    var titles = UniqueNames(separator: "-")
    let rollouts = outcome.rollouts.map { rollout in
      MetricRollout(rollout, title: titles.name(printable(rollout.title, limit: 200)))
    }
    func each(_ name: String, _ help: String, _ value: (RolloutOutcome) -> String?) -> MetricFamily
    {
      MetricFamily(
        name, help, rollouts.compactMap { one in value(one.rollout).map { (one.labels, $0) } })
    }
    func eachCheck(
      _ name: String, _ help: String, inUnit hasUnit: Bool = true,
      _ value: (CheckOutcome) -> String?
    ) -> MetricFamily {
      MetricFamily(
        name, help,
        rollouts.flatMap { one in
          one.checks.compactMap { check, labels in
            let unit = check.check.unit
            let more = hasUnit && unit != .none ? [("unit", unit.rawValue)] : []
            return value(check).map { (labels + more, $0) }
          }
        })
    }
    return [
      MetricFamily(
        "exit_status", "How the run ended, 0 to 5.", [([], "\(outcome.exitStatus.rawValue)")]),
      each("rollout_exit_status", "How it ended for the rollout.") { "\($0.exitStatus.rawValue)" },
      MetricFamily(
        "verdict", "1 for what the rollout came to, 0 for what it did not.",
        rollouts.flatMap { one in
          ["pass", "fail", "inconclusive", "error", "not-judged"].map { word in
            (one.labels + [("verdict", word)], one.rollout.verdictWord == word ? "1" : "0")
          }
        }),
      each("weight", "The canary's weight before the run.") {
        $0.decision.map { "\($0.from.parts)" }
      },
      each("next_weight", "The canary's weight after it.") { $0.decision.map { "\($0.to.parts)" } },
      each("weight_whole", "What the weights are parts of.") {
        ($0.decision?.from.total ?? $0.ladder?.total).map { "\($0)" }
      },
      each("changed", "1 where a file was written.") { $0.changedPaths.isEmpty ? "0" : "1" },
      each("canary_share_ratio", "The canary's part of the requests.") {
        $0.traffic?.share.observed.map { ValueText.number($0) }
      },
      MetricFamily(
        "check_verdict", "1 for what the check came to, 0 for what it did not.",
        rollouts.flatMap { one in
          one.checks.flatMap { check, labels in
            CheckWord.allCases.map { word in
              (labels + [("verdict", word.rawValue)], check.word == word ? "1" : "0")
            }
          }
        }),
      eachCheck("check_value", "What was measured, in the check's unit.", \.numberText),
      eachCheck("check_limit_min", "The least value that passes.") {
        $0.check.criterion.limit?.min.map(ValueText.exact)
      },
      eachCheck("check_limit_max", "The greatest value that passes.") {
        $0.check.criterion.limit?.max.map(ValueText.exact)
      },
      eachCheck("check_requests", "The requests that the value is made of.", inUnit: false) {
        $0.judgement?.measurement.requests.map(CheckOutcome.count)
      },
    ]
  }
}

/// A rollout with its labels and those of its checks, each only once.
private struct MetricRollout {
  let rollout: RolloutOutcome
  let labels: [(name: String, value: String)]
  let checks: [(check: CheckOutcome, labels: [(name: String, value: String)])]

  init(_ rollout: RolloutOutcome, title: String) {
    self.rollout = rollout
    let labels = [("rollout", title)]
    self.labels = labels
    var names = UniqueNames(separator: "-")
    checks = rollout.checks.map { check in
      let name = names.name(printable(check.check.name, limit: 200))
      return (check, labels + [("check", name)])
    }
  }
}

/// One metric, a gauge, with its samples; nothing where there are none.
private struct MetricFamily {
  private let name: String
  private let help: String
  private let samples: [(labels: [(name: String, value: String)], value: String)]

  init(
    _ name: String, _ help: String, _ samples: [([(name: String, value: String)], String)]
  ) {
    self.name = "rolloutgate_" + name
    self.help = help
    self.samples = samples
  }

  var lines: [String] {
    guard !samples.isEmpty else { return [] }
    let unit = name.hasSuffix("_ratio") ? ["# UNIT \(name) ratio"] : []
    return ["# TYPE \(name) gauge"] + unit + ["# HELP \(name) \(help)"]
      + samples.map { labels, value in
        let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        return name + (list.isEmpty ? "" : "{\(list)}") + " " + value
      }
  }

  /// OpenMetrics' rules for a text that is printable already. GitLab takes a hash for the begin of a
  /// comment, also within quotes, and then nothing of the whole file.
  private static func escaped(_ value: String) -> String {
    value.replacingScalars { scalar in
      switch scalar {
      case "\\": #"\\"#
      case "\"": #"\""#
      case "#": #"\\u{23}"#
      default: nil
      }
    }
  }
}
