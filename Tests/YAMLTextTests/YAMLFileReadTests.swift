import Diagnostics
import Testing
import YAMLText

@Suite struct YAMLFileReadTests {
  /// Every node as `line:column <bytes>`, in the order of the file.
  private func outline(_ text: String, bom: Bool = false) throws -> [String] {
    let bytes = (bom ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    let (file, diagnostics) = YAMLFile.read(bytes, named: "f.yaml")
    #expect(diagnostics.isEmpty)
    let read = try #require(file)
    var lines: [String] = []
    func visit(_ node: YAMLNode) {
      let slice = String(decoding: bytes[node.range], as: UTF8.self)
      lines.append("\(node.position.line):\(node.position.column) <\(slice)>")
      node.items?.forEach(visit)
      node.entries?.forEach {
        visit($0.key); visit($0.value)
      }
    }
    read.documents.compactMap(\.root).forEach(visit)
    return lines
  }

  @Test(
    "A node knows its bytes, and its line and column in Unicode scalars",
    arguments: [
      ("a: 1\n", ["1:1 <a: 1>", "1:1 <a>", "1:4 <1>"]),
      (
        "é: \"😀\" # x\nb: 'ü'",
        [
          "1:1 <é: \"😀\" # x\nb: 'ü'>", "1:1 <é>", "1:4 <\"😀\">", "2:1 <b>", "2:4 <'ü'>",
        ]
      ),
      ("a:\r\n- b\r\n\r\n# end\r\n", ["1:1 <a:\r\n- b>", "1:1 <a>", "2:1 <- b>", "2:3 <b>"]),
      (
        "{a: [1, 2 ] }\n",
        [
          "1:1 <{a: [1, 2 ] }>", "1:2 <a>", "1:5 <[1, 2 ]>", "1:6 <1>", "1:9 <2>",
        ]
      ),
      (
        "a: &x !!int 1\nb: *x\n",
        [
          "1:1 <a: &x !!int 1\nb: *x>", "1:1 <a>", "1:4 <&x !!int 1>", "2:1 <b>", "2:4 <*x>",
        ]
      ),
      (
        "a:\nb: |\n  text\n\n# c\n",
        [
          "1:1 <a:\nb: |\n  text\n\n>", "1:1 <a>", "1:3 <>", "2:1 <b>", "2:4 <|\n  text\n\n>",
        ]
      ),
      ("--- a\n---\n--- b\n...\n", ["1:5 <a>", "3:5 <b>"]),
    ] as [(String, [String])])
  func ranges(text: String, expected: [String]) throws {
    #expect(try outline(text) == expected)
    #expect(try outline(text, bom: true) == expected)
  }

  @Test(
    "A fault is one sentence at the place where it lies",
    arguments: [
      (
        "a: {{ if }\nb: 1\n",
        "1:4: this looks like a Helm template, which is no YAML yet; render it first"
      ),
      (
        "{{- if .x }}\na: 1\n{{- end }}\n",
        "1:1: this looks like a Helm template, which is no YAML yet; render it first"
      ),
      (
        "a: [1,, 2]\n", "1:7: a value is missing here; write one, or put what stands here in quotes"
      ),
      ("a: | b\n", "1:6: text behind the mark of a block of text; begin the text on the next line"),
      (
        "a: &\n",
        "1:5: an anchor or alias without a name; put a value that begins with & or * in quotes"
      ),
      (
        "a: 1\n b: 2\n",
        "2:3: a second \": \" where a value is expected; indent the key rightly, or put the value in quotes"
      ),
      (
        "a:\n- b\nc\n",
        "3:1: a key without its colon; write \"key: value\", or put text of several lines in quotes"
      ),
      (
        "a: \"\\q\"\n",
        "1:5: an unknown escape in a double-quoted text; write \\\\ for a backslash, or use single quotes"
      ),
      ("-\ta: 1\n", "1:2: a tab is used as indentation; indent with spaces"),
      ("a:\n\tb: 1\n", "2:1: a tab is used as indentation; indent with spaces"),
      (
        "a: b: c\n",
        "1:5: a second \": \" where a value is expected; indent the key rightly, or put the value in quotes"
      ),
      ("a: 'b\n", "1:4: a quote is not closed before the file ends; close the quote"),
      (
        "a: *b\n",
        "1:4: the alias *b names no earlier anchor of this document; write &b at the value it stands for, or write the value here"
      ),
      (
        "a: &b [*b]\n",
        "1:8: the alias *b names no earlier anchor of this document; write &b at the value it stands for, or write the value here"
      ),
      (
        "a: &b 1\nc: &b 2\n",
        "2:4: the anchor &b is given twice, first at f.yaml:1:4; give each anchor its own name"
      ),
      ("é: 1\nü: \u{1}\n", "2:4: a control character, which YAML does not allow; remove it"),
      ("a: @b\n", "1:4: a character that can't begin a plain value; put the value in quotes"),
    ])
  func faults(text: String, expected: String) {
    for head in ["", "\u{FEFF}"] {
      let (file, diagnostics) = YAMLFile.read(Array((head + text).utf8), named: "f.yaml")
      #expect(file == nil)
      #expect(diagnostics.map(\.description) == ["f.yaml:" + expected])
    }
  }

  @Test(
    "Bytes that are no UTF-8 are refused where they lie",
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "1:1: the file is UTF-16 or UTF-32 text; save it as UTF-8"),
      ([0x00, 0x61, 0x00, 0x3A], "1:1: the file is UTF-16 or UTF-32 text; save it as UTF-8"),
      ([0x61, 0x00, 0x3A, 0x00], "1:1: the file is UTF-16 or UTF-32 text; save it as UTF-8"),
      ([0x00, 0x00, 0xFE, 0xFF], "1:1: the file is UTF-16 or UTF-32 text; save it as UTF-8"),
      (
        [0x61, 0x0A, 0xC3, 0xA9, 0xC3, 0x28],
        "2:2: this byte is no UTF-8 text; save the file as UTF-8"
      ),
      ([0xEF, 0xBB, 0xBF, 0x61, 0x80], "1:2: this byte is no UTF-8 text; save the file as UTF-8"),
    ] as [([UInt8], String)])
  func encodings(bytes: [UInt8], expected: String) {
    let (file, diagnostics) = YAMLFile.read(bytes, named: "f.yaml")
    #expect(file == nil)
    #expect(diagnostics.map(\.description) == ["f.yaml:" + expected])
  }

  @Test(
    "Text nested 1,000 levels deep is read and dropped; deeper is an error",
    arguments: ["[", "{a: "])
  func depth(opening: String) {
    let closing = opening == "[" ? "]" : "}"
    func nested(_ depth: Int) -> [UInt8] {
      Array(
        (String(repeating: opening, count: depth) + String(repeating: closing, count: depth)).utf8)
    }
    let deep = YAMLFile.read(nested(999), named: "f.yaml")
    #expect(deep.file?.documents.first?.root?.duplicateKeys().isEmpty == true)
    let tooDeep = YAMLFile.read(nested(100_000), named: "f.yaml")
    #expect(tooDeep.diagnostics.count == 1)
    #expect(tooDeep.diagnostics.first?.what.contains("deep") == true)
  }

  @Test("Tags are declared a thousand times at most, however many lines there are")
  func tagLines() {
    func read(_ count: Int) -> [Diagnostic] {
      let lines = (0..<count).map { "%TAG !a\($0)! tag:x\n" }.joined()
      return YAMLFile.read(Array((lines + "---\na: \"%TAG\"\n").utf8), named: "f").diagnostics
    }
    #expect(read(1_000).isEmpty)
    #expect(
      read(200_000).map(\.description)
        == ["f:1001:1: more than 1000 %TAG lines; remove those that no tag needs"])
  }

  @Test("An empty file has no document, and an empty document no root")
  func emptiness() {
    #expect(YAMLFile.read([], named: "f").file?.documents.isEmpty == true)
    #expect(YAMLFile.read(Array("# only\n".utf8), named: "f").file?.documents.isEmpty == true)
    let two = YAMLFile.read(Array("---\n---\na: 1\n".utf8), named: "f").file
    #expect(two?.documents.map { $0.root == nil } == [true, false])
  }

  @Test("Keys given twice are found with the first, in small and large mappings")
  func duplicates() throws {
    let many = (0..<20).map { "k\($0): 1\n" }.joined()
    let text =
      "a: 1\nb: {c: 1, \"c\": 2}\na: 3\nd:\n- "
      + many.split(separator: "\n")
      .joined(separator: "\n  ") + "\n  k7: 2\n"
    let root = try #require(
      YAMLFile.read(Array(text.utf8), named: "f").file?.documents.first?.root)
    let found = root.duplicateKeys().map { "\($0.first.position) \($0.again.position)" }
    #expect(found == ["f:2:5 f:2:11", "f:1:1 f:3:1", "f:12:3 f:25:3"])
  }

  @Test(
    "Braces of a template show where a value is expected",
    arguments: [
      ("{{ .x }}", true), ("[[ .x ]]", true), ("{a: 1}", false), ("{}", false), ("[1]", false),
      ("\"{{ .x }}\"", false), ("{{a: b}: c, d: e}", false),
    ])
  func templates(text: String, expected: Bool) throws {
    let file = YAMLFile.read(Array("weight: \(text)\n".utf8), named: "f").file
    #expect(try #require(file?.documents.first?.root?["weight"]).looksLikeTemplate == expected)
  }
}
