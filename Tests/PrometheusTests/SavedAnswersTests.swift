import Diagnostics
import Foundation
import HTTPExchange
import Prometheus
import Testing

@Suite struct SavedAnswersTests {
  static let results: [Result<HTTPAnswer, TransportFailure>] = [
    .success(HTTPAnswer(status: 200, contentType: "application/json", body: Array("{}\n".utf8))),
    .success(HTTPAnswer(status: 502, contentType: "", body: [])),
    .success(HTTPAnswer(status: 200, contentType: "a/b", body: Array("größe \u{0}\u{2028}".utf8))),
    .success(HTTPAnswer(status: 200, contentType: "a/b", body: [0x7B, 0xFF, 0xFE, 0x7D])),
    .failure(.nameNotResolved("x")), .failure(.connectionFailed("x")), .failure(.tls("x")),
    .failure(.timedOut(seconds: 1.5, overall: false)),
    .failure(.timedOut(seconds: 60, overall: true)), .failure(.tooLarge(limit: 16 << 20)),
    .failure(.redirected(status: 302, to: "https://x/")), .failure(.brokenAnswer("x")),
    .failure(.unusable("x")), .failure(.cancelled),
  ]

  static func saved(_ results: [Result<HTTPAnswer, TransportFailure>]) -> SavedAnswers {
    SavedAnswers(
      evaluatedAt: AnswerFixture.time, startedAt: .epoch, seconds: 0.125, host: "runner-1",
      exchanges: results.enumerated().map { index, result in
        .init(
          store: "http://a", query: "up == \(index)",
          result: HTTPExchangeResult(result: result, seconds: 0.1, attempts: 1))
      })
  }

  @Test("Any answer and any failure is read back as it was, and written as the same bytes")
  func roundTrip() throws {
    let answers = Self.saved(Self.results)
    let text = try answers.text()
    let back = try SavedAnswers(reading: text)
    #expect(back == answers)
    #expect(try back.text() == text)
    #expect(text.last == UInt8(ascii: "\n"))
  }

  @Test("Answers are found by store and query; one that is missing says so")
  func lookup() throws {
    let answers = Self.saved(Self.results)
    let found = answers.answers(to: ["up == 1", "up", "up == 0"], of: "http://a").map(\.result)
    let missing = TransportFailure.unusable("the saved answers hold none for this query")
    #expect(found == [Self.results[1], .failure(missing), Self.results[0]])
    #expect(answers.answers(to: ["up == 1"], of: "http://b").map(\.result) == [.failure(missing)])
  }

  static let whole =
    #"{"schema":1,"evaluatedAt":"2026-01-01T00:50:00Z","startedAt":"2026-01-01T00:50:00Z","#
    + #""seconds":1,"host":"h","answers":[{"store":"s","query":"q","seconds":1,"attempts":1,"#
    + #""status":200,"contentType":"a/b","body":"{}"}]}"#

  @Test("A small file is read")
  func whole() throws {
    #expect(try SavedAnswers(reading: Array(Self.whole.utf8)).exchanges.count == 1)
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let what: String

    init(_ old: String, _ new: String, _ what: String) {
      (self.old, self.new, self.what) = (old, new, what)
    }

    var testDescription: String { "\(old) becomes \(new)" }
  }

  static let notOne = "it is not a file of saved answers"
  static let implausible = "it holds a time, a status or a number of attempts that no run writes"

  static let changes: [Change] = [
    Change("\"schema\":1", "\"schema\":2", "it has schema 2, and this program knows 1"),
    Change("\"schema\":1", "\"schema\":\"1\"", notOne),
    Change("\"schema\":1,", "", notOne),
    Change("T00:50:00Z", " 00:50", "its times are not RFC 3339"),
    Change("\"seconds\":1", "\"seconds\":-1", implausible),
    Change("\"seconds\":1", "\"seconds\":1e300", implausible),
    Change("\"seconds\":1", "\"seconds\":1e999", notOne),
    Change("\"attempts\":1", "\"attempts\":-1", implausible),
    Change("\"attempts\":1", "\"attempts\":1e3000", notOne),
    Change("\"status\":200", "\"status\":0", implausible),
    Change("\"status\":200", "\"status\":20000000000000000000", notOne),
    Change("\"status\":200", "\"failure\":{\"kind\":\"tooLarge\",\"number\":-1}", implausible),
    Change("\"answers\":[", "\"answers\":[[", notOne),
    Change("}]}", "}]", notOne),
    Change("}]}", "", notOne),
  ]

  @Test("A file that was tampered with is refused", arguments: changes)
  func tampered(change: Change) {
    let text = Self.whole.replacing(change.old, with: change.new)
    #expect(text != Self.whole)
    do throws(SavedAnswers.Fault) {
      _ = try SavedAnswers(reading: Array(text.utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.what == change.what)
    }
  }

  @Test(
    "Bytes that are no file of answers are refused",
    arguments: [
      [], [0], [0xFF, 0xFE], Array("null".utf8), Array("[]".utf8), Array("{}".utf8),
      Array("%PDF-1.7".utf8), [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
    ] as [[UInt8]])
  func noAnswers(bytes: [UInt8]) {
    #expect(throws: SavedAnswers.Fault.self) { try SavedAnswers(reading: bytes) }
  }

  @Test("Every beginning of a file is refused, and every byte of it may be any other")
  func mutated() throws {
    let bytes = try Self.saved(Self.results).text()
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      #expect(throws: SavedAnswers.Fault.self) {
        try SavedAnswers(reading: Array(bytes[..<end]))
      }
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] = UInt8(truncatingIfNeeded: index &* 167 &+ 13)
      // Read or refused: either is fine, and neither is a crash.
      _ = try? SavedAnswers(reading: changed)
    }
  }
}
