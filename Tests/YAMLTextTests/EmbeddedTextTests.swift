import Diagnostics
import Testing

@testable import YAMLText

/// Values inside a text that is a document itself.
@Suite struct EmbeddedTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    var path = "a.w"
    /// The file with 2 for 1; nil where it is refused.
    let after: String?
    /// What is said where it is refused.
    var error = ""
  }

  private static let unspelled =
    "this text is not written as it reads, so nothing in it can be named; "
    + "write it as a block of text after |, or on one line without escapes"

  static let rows: [Row] = [
    Row(
      testDescription: "a literal block, between comments of its own",
      before: "a: |\n  # w: 1\n  w: 1 # one\n  x: é\nb: 1\n",
      after: "a: |\n  # w: 1\n  w: 2 # one\n  x: é\nb: 1\n"),
    Row(
      testDescription: "a literal block with CRLF after a byte order mark and other letters",
      before: "\u{FEFF}é: 漢\r\na: |-\r\n    x: 😀\r\n    w: 1\r\n",
      after: "\u{FEFF}é: 漢\r\na: |-\r\n    x: 😀\r\n    w: 2\r\n"),
    Row(
      testDescription: "a block whose first line is indented more than the others need",
      before: "a: |2\n    x: [1]\n    w: 1\n", after: "a: |2\n    x: [1]\n    w: 2\n"),
    Row(
      testDescription: "a block with empty lines at its beginning, inside and at its end",
      before: "a: |+\n\n  x: 3\n\n  w: 1\n\n\nb: 1", after: "a: |+\n\n  x: 3\n\n  w: 2\n\n\nb: 1"),
    Row(
      testDescription: "the last line of the file, without a break",
      before: "a: |\n  w: 1", after: "a: |\n  w: 2"),
    Row(
      testDescription: "a folded block of JSON over lines",
      before: "a: >\n  {\"x\": [1,\n  2], \n  \"w\": 1}\n",
      after: "a: >\n  {\"x\": [1,\n  2], \n  \"w\": 2}\n"),
    Row(
      testDescription: "a folded block with empty lines and deeper ones",
      before: "a: >-\n  x: 1\n\n  y:\n    - 3\n    - 4\n\n  w: 1\n", path: "a.w",
      after: "a: >-\n  x: 1\n\n  y:\n    - 3\n    - 4\n\n  w: 2\n"),
    Row(
      testDescription: "JSON in single quotes", before: "a: '{\"w\":1}'", after: "a: '{\"w\":2}'"),
    Row(
      testDescription: "a doubled quote before it",
      before: "a: '{x: ''1'', w: 1}' # w", after: "a: '{x: ''1'', w: 2}' # w"),
    Row(
      testDescription: "JSON in double quotes with backslashes",
      before: "a: \"{\\\"p\\\":\\\"\\\\\\\\\\\",\\\"w\\\":1}\"",
      after: "a: \"{\\\"p\\\":\\\"\\\\\\\\\\\",\\\"w\\\":2}\""),
    Row(
      testDescription: "a text in a text", before: "a: |\n  b: |\n    w: 1\n  c: 1\n",
      path: "a.b.w",
      after: "a: |\n  b: |\n    w: 2\n  c: 1\n"),
    Row(
      testDescription: "an item of a list that has a text",
      before: "a:\n- patch: |-\n    - path: /x\n      value: 1\n",
      path: "a[0].patch[?path=/x].value",
      after: "a:\n- patch: |-\n    - path: /x\n      value: 2\n"),
    Row(
      testDescription: "quotes over lines", before: "a: '{x: 1,\n  w: 1}'", after: nil,
      error: "f:1:4: \(unspelled)"),
    Row(
      testDescription: "an escape that stands for another letter", before: "a: \"{\\x77: 1}\"",
      after: nil, error: "f:1:4: \(unspelled)"),
    Row(
      testDescription: "quotes in the same quotes", before: "a: \"{w: \\\"1\\\"}\"", after: nil,
      error: "f:1:9: this value is in quotes inside the same quotes; "
        + "write the text around it as a block after |"),
    Row(testDescription: "quotes in others", before: "a: '{w: \"1\"}'", after: "a: '{w: \"2\"}'"),
    Row(
      testDescription: "an anchor on the text", before: "a: &t |\n  w: 1\nb: *t\n", after: nil,
      error: "f:1:4: this has the anchor &t, so a change here would count elsewhere too; "
        + "write the value out in each place, without the anchor"),
    Row(
      testDescription: "an anchor inside the text", before: "a: |\n  w: &x 1\n", after: nil,
      error: "f:2:6: this has the anchor &x, so a change here would count elsewhere too; "
        + "write the value out in each place, without the anchor"),
    Row(
      testDescription: "two documents in the text", before: "a: |\n  w: 1\n  ---\n  w: 1\n",
      after: nil, error: "f:1:4: this text holds 2 documents; keep one document in it"),
    Row(
      testDescription: "a key twice in the text", before: "a: |\n  w: 1\n  w: 1\n", after: nil,
      error: "f:3:3: \"w\" is given twice, first at f:2:3; remove one of them"),
    Row(
      testDescription: "a text of words", before: "a: |\n  words\n", after: nil,
      error: "f:2:3: a mapping with \"w\" is expected here; "
        + "write \"w: ...\", indented below its parent"),
  ]

  @Test(
    "A value inside a text is changed at its own bytes, or refused at its place", arguments: rows)
  func texts(row: Row) throws {
    let (file, faults) = YAMLFile.read(Array(row.before.utf8), named: "f")
    let tree = try #require(file, "\(faults)")
    let (found, diagnostics) = tree.locate(try YAMLPath(parsing: row.path))
    var said = diagnostics.map { "\($0)" }.joined()
    var new: String?
    if let found {
      do throws(YAMLEditError) {
        let edit = try tree.edited([YAMLChange(at: found.place, from: "1", to: "2")])
        new = String(decoding: edit.new, as: UTF8.self)
      } catch {
        said = "\(error.diagnostic(in: "f"))"
      }
    }
    #expect(new == row.after)
    #expect(said == row.error)
  }

  @Test(
    "A new key in a text is written as the text is, or refused where its quotes forbid it",
    arguments: [
      ("a: |\n  x: 1\n", "a: |\n  x: 1\n  w: 2\n"),
      ("a: |\n  x: 1", "a: |\n  x: 1\n  w: 2"),
      ("a: '{\"x\":1}'", "a: '{\"x\":1,\"w\":2}'"),
      ("a: \"{x: 1}\"", "a: \"{x: 1, w: 2}\""),
      ("a: \"{\\\"x\\\":1}\"", nil),
      ("a: '{''x'': 1}'", "a: '{''x'': 1, w: 2}'"),
      ("a: >\n  {x: 1}\n", "a: >\n  {x: 1, w: 2}\n"),
    ])
  func insertions(before: String, after: String?) throws {
    let tree = try #require(YAMLFile.read(Array(before.utf8), named: "f").file)
    let place = YAMLPlace(document: 0)["a"]["w"]
    let edit = try? tree.edited([YAMLChange(at: place, from: nil, to: "2")])
    #expect(edit.map { String(decoding: $0.new, as: UTF8.self) } == after)
  }
}
