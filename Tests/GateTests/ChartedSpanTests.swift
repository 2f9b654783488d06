import Diagnostics
import Testing

@testable import Gate

@Suite struct ChartedSpanTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// When the weight changed, in seconds before the moment that is judged; nil for not known.
    let changed: Int?
    let window: Int
    /// Start, end and step of each span, in seconds before that moment.
    let spans: [[Int]]
  }

  static let rows = [
    Row(testDescription: "no change is known", changed: nil, window: 60, spans: [[60, 0, 1]]),
    Row(testDescription: "changed later", changed: -30, window: 60, spans: [[60, 0, 1]]),
    Row(testDescription: "changed just now", changed: 0, window: 60, spans: [[60, 0, 1]]),
    Row(
      testDescription: "changed within the window", changed: 20, window: 60, spans: [[80, 0, 1]]),
    Row(
      testDescription: "changed a window ago", changed: 60, window: 60, spans: [[120, 0, 1]]),
    Row(
      testDescription: "changed nearly four windows ago", changed: 239, window: 60,
      spans: [[299, 0, 1]]),
    Row(
      testDescription: "changed four windows ago", changed: 240, window: 60,
      spans: [[300, 240, 1], [60, 0, 1]]),
    Row(
      testDescription: "a long window in steps of whole seconds", changed: 90_000, window: 610,
      spans: [[90_610, 90_000, 11], [610, 0, 11]]),
    Row(
      testDescription: "changed months ago", changed: 8_000_000, window: 1,
      spans: [[8_000_001, 8_000_000, 1], [1, 0, 1]]),
  ]

  @Test("A chart shows the window before the change and the last one", arguments: rows)
  func around(row: Row) {
    let end = World.now
    let spans = ChartedSpan.around(
      row.changed.map { end.advanced(by: .seconds(-$0)) }, window: .seconds(row.window), until: end)
    let seconds = spans.map { span in
      [end.since(span.start), end.since(span.end), span.range.step].map { Int($0.inSeconds) }
    }
    #expect(seconds == row.spans)
    for span in spans {
      #expect(span.range.start == end.since(span.start) && span.range.end == end.since(span.end))
    }
  }

  @Test(
    "Points that a store moves to whole steps still belong to the span",
    arguments: [(-10, false), (-9, true), (0, true), (600, true), (609, true), (610, false)])
  func admits(seconds: Int, isIn: Bool) throws {
    let spans = ChartedSpan.around(nil, window: .seconds(600), until: World.now)
    let span = try #require(spans.first)
    #expect(span.admits(span.start.advanced(by: .seconds(seconds))) == isIn)
  }
}
