import Analysis
import Diagnostics
import HTTPExchange
import Prometheus
import Testing

@Suite struct ReadAnswerTests {
  @Test("An answer is read as its fixture says, or refused by name", arguments: AnswerFixture.all)
  func golden(fixture: AnswerFixture) throws {
    let answer = read(try fixture.body, status: fixture.status)
    #expect(answer.lines == (try fixture.expected))
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: [UInt8]
  }

  static let hostile: [Row] = [
    Row(
      testDescription: "ten thousand brackets",
      body: Array(String(repeating: "[", count: 10_000).utf8)),
    Row(
      testDescription: "ten thousand brackets where the result should be",
      body: Array(
        (#"{"status":"success","data":{"resultType":"vector","result":"#
          + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}}")
          .utf8)),
    Row(
      testDescription: "ten thousand objects in a member nobody reads",
      body: Array(
        (#"{"x":"# + String(repeating: #"{"x":"#, count: 10_000)
          + "1" + String(repeating: "}", count: 10_000)
          + #","status":"success","data":{"resultType":"vector","result":[]}}"#).utf8)),
    Row(
      testDescription: "a label that is not UTF-8",
      body: Array(
        #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":""#.utf8)
        + [0xFF, 0xFE] + Array(#""},"value":[1767228600,"1"]}]}}"#.utf8)),
    Row(testDescription: "zeros", body: [UInt8](repeating: 0, count: 100_000)),
    Row(testDescription: "half a surrogate pair", body: Array(#"{"status":"\ud800"}"#.utf8)),
  ]

  @Test(
    "Bytes that are no answer are a store's error, with a short line of them", arguments: hostile)
  func refused(row: Row) throws {
    let answer = read(row.body)
    guard case .failure(.storeError(let text)) = answer.series else {
      Issue.record("read as \(answer.lines)")
      return
    }
    #expect(text.unicodeScalars.count < 300)
    #expect(text.split(whereSeparator: \.isNewline).count == 1)
  }

  @Test("Many series are read, and are too many for one value")
  func manySeries() throws {
    let element = #"{"metric":{"a":"b"},"value":[1767228600,"1"]}"#
    let list = Array(repeating: element, count: 50_000).joined(separator: ",")
    let body = #"{"status":"success","data":{"resultType":"vector","result":[\#(list)]}}"#
    let series = try read(Array(body.utf8)).series.get()
    #expect(series.count == 50_000)
  }

  @Test("Texts of a store are cut, be they long, many or one endless character")
  func longTexts() {
    let long = "a" + String(repeating: "\u{301}", count: 500_000)
    let warnings = Array(repeating: "\"\(long)\"", count: 30).joined(separator: ",")
    let answer = read(
      Array(
        #"{"status":"error","errorType":"\#(long)","error":"\#(long)","warnings":[\#(warnings)]}"#
          .utf8))
    guard case .failure(.storeError(let text)) = answer.series else {
      Issue.record("read as \(answer.lines.prefix(100))")
      return
    }
    #expect(text.unicodeScalars.count < 500)
    #expect(answer.warnings.count == 21)
    #expect(answer.warnings.last == "and 10 more")
    #expect(answer.warnings.allSatisfy { $0.unicodeScalars.count <= 200 })
  }

  struct Failure: Sendable, CustomTestStringConvertible {
    let failure: TransportFailure
    let expected: String

    init(_ failure: TransportFailure, _ expected: String) {
      (self.failure, self.expected) = (failure, expected)
    }

    var testDescription: String { expected }
  }

  static let failures: [Failure] = [
    Failure(.nameNotResolved("no host x"), "unreachable: no host x"),
    Failure(.connectionFailed("refused"), "unreachable: refused"),
    Failure(.tls("expired"), "unreachable: expired"),
    Failure(.brokenAnswer("closed early"), "unreachable: closed early"),
    Failure(.unusable("no key"), "unreachable: no key"),
    Failure(.timedOut(seconds: 10, overall: false), "unreachable: no answer within 10 s"),
    Failure(.timedOut(seconds: 60, overall: true), "unreachable: the deadline of the run passed"),
    Failure(.tooLarge(limit: 16), "storeError: the answer is larger than 16 bytes"),
    Failure(
      .redirected(status: 302, to: "https://login.example/"),
      "storeError: 302: it redirects to https://login.example/; "
        + "give that address if you trust it"),
  ]

  @Test("No answer is a store that failed, in words", arguments: failures)
  func noAnswer(row: Failure) {
    let answer = readAnswer(.failure(row.failure), at: AnswerFixture.time)
    switch answer.series {
    case .failure(.unreachable(let text)): #expect("unreachable: " + text == row.expected)
    case .failure(.storeError(let text)): #expect("storeError: " + text == row.expected)
    default: Issue.record("read as \(answer.lines)")
    }
  }

  @Test("A run that was stopped has no answer, and its store no fault")
  func stopped() {
    let answer = readAnswer(.failure(.cancelled), at: AnswerFixture.time)
    switch answer.series {
    case .failure(.interrupted): break
    case .failure, .success: Issue.record("read as \(answer.lines)")
    }
  }
}
