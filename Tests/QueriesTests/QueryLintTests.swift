import Queries
import Testing

@Suite struct QueryLintTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let query: String
    let traps: [QueryTrap]

    init(_ query: String, _ traps: QueryTrap...) {
      (self.query, self.traps) = (query, traps)
    }

    var testDescription: String { query }
  }

  static let divisions: [Row] = [
    Row(#"sum(a{code!~"5.."}) / sum(a)"#),
    Row(#"sum(a{b="x",code!~"5.."}) / sum(a{b="x"})"#, .totalFailureIsNoData),
    Row(#"sum(a{b="x",code=~"2.."}) / sum(a{b="x"}) * 100"#, .totalFailureIsNoData),
    Row(#"sum(a{b="x",code="200"}) / sum(a{b="x"})"#, .totalFailureIsNoData),
    Row(#"sum(a{b="x",outcome="success"}) / sum(a{b="x"})"#, .totalFailureIsNoData),
    Row(#"100 - sum(a{b="x",code!="404"}) / sum(a{b="x"}) * 100"#, .totalFailureIsNoData),
    Row(#"sum(a{b="x",code!~"2.."}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row(#"1 - sum(a{b="x",code=~"2.."}) / sum(a{b="x"})"#, .totalFailureIsNoData),
    Row(#"1 - sum(a{b="x",code=~"5.."}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row(#"sum(a{b="x",code=~"5.."}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row(#"sum(a{b="x",note="Oh!"}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row(#"sum(a{code=~"5..", b = "x"}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row("sum(a{b='x',code=`5..`}) / sum(a{b=\"x\"})", .noFailureIsNoData),
    Row(#"(sum(a{b="x",code=~"5.."}) or vector(0)) / sum(a{b="x"})"#),
    Row(#"(sum(a{b="x",code=~"5.."}) OR vector(0)) / sum(a{b="x"})"#),
    Row(#"sum(a{b="x",path="/or/"}) / sum(a{b="x"})"#, .noFailureIsNoData),
    Row(#"sum(a{b="x"}) / sum(a{b="x"})"#),
    Row(#"sum(errors{b="x"}) / sum(all{b="x"})"#),
    Row(#"job:errors:ratio{b="x"}"#),
    Row(#"sum(a{path="/x/y",b="z"})"#),
    Row(#"sum(a{path=~"/x/(y|z)",b!~"/"})"#),
    Row(##"sum(a{b="x",c="#"}) # / sum(a{b="x"})"##),
    Row(#"sum(a{b="x",c="1"}) / sum(a{b="x"}) / 2"#),
    Row(#"a{x="}"} / b{y="}"}"#, .noFailureIsNoData),
    Row("a{"),
    Row("a{b=\"x"),
    Row("a["),
    Row(""),
  ]

  @Test("A division whose numerator can vanish is named, and nothing else", arguments: divisions)
  func division(row: Row) {
    #expect(traps(in: row.query, scrapeInterval: nil) == row.traps)
  }

  static let ranges: [Row] = [
    Row("rate(a[1m])"),
    Row("rate(a[59s])", .shortRange(.seconds(59))),
    Row("rate(a[30s]) + rate(b[45s])", .shortRange(.seconds(30)), .shortRange(.seconds(45))),
    Row("max_over_time(rate(a[30s])[5m:15s])", .shortRange(.seconds(30))),
    Row("rate(a{b=\"[30s]\"}[2m])"),
    Row("rate(a[1m]) # [1s]"),
    Row("rate(a[$__rate_interval])"),
  ]

  @Test("A range under four scrapes of 15s is named", arguments: ranges)
  func range(row: Row) {
    #expect(traps(in: row.query, scrapeInterval: .seconds(15)) == row.traps)
    #expect(traps(in: row.query, scrapeInterval: nil) == [])
  }
}
