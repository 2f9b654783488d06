import Diagnostics
import Testing
import YAMLText

@Suite struct YAMLPathTests {
  @Test(
    "A path is read and written back alike",
    arguments: [
      "spec.http[0].route[?destination.subset=canary].weight",
      "images[?name=podinfo].newTag",
      "metadata.annotations[\"nginx.ingress.kubernetes.io/canary-weight\"]",
      "[0][1].a",
      "a[?\"b.c\".d=\"x]y\"]",
      "[\"say \\\"hi\\\"\"]",
      "größe",
    ])
  func roundTrip(text: String) throws {
    #expect(try YAMLPath(parsing: text).description == text)
  }

  @Test(
    "A fault in a path is told with its offset",
    arguments: [
      ("", 0, "a key"), ("a..b", 2, "a key"), ("a.", 2, "a key"),
      ("a[x]", 2, "an index, \"?\" or a quoted key"),
      ("a[0", 3, "\"]\""), ("a[?b]", 4, "\".\" or \"=\""), ("a[?b=]", 5, "a value"),
      ("é[\"x", 4, "a quote"), ("a[0]b", 4, "\".\" or \"[\""), ("a b", 1, "\".\" or \"[\""),
      ("a[99999999999999999999]", 2, "an index, \"?\" or a quoted key"),
    ])
  func faults(text: String, offset: Int, expected: String) {
    #expect(throws: YAMLPathError.self) { try YAMLPath(parsing: text) }
    do throws(YAMLPathError) {
      _ = try YAMLPath(parsing: text)
    } catch {
      #expect(error.offset == offset)
      #expect(error.expected == expected)
    }
  }

  static let file = """
    images:
    - name: podinfo
      newTag: v1
    - {name: redis, newTag: "7"}
    - {name: redis, newTag: "8"}
    base: &b {x: 1}
    copy: *b
    merged: {<<: *b, y: 2}
    twice: {k: 1, k: 2}
    odd: {{ .x }}
    list: [1, 2]

    """

  @Test(
    "A path finds one value, or says what is there",
    arguments: [
      ("images[?name=podinfo].newTag", "v1", nil),
      ("images[1].newTag", "7", nil),
      ("merged", nil, nil),
      (
        "images[?name=redis].newTag", nil,
        "f:2:1: images[?name=redis] is there 2 times: f:4:3, f:5:3; name one by its index"
      ),
      (
        "images[?name=nginx]", nil,
        "f:2:1: there is no images[?name=nginx] here; the items here have \"podinfo\" at f:2:3, \"redis\" at f:4:3, \"redis\" at f:5:3"
      ),
      ("image[0]", nil, "f:1:1: there is no image here; did you mean \"images\"?"),
      ("list[2]", nil, "f:11:7: there is no list[2] here; the list has 2 items, counted from 0"),
      (
        "copy.x", nil,
        "f:7:7: this is the alias *b, whose value is written elsewhere; write the value out here"
      ),
      (
        "merged.x", nil,
        "f:8:10: the merge key << brings in values that are written elsewhere; write the values out here"
      ),
      ("twice.k", nil, "f:9:15: \"k\" is given twice, first at f:9:9; remove one of them"),
      (
        "odd", nil, "f:10:6: this looks like a Helm template, which is no YAML yet; render it first"
      ),
      (
        "list.a", nil,
        "f:11:7: a mapping with \"a\" is expected here; write \"a: ...\", indented below its parent"
      ),
    ] as [(String, String?, String?)])
  func find(path: String, expected: String?, error: String?) throws {
    let file = try #require(YAMLFile.read(Array(Self.file.utf8), named: "f").file)
    let (node, diagnostics) = file.find(try YAMLPath(parsing: path))
    #expect(diagnostics.map(\.description) == (error.map { [$0] } ?? []))
    #expect(node?.scalar?.text == expected)
  }
}
