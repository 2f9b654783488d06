import Analysis
import Foundation
import Outcome
import Testing

import struct Analysis.Measurement

@testable import Reports

/// The reports that GitLab collects are held against the JSON report.
@Suite struct GitLabReportTests {
  @Test(
    "Metrics are what the JSON report says, to Prometheus' own readers",
    arguments: AgreementTests.all)
  func metrics(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let bytes = try ReportKind.metrics.bytes(sample.outcome)
    let lint = try run("promtool", ["check", "metrics"], input: bytes)
    #expect(lint.status == 0 && lint.output.isEmpty, "\(lint.output)")
    let samples = try MetricSample.all(in: bytes)
    func values(_ name: String, _ labels: [String: String]) -> [Double] {
      samples.filter { sample in
        sample.name == "rolloutgate_" + name && labels.allSatisfy { sample.labels[$0] == $1 }
      }.compactMap { Double($0.value) }
    }
    #expect(values("exit_status", [:]) == [Double(report.exitStatus)])
    let verdicts = samples.filter { $0.name == "rolloutgate_verdict" && $0.value == "1.0" }
    #expect(verdicts.map { $0.labels["verdict"] } == report.rollouts.map(\.verdict))
    #expect(samples.count { $0.name == "rolloutgate_verdict" } == report.rollouts.count * 5)
    let checks = samples.filter { $0.name == "rolloutgate_check_verdict" && $0.value == "1.0" }
    #expect(checks.map { $0.labels["verdict"] } == report.rollouts.flatMap(\.checks).map(\.verdict))
    // The checks by the names that they have here, which are in the order of the report.
    for (check, found) in zip(report.rollouts.flatMap(\.checks), checks) {
      let labels = found.labels.filter { $0.key != "verdict" }
      if let number = check.number {
        #expect(values("check_value", labels).count == 1)
        #expect(isSame(values("check_value", labels).first, number))
      }
      #expect(values("check_limit_min", labels).first == check.min)
      #expect(values("check_limit_max", labels).first == check.max)
      #expect(values("check_requests", labels).first == check.requests?.rounded())
    }
    for (rollout, found) in zip(report.rollouts, verdicts) {
      let labels = found.labels.filter { $0.key != "verdict" }
      #expect(values("weight", labels).first == rollout.weight.map(Double.init))
      #expect(values("next_weight", labels).first == rollout.nextWeight.map(Double.init))
      #expect(values("rollout_exit_status", labels) == [Double(rollout.exitStatus)])
    }
  }

  @Test(
    "GitLab finds a name and one value in each line of the metrics", arguments: AgreementTests.all)
  func metricLines(sample: Sample) throws {
    let text = String(decoding: try ReportKind.metrics.bytes(sample.outcome), as: UTF8.self)
    #expect(text.hasSuffix("\n# EOF\n"))
    for line in text.split(separator: "\n") {
      // What GitLab's own reader takes away first, wherever it stands.
      let rest = line.replacing(#/#.*$/#, with: "")
      if rest.isEmpty { continue }
      #expect(
        rest.wholeMatch(of: #/[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)*\})? \S+/#) != nil, "\(line)")
    }
  }

  @Test("A value that is inside no limit is one in the metrics, too")
  func notFinite() throws {
    for (value, expected) in [
      (Reason.notANumber, "nan"), (.infinite(negative: true), "-inf"),
      (.infinite(negative: false), "inf"),
    ] {
      let one = rollout(
        "test/podinfo", checks: [rate(Measurement(.none(value)), answer: "0")],
        standing: .inconclusive)
      let samples = try MetricSample.all(in: ReportKind.metrics.bytes(ran([one])))
      #expect(samples.first { $0.name == "rolloutgate_check_value" }?.value == expected)
    }
  }

  @Test("Code quality has an entry for each thing that is wrong", arguments: AgreementTests.all)
  func codeQuality(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let entries = try JSONDecoder().decode(
      [Entry].self, from: Data(try ReportKind.codequality.bytes(sample.outcome)))
    #expect(Set(entries.map(\.fingerprint)).count == entries.count)
    #expect(entries.allSatisfy { !$0.description.isEmpty && !$0.location.path.isEmpty })
    #expect(
      entries.allSatisfy {
        ["info", "minor", "major", "critical", "blocker"].contains($0.severity)
          && $0.location.lines.begin > 0
      })
    for rollout in report.rollouts {
      for check in rollout.checks where check.isRemarkable {
        let found = entries.first { entry in
          entry.checkName == check.reason?.id
            && entry.description.hasPrefix(printable(rollout.rollout, limit: 200) + ": ")
            && entry.location.lines.begin == check.line
            && entry.location.path == check.file.map { printable($0) }
            && check.isTold(by: hashFree(entry.description))
        }
        #expect(found?.severity == (check.verdict == "fail" ? "major" : "minor"), "\(check)")
      }
    }
    let isClean = sample.outcome.remarks.allSatisfy { $0.level == .notice }
    #expect(entries.isEmpty == isClean)
    #expect((report.exitStatus == 0) == (isClean || entries.allSatisfy { $0.severity == "info" }))
  }

  @Test("A check keeps its fingerprint whatever was measured, and no other has it")
  func fingerprints() throws {
    func prints(_ outcome: Outcome) throws -> [String] {
      try JSONDecoder().decode(
        [Entry].self, from: Data(try ReportKind.codequality.bytes(outcome))
      ).map(\.fingerprint)
    }
    let checks = [
      rate(Measurement(.exactly(97), requests: 500), answer: "97"),
      rate(Measurement(.exactly(12), requests: 999), answer: "12"),
      rate(Measurement(.none(.noData)), answer: "no series"),
    ]
    let found = try checks.map { check in
      try prints(ran([rollout("test/podinfo", checks: [check], standing: .fail)])).last
    }
    #expect(Set(found).count == 1)
    let twice = try prints(ran([rollout("a/b", checks: checks, standing: .fail)]))
    #expect(Set(twice).count == 3)
    let other = try prints(ran([rollout("a/c", checks: checks, standing: .fail)]))
    #expect(Set(other).isDisjoint(with: twice))
  }

  @Test(
    "Links lead to the queries of checks that did not pass, and to the job",
    arguments: AgreementTests.all)
  func links(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let lists = try JSONDecoder().decode(
      [String: [Link]].self, from: Data(try ReportKind.gitlabAnnotations.bytes(sample.outcome)))
    let pages = report.rollouts.flatMap(\.checks).filter(\.isRemarkable).flatMap(\.queries)
      .compactMap(\.page)
    let links = lists["rolloutgate"] ?? []
    #expect(
      links.map(\.external_link.url).sorted() == (pages + [report.job].compactMap(\.self)).sorted())
    #expect(links.last?.external_link.label == "this job")
    #expect(lists.count <= 1)
  }

  @Test("Links keep GitLab's limits, and say how many are left out")
  func manyLinks() throws {
    for outcome in [
      ran(Array(repeating: broken, count: 2_000)),
      ran(Array(repeating: broken.titled(String(Hostile.long.prefix(5_000))), count: 500)),
    ] {
      let bytes = try ReportKind.gitlabAnnotations.bytes(outcome)
      #expect(bytes.count <= 80 << 10)
      let lists = try JSONDecoder().decode([String: [Link]].self, from: Data(bytes))
      let links = try #require(lists["rolloutgate"])
      #expect(links.count <= 1_000)
      let all = outcome.rollouts.count * 3
      #expect(
        links.last?.external_link.label == "this job, with \(all - links.count + 1) more pages")
    }
  }

  private struct Link: Decodable {
    struct Target: Decodable {
      let label: String
      let url: String
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    let external_link: Target
  }

  private struct Entry: Decodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    struct Location: Decodable {
      let path: String
      let lines: Lines
    }

    struct Lines: Decodable {
      let begin: Int
    }

    enum CodingKeys: String, CodingKey {
      case description, fingerprint, severity, location
      case checkName = "check_name"
    }
  }
}
