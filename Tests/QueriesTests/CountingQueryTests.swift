import Queries
import Testing

@Suite struct CountingQueryTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let query: String
    /// Nil where nothing counts.
    let counting: String?

    init(_ query: String, _ counting: String?) {
      (self.query, self.counting) = (query, counting)
    }

    var testDescription: String { query }
  }

  static let rows: [Row] = [
    Row("rate(a[1m])", "increase(a[1m])"),
    Row("sum(rate(a[1m]))", "sum(increase(a[1m]))"),
    Row("sum by (x) (rate(a[1m]))", "sum by (x) (increase(a[1m]))"),
    Row("sum(rate (a[1m]))", "sum(increase (a[1m]))"),
    Row("sum(rate\n\t(a[1m]))", "sum(increase\n\t(a[1m]))"),
    Row("rate(a[1m]) + rate(b[1m])", "increase(a[1m]) + increase(b[1m])"),
    Row("rate(a[1m]) - rate(b[1m])", "increase(a[1m]) - increase(b[1m])"),
    Row("rate(rate_total[1m])", "increase(rate_total[1m])"),
    Row("rate(rate:rate[1m])", "increase(rate:rate[1m])"),
    Row("sum by (rate) (rate(a[1m]))", "sum by (rate) (increase(a[1m]))"),
    Row("rate(a{rate=\"rate(\"}[1m])", "increase(a{rate=\"rate(\"}[1m])"),
    Row("rate(a{b='rate('}[1m])", "increase(a{b='rate('}[1m])"),
    Row("rate(a{b=`\\`,c=\"rate(\"}[1m])", "increase(a{b=`\\`,c=\"rate(\"}[1m])"),
    Row("rate(a{b=\"\\\"rate(\"}[1m])", "increase(a{b=\"\\\"rate(\"}[1m])"),
    Row("rate(a{b=\"\u{301}rate(\"}[1m])", "increase(a{b=\"\u{301}rate(\"}[1m])"),
    Row("rate(a{path=~\"/a/.*\"}[1m])", "increase(a{path=~\"/a/.*\"}[1m])"),
    Row("rate(a[1m]) # rate( it's * 60\n", "increase(a[1m]) # rate( it's * 60\n"),
    Row("# it's\nrate(a[1m])", "# it's\nincrease(a[1m])"),
    Row("sum_over_time(rate(a[1m])[5m:1m])", "sum_over_time(increase(a[1m])[5m:1m])"),
    Row("sum(increase(a[1m]))", "sum(increase(a[1m]))"),
    Row("sum(irate(a[1m]))", nil),
    Row("rate(a[1m]) + irate(b[1m])", nil),
    Row("rate(a[1m]) + increase(b[1m])", nil),
    Row("sum(rate(a[1m])) * 60", nil),
    Row("sum(rate(a[1m])) / 100", nil),
    Row("rate(a[1m]) ^ 2", nil),
    Row("rate(a[1m]) % 2", nil),
    Row("a", nil),
    Row("my_rate(a)", nil),
    Row("rate", nil),
    Row("", nil),
  ]

  @Test(
    "A query that counts has increase() for each rate(), and nothing else changed", arguments: rows)
  func counting(row: Row) {
    #expect(countingQuery(of: row.query) == row.counting)
  }
}
