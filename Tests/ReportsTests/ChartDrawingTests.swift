import Analysis
import Diagnostics
import Foundation
import Outcome
import Testing

@testable import Reports

@Suite struct ChartDrawingTests {
  static let courses: [(String, [Double])] = [
    ("no points", []), ("one point", [3]), ("all alike", [3, 3, 3]), ("only zeros", [0, 0]),
    ("below zero", [-5, -1, 0.5]),
    ("the largest numbers", [1e308, -1e308, .greatestFiniteMagnitude]),
    ("the smallest numbers", [.leastNonzeroMagnitude, 0]),
    ("numbers that hardly differ", [1e15, 1e15 + 1]),
    ("a spike", [1, 1, 1e12, 1]), ("millions", [2_500_000, 3_100_000]),
  ]

  @Test("A chart stays within its picture, whatever its values", arguments: courses)
  func within(course: (String, [Double])) throws {
    for bounds in [(nil, 500.0), (99.0, nil), (1.0, 5.0), (0.0, nil), (-1e308, 1e308)]
      as [(
        Double?, Double?
      )]
    {
      let drawn = CheckOutcome(
        check: check("p99", .milliseconds, min: bounds.0, max: bounds.1), occasion: .weight,
        position: nil,
        judgement: judge(
          Measurement(.exactly(3), requests: 500),
          against: check("p99", .milliseconds, min: bounds.0, max: bounds.1)), queries: [])
      let points = course.1.enumerated().map { index, value in
        Chart.Point(at: evaluation.advanced(by: .seconds(index * 10 - 60)), value: value)
      }
      let line = Chart.Line(points, step: .seconds(10), failure: points.isEmpty ? "none" : nil)
      let chart = Chart(
        spans: [
          .init(
            start: evaluation.advanced(by: .seconds(-60)), end: evaluation, canary: line,
            baseline: line)
        ], transition: evaluation.advanced(by: .seconds(-30)))
      let rollout = RolloutOutcome(
        title: "test/podinfo", position: nil, checks: [drawn.showing(chart)], standing: .pass)
      let file = try #require(try SVGReport(ran([rollout])).files().first)
      let text = String(decoding: file.bytes, as: UTF8.self)
      let box = try #require(text.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
      let (width, height) = (Double(box.1) ?? 0, Double(box.2) ?? 0)
      for place in text.matches(of: /\ (x|x1|x2|cx)="([^"]*)"/) {
        #expect((0...width).contains(try #require(Double(place.2))), "\(place.0)")
      }
      for place in text.matches(of: /\ (y|y1|y2|cy)="([^"]*)"/) {
        #expect((0...height).contains(try #require(Double(place.2))), "\(place.0)")
      }
      for place in text.matches(of: /[ML]([^ ,"]+),([^ ,"]+)/) {
        #expect((0...width).contains(try #require(Double(place.1))), "\(place.0)")
        #expect((0...height).contains(try #require(Double(place.2))), "\(place.0)")
      }
    }
  }

  @Test(
    "An axis names round numbers within its range",
    arguments: [
      (0.0, 100.0, [0, 50, 100], 0), (96.8, 100.2, [97, 98, 99, 100], 0),
      (99.9, 100, [99.9, 99.95, 100], 2), (-3, 3, [-2, 0, 2], 0),
      (0, 4_100, [0, 2_000, 4_000], 0), (1, 1, [1], 2), (.nan, 1, [], 2),
    ] as [(Double, Double, [Double], Int)])
  func ticks(low: Double, high: Double, expected: [Double], digits: Int) {
    let ticks = AxisTicks(from: low, to: high, about: 4)
    #expect(ticks.values.count == expected.count, "\(ticks.values)")
    for (tick, value) in zip(ticks.values, expected) { #expect((tick - value).magnitude < 1e-9) }
    #expect(ticks.fractionDigits == digits)
  }

  @Test("A line breaks where values are missing, and a lone value is seen")
  func gaps() throws {
    let chart = SampleChart.near(
      60, canary: { [5, 6, 12, 20].contains($0) ? 3 : nil }, baseline: nil)
    let rollout = RolloutOutcome(
      title: "a/b", position: nil,
      checks: [checkout(Measurement(.exactly(3)), answer: "3").showing(chart)], standing: .pass)
    let file = try #require(try SVGReport(ran([rollout])).files().first)
    let text = String(decoding: file.bytes, as: UTF8.self)
    let path = try #require(text.firstMatch(of: #/<path class="canary" d="([^"h]*)"/#))
    #expect(path.1.count { $0 == "M" } == 1 && path.1.count { $0 == "L" } == 1)
    #expect(text.matches(of: #/<circle /#).count == 3)
  }

  @Test("Files of pictures have names of their own")
  func names() throws {
    let checks = [
      healthyChecks[0].showing(healthyCharts[0]), healthyChecks[0].showing(healthyCharts[0]),
    ]
    let rollouts = ["test/pod info", "test/pod/info"].map {
      RolloutOutcome(title: $0, position: nil, checks: checks, standing: .pass)
    }
    #expect(
      try SVGReport(ran(rollouts)).files().map(\.name) == [
        "test.pod_info.request-success-rate.svg", "test.pod_info.request-success-rate-2.svg",
        "test.pod_info.request-success-rate-3.svg", "test.pod_info.request-success-rate-4.svg",
      ])
  }

  @Test("A history of any length has its times in order within the picture", arguments: [1, 2, 50])
  func timeline(count: Int) throws {
    let history = (0..<count).map { index in
      transition(
        index % 3 == 2 ? .rollBack : .advance, 10, 30,
        minutesAgo: (count - index) * (index % 5 == 0 ? 1_000 : 1), revision: "6.\(index / 4)")
    }.sorted { $0.at < $1.at }
    let rollout = RolloutOutcome(
      title: "a/b", position: nil, standing: .pass, history: history)
    let file = try #require(try SVGReport(ran([rollout])).files().first)
    let text = String(decoding: file.bytes, as: UTF8.self)
    let places = text.matches(of: /class="mark [a-z]+" d="M([0-9.]+),/).compactMap { Double($0.1) }
    #expect(places.count == min(count, TimelineDrawing.greatestCount))
    #expect(places == places.sorted() && places.allSatisfy { (44...360).contains($0) })
  }
}
