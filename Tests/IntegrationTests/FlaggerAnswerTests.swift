import Foundation
import Testing

/// What Flagger's own queries are answered, beside the figures of this gate's: `fixtures/providers`
/// asked of the real Prometheus, with the fixtures' canaries in place of `podinfo`.
@Suite struct FlaggerAnswerTests {
  struct Query: Sendable, CustomTestStringConvertible {
    let provider: String
    let metric: String
    let scale: Double
    let text: String

    var testDescription: String { "\(provider) \(metric)" }

    /// As it is sent for another canary, whose names each provider writes in its own way.
    func about(_ canary: String) -> String {
      switch provider {
      case "skipper": text.replacing("podinfo", with: canary.replacing("-", with: "_"))
      case "knative": text.replacing("podinfo", with: canary + "-00002")
      default: text.replacing("podinfo", with: canary)
      }
    }
  }

  static func queries(_ metric: String) throws -> [Query] {
    let table = try String(
      contentsOfFile: Repository.path("fixtures/providers/flagger.tsv"), encoding: .utf8)
    return table.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t").map(String.init)
      guard cells[0] == "podinfo", cells[2] == metric, let scale = Double(cells[3]) else {
        return nil
      }
      return Query(provider: cells[1], metric: metric, scale: scale, text: cells[4])
    }
  }

  @Test(
    "Flagger's success rate is ours, but where nothing succeeds: there it has none",
    arguments: try queries("request-success-rate"))
  func successRate(query: Query) throws {
    #expect(try answer(to: query, about: "healthy") == (query.provider == "apisix" ? 99.95 : 99.5))
    #expect(try answer(to: query, about: "erroring") == 95)
    #expect(try answer(to: query, about: "only-errors") == nil)
  }

  @Test(
    "Flagger's duration is our P99, but where it is a mean that hides the slow ones",
    arguments: try queries("request-duration"))
  func duration(query: Query) throws {
    let isMean = ["nginx", "skipper"].contains(query.provider)
    #expect(try answer(to: query, about: "slow") == (isMean ? 111.5 : 750))
  }

  /// The value that Flagger makes of the answer, before it cuts it; nil without a series.
  private func answer(to query: Query, about canary: String) throws -> Double? {
    let asked = query.about(canary)
    let answer = try Asking.query(asked, of: try PrometheusServer.shared().address)
    let series = try #require(answer.data, "\(asked)").result
    #expect(series.count <= 1)
    let value = series.first?.value.flatMap { Double($0.text) }
    return value.map { ($0 * query.scale * 10_000).rounded() / 10_000 }
  }
}
