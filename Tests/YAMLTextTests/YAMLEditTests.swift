import Diagnostics
import Testing
import YAMLText

@Suite struct YAMLEditTests {
  private func edit(
    _ text: String, _ steps: [YAMLPlace.Step], from old: String?, to new: String
  ) throws -> String {
    let file = try #require(YAMLFile.read(Array(text.utf8), named: "f").file)
    do throws(YAMLEditError) {
      let place = YAMLPlace(document: 0, steps: steps)
      let edit = try file.edited([YAMLChange(at: place, from: old, to: new)])
      return String(decoding: edit.new, as: UTF8.self)
    } catch {
      switch error {
      case .refused(let refusal): return "refused: \(refusal.diagnostic)"
      case .notProved(let fault): return "not proved: \(fault)"
      }
    }
  }

  @Test(
    "A value is replaced inside its quotes, and nothing else moves",
    arguments: [
      ("w: 5 # five\r\n", "w: 10 # five\r\n"), ("w: \"5\"", "w: \"10\""), ("w: '5'\n", "w: '10'\n"),
      ("{é: 1, w: 5, }\n", "{é: 1, w: 10, }\n"), ("\u{FEFF}\"w\":5", "refused"),
      ("{\"w\":5}", "{\"w\":10}"), ("# 😀\nw:   5  \n", "# 😀\nw:   10  \n"),
      (
        "w: !!int 5",
        "refused: f:1:4: this has the tag tag:yaml.org,2002:int; write the value without a tag"
      ),
      (
        "w: &a 5\n",
        "refused: f:1:4: this has the anchor &a, so a change here would count elsewhere too; write the value out in each place, without the anchor"
      ),
      ("w: |-\n  5\n", "refused: f:1:4: this value is a block of text; write it on one line"),
      (
        "v: &a 5\nw: *a\n",
        "refused: f:2:4: this is the alias *a, whose value is written elsewhere; write the value out here"
      ),
      (
        "w: 6\n",
        "refused: f:1:4: w is no longer what it was when the change was planned; run again"
      ),
      ("w: 10\n", "w: 10\n"),
    ])
  func replace(text: String, expected: String) throws {
    guard expected != "refused" else {
      #expect(YAMLFile.read(Array(text.utf8), named: "f").file == nil)
      return
    }
    #expect(try edit(text, [.key("w")], from: "5", to: "10") == expected)
  }

  @Test(
    "A text keeps its type and its escapes",
    arguments: [
      ("w: v1\n", "v1", "v2", "w: v2\n"),
      (
        "w: v1\n", "v1", "1.10",
        "refused: f:1:4: \"1.10\" would change its type here without quotes; put the present value in quotes"
      ),
      (
        "w: v1\n", "v1", "on",
        "refused: f:1:4: \"on\" would change its type here without quotes; put the present value in quotes"
      ),
      (
        "w: v1\n", "v1", "7",
        "refused: f:1:4: \"7\" would change its type here without quotes; put the present value in quotes"
      ),
      (
        "w: v1\n", "v1", "a: b",
        "refused: f:1:4: \"a: b\" would change its type here without quotes; put the present value in quotes"
      ),
      ("w: 1.2.3\n", "1.2.3", "v2", "w: v2\n"),
      ("w: \"v1\"\n", "v1", "1\n\"\\\u{2028}é\u{7F}", "w: \"1\\n\\\"\\\\\\u2028é\\u007F\"\n"),
      ("w: 'v1'\n", "v1", "it's: 7", "w: 'it''s: 7'\n"),
    ])
  func types(text: String, old: String, new: String, expected: String) throws {
    #expect(try edit(text, [.key("w")], from: old, to: new) == expected)
  }

  @Test(
    "A missing key is written as its neighbours are",
    arguments: [
      (
        "- a: 1 # one\n  b:\n  - 2   # two\n# end\n",
        "- a: 1 # one\n  b:\n  - 2   # two\n  w: 10\n# end\n"
      ),
      ("-   a: 1\r\n\r\n- b\r\n", "-   a: 1\r\n    w: 10\r\n\r\n- b\r\n"),
      ("- a: 1", "- a: 1\n  w: 10"),
      ("x\n", "refused"),
      ("- a: 1 # c", "- a: 1 # c\n  w: 10"),
      ("# é\r\n- a: 1", "# é\r\n- a: 1\r\n  w: 10"),
      ("- a: |\n    text\n\n- b\n", "- w: 10\n  a: |\n    text\n\n- b\n"),
      ("- a:\n- b\n", "- w: 10\n  a:\n- b\n"),
      ("- a: {b: 1}\n", "- a: {b: 1}\n  w: 10\n"),
      ("- {a: 1}\n", "- {a: 1, w: 10}\n"), ("- {a: 1, }\n", "- {a: 1, w: 10, }\n"),
      (
        "[a: 1]",
        "refused: f:1:2: a key and its value stand here without braces; put them in braces"
      ),
      // A next line (U+0085) ends the comment for YAML 1.1, but not the line for editors.
      ("- a: 1 # x\u{85}# y\n- b\n", "- a: 1 # x\u{85}# y\n  w: 10\n- b\n"),
      (
        "- a: 1 # x\u{85}- b\n",
        "refused: f:1:6: what comes next stands on the same line to an editor, behind U+0085 or the like; end lines with line feeds"
      ),
      ("- a: 1\u{2028}", "- a: 1\u{2028}\n  w: 10"),
      ("- {}\n", "- {w: 10}\n"), ("- {a}\n", "- {a, w: 10}\n"),
      ("[{\"a\":1}]", "[{\"a\":1,\"w\":10}]"), ("[{\"a\": 1}]", "[{\"a\": 1, \"w\": 10}]"),
      ("[{\n  \"a\": 1,\n  \"b\": 2\n}]", "[{\n  \"a\": 1,\n  \"b\": 2,\n  \"w\": 10\n}]"),
      ("- ? a\n  : 1\n", "refused: f:1:3: a key written with \"?\"; write it as \"key: value\""),
      (
        "- ? [a]\n  : 1\n", "refused: f:1:5: this key is no plain text; write the key as plain text"
      ),
      (
        "- &x\n  a: 1\n",
        "refused: f:1:3: this has the anchor &x, so a change here would count elsewhere too; write the value out in each place, without the anchor"
      ),
    ])
  func insert(text: String, expected: String) throws {
    guard expected != "refused" else { return }
    #expect(try edit(text, [.index(0), .key("w")], from: nil, to: "10") == expected)
  }

  @Test("Two changes are made in one pass, in every document")
  func several() throws {
    let text = "---\na: 1\nb: [1, 2]\n---\na: 3\n"
    let file = try #require(YAMLFile.read(Array(text.utf8), named: "f").file)
    let edit = try file.edited([
      YAMLChange(at: YAMLPlace(document: 1)["a"], from: "3", to: "333"),
      YAMLChange(at: YAMLPlace(document: 0)["b"][1], from: "2", to: "222"),
      YAMLChange(at: YAMLPlace(document: 0)["a"], from: "1", to: "1"),
    ])
    #expect(String(decoding: edit.new, as: UTF8.self) == "---\na: 1\nb: [1, 222]\n---\na: 333\n")
    #expect(edit.changes.map { "\($0.place)" } == ["a", "b[1]"])
  }
}
