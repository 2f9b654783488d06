import Diagnostics
import Foundation
import Testing

@Suite struct JSONValueTests {
  @Test(
    "What RFC 8259 admits is read as what it means",
    arguments: [
      ("null", "null"), (" true ", "true"), ("[]", "[]"), ("{}", "{}"),
      ("[1, -0.5, 1e2, 12E-1, 0]", "[1,-0.5,100,1.2,0]"),
      (#"{"b": [{"a": ""}], "a": false}"#, #"{"a":false,"b":[{"a":""}]}"#),
      (#""\u00e9\ud83d\ude80\/\"\\\b\f\n\r\t""#, #""é🚀/\"\\\u0008\u000c\n\u000d\u0009""#),
      ("\"é🚀\"\n", "\"é🚀\""), (#""\u0000\ufffe""#, #""\u0000\ufffe""#),
      (nest(64), nest(64)),
    ])
  func read(text: String, expected: String) throws {
    #expect(try JSONValue(reading: Array(text.utf8)).line == expected)
  }

  @Test(
    "What it does not admit is refused, with its place",
    arguments: [
      ("", "1:1: the text ends too early"), ("{", "1:2: the text ends too early"),
      ("\u{feff}{}", "1:1: this is no JSON"), ("{\n  \"é\": 'x'}", "2:8: this is no JSON"),
      ("[1,]", "1:4: this is no JSON"), ("[1 2]", "1:4: this is no JSON"),
      ("{\"a\":1,}", "1:8: this is no JSON"), ("{a:1}", "1:2: this is no JSON"),
      ("[] []", "1:4: this is no JSON"), ("nul", "1:1: this is no JSON"),
      ("01", "1:2: this is no JSON"), ("1.", "1:3: the text ends too early"),
      (".5", "1:1: this is no JSON"), ("+1", "1:1: this is no JSON"),
      ("0x1", "1:2: this is no JSON"),
      ("NaN", "1:1: this is no JSON"), ("[1e400]", "1:2: this number is too large"),
      ("\"a\nb\"", "1:3: this is no JSON"), (#""\x41""#, "1:4: this is no JSON"),
      (#""\ud800""#, "1:8: this is no JSON"), (#""\udc00\ud800""#, "1:8: this is no JSON"),
      (#"{"a":1,"b":{"c":2,"c":2}}"#, "1:19: this member is there twice"),
      (#"{"a":1,"\u0061":2}"#, "1:8: this member is there twice"),
      (nest(65), "1:66: lists and objects lie too deep in each other"),
    ])
  func refused(text: String, expected: String) {
    let fault = #expect(throws: JSONFault.self) { try JSONValue(reading: Array(text.utf8)) }
    let diagnostic = fault?.diagnostic(in: "f", "", advice: "")
    #expect(diagnostic.map { "\($0)" } == "f:\(expected.replacing(": ", with: ": : ")); ")
  }

  @Test("Bytes that are no UTF-8 are refused")
  func noUTF8() {
    #expect(throws: JSONFault.self) { try JSONValue(reading: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONFault.self) { try JSONValue(reading: [0x22, 0x5C, 0x6E, 0xFF, 0x22]) }
  }

  private static func nest(_ depth: Int) -> String {
    String(repeating: "[", count: depth + 1) + String(repeating: "]", count: depth + 1)
  }

  @Test(
    "What is written is read as the same",
    arguments: [
      0, -0.5, 1e300, 4.9e-307, 0.1 + 0.2, 123_456_789_012_345_680, 99.99999999999999,
    ])
  func numbers(number: Double) throws {
    let written = JSONText.number(number).document
    let read = try JSONValue.members(reading: Array("{\"x\":\(written)}".utf8))
    let range = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    #expect(try read.required("x", .number(in: range)) == number)
  }
}

extension JSONValue {
  /// On one line, members by name.
  fileprivate var line: String { json.written(.line) }

  private var json: JSONText {
    switch self {
    case .null: .null
    case .flag(let flag): .flag(flag)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map(\.json))
    case .members(let members):
      .members(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
    }
  }
}
