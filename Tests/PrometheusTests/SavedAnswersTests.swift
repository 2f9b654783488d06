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
    let text = answers.text
    let back = try SavedAnswers(reading: text, in: "answers.json")
    #expect(back == answers)
    #expect(back.text == text)
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

  @Test("A small file is read, also as encoders of others lay it out")
  func whole() throws {
    let read = try SavedAnswers(reading: Array(Self.whole.utf8), in: "answers.json")
    #expect(read.exchanges.count == 1)
    let spread = Self.whole.replacing(":{", with: " : {").replacing("\":", with: "\" : ")
      .replacing("{\"", with: "{\n  \"").replacing("/", with: "\\/")
    #expect(try SavedAnswers(reading: Array(spread.utf8), in: "answers.json") == read)
  }

  static let kept: [URL] = {
    let fixtures = AnswerFixture.folder.deletingLastPathComponent()
    let folders = ["stages", "demo"].map { fixtures.appending(path: $0) }
    return folders.flatMap { folder in
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      return (files?.allObjects as? [URL] ?? []).filter {
        $0.pathExtension == "json" && $0.path.contains("answers")
      }
    }
  }()

  @Test("Files that are kept since long are read, and are as they would be written today")
  func kept() throws {
    #expect(Self.kept.count > 50)
    for file in Self.kept {
      let bytes = [UInt8](try Data(contentsOf: file))
      let answers = try SavedAnswers(reading: bytes, in: file.lastPathComponent)
      #expect(answers.text == bytes, "\(file.path)")
    }
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

  static let noSeconds = "is no number from 0 to 1000000000"

  static let changes: [Change] = [
    Change("\"schema\":1", "\"schema\":2", "1:1: schema is 2, and this program knows 1"),
    Change("\"schema\":1", "\"schema\":\"1\"", "1:1: schema is no whole number"),
    Change("\"schema\":1,", "", "1:1: schema is missing"),
    Change("\"schema\":1", "\"schema\":1,\"schema\":1", "1:13: this member is there twice"),
    Change(
      "\"attempts\":1", "\"attempts\":1,\"attempts\":2", "1:169: this member is there twice"),
    Change("T00:50:00Z", " 00:50", "1:1: evaluatedAt is no time of RFC 3339"),
    Change("\"seconds\":1,\"host\"", "\"seconds\":-1,\"host\"", "1:1: seconds \(noSeconds)"),
    Change(
      "\"seconds\":1,\"att", "\"seconds\":1e300,\"att", "1:1: answers[0].seconds \(noSeconds)"),
    Change("\"seconds\":1", "\"seconds\":1e999", "1:95: this number is too large"),
    Change(
      "\"attempts\":1", "\"attempts\":-1",
      "1:1: answers[0].attempts is no whole number from 0 to 1000"),
    Change("\"attempts\":1", "\"attempts\":1e3000", "1:167: this number is too large"),
    Change("\"attempts\":1,", "", "1:1: answers[0].attempts is missing"),
    Change(
      "\"status\":200", "\"status\":0", "1:1: answers[0].status is no whole number from 100 to 599"),
    Change(
      "\"status\":200", "\"status\":20000000000000000000",
      "1:1: answers[0].status is no whole number from 100 to 599"),
    Change(
      "\"status\":200", "\"failure\":{\"kind\":\"tooLarge\",\"number\":-1}",
      "1:1: answers[0].failure.number is no number from 0 to 1000000000000000"),
    Change(
      "\"status\":200", "\"failure\":{\"kind\":\"bored\"}",
      "1:1: answers[0].failure.kind is \"bored\", which this program does not know"),
    Change(
      "\"body\":\"{}\"", "\"bodyBase64\":\"e30\"", "1:1: answers[0].bodyBase64 is no text in Base64"
    ),
    Change("\"body\":\"{}\"", "\"body\":1", "1:1: answers[0].body is no text"),
    Change("\"answers\":[", "\"answers\":[[", "1:216: this is no JSON"),
    Change("\"answers\":[{", "\"answers\":[1,{", "1:1: answers[0] is no object"),
    Change("}]}", "}]", "1:215: the text ends too early"),
    Change("}]}", "}]}}", "1:216: this is no JSON"),
    Change("}]}", "", "1:213: the text ends too early"),
  ]

  @Test("A file that was tampered with is refused, with the place", arguments: changes)
  func tampered(change: Change) {
    let text = Self.whole.replacing(change.old, with: change.new, maxReplacements: 1)
    #expect(text != Self.whole)
    let fault = #expect(throws: Diagnostic.self) {
      try SavedAnswers(reading: Array(text.utf8), in: "answers.json")
    }
    let parts = change.what.split(separator: ": ", maxSplits: 1)
    #expect(fault?.position.map { "\($0)" } == "answers.json:\(parts[0])")
    #expect(fault?.what == "this is no file of saved answers: \(parts[1])")
  }

  @Test(
    "Bytes that are no file of answers are refused",
    arguments: [
      [], [0], [0xFF, 0xFE], Array("null".utf8), Array("[]".utf8), Array("{}".utf8),
      Array("%PDF-1.7".utf8), [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
    ] as [[UInt8]])
  func noAnswers(bytes: [UInt8]) {
    #expect(throws: Diagnostic.self) { try SavedAnswers(reading: bytes, in: "") }
  }

  @Test("Every beginning of a file is refused, and every byte of it may be any other")
  func mutated() throws {
    let bytes = Self.saved(Self.results).text
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      #expect(throws: Diagnostic.self) {
        try SavedAnswers(reading: Array(bytes[..<end]), in: "")
      }
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] = UInt8(truncatingIfNeeded: index &* 167 &+ 13)
      // Read or refused: either is fine, and neither is a crash.
      _ = try? SavedAnswers(reading: changed, in: "")
    }
  }
}
