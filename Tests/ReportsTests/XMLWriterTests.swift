import Testing

@testable import Reports

@Suite struct XMLWriterTests {
  @Test(
    "What XML forbids is written out, and all else is read back as it was",
    arguments: [
      ("\u{0}after", #"\u{0}after"#), ("\u{1}\u{b}\u{1f}", #"\u{1}\u{b}\u{1f}"#),
      (String(decoding: [0xFFFE, 0xFFFF], as: UTF32.self), #"\u{fffe}\u{ffff}"#),
      ("]]> & < > \" '", "]]> & < > \" '"), ("tab\tline\n", "tab\tline\n"), ("🚀é", "🚀é"), ("", ""),
    ])
  func text(text: String, expected: String) throws {
    let xml = try XMLWriter()
    try xml.begin()
    try xml.start("testsuite", ["name": text, "absent": nil])
    try xml.start("testcase", ["name": text])
    try xml.start("failure", ["message": text])
    try xml.text(text)
    try xml.end()
    let bytes = try xml.finish()
    let suite = try #require(ParsedJUnit(bytes)?.suites.first)
    #expect(suite.name == expected)
    #expect(
      suite.cases == [.init(name: expected, result: "failure", message: expected, text: expected)])
    #expect(!String(decoding: bytes, as: UTF8.self).contains("absent"))
  }

  @Test("What libxml2 refuses is thrown")
  func refused() throws {
    let xml = try XMLWriter()
    #expect(throws: XMLWriter.Fault.refused("ending an element")) { try xml.end() }
  }
}
