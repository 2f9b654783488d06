import ManifestCases
import Testing
import YAMLText

/// The witness of edits, shown to see what it must see.
@Suite struct EditWitnessTests {
  /// Nil for a change that is as it must be.
  static let rows: [(old: String, new: String, changes: [YAMLChange], fault: String?)] = [
    ("a: 1\n", "a: 2\n", [change("a", "1", "2")], nil),
    ("a: '1' # c", "a: '2' # c", [change("a", "1", "2")], nil),
    ("a: \"\\x31\"", "a: \"2\"", [change("a", "1", "2")], nil),
    ("a: 1\nb: 1\n", "a: 10\nb: 0\n", [change("b", "1", "0"), change("a", "1", "10")], nil),
    ("a: 1\n", "a: 1\nw: 2\n", [change("w", nil, "2")], nil),
    ("{a: 1, }\n", "{a: 1, w: 2, }\n", [change("w", nil, "2")], nil),
    ("a: 1", "w: 2\na: 1", [change("w", nil, "2")], nil),
    (
      "a: 1\nb: 1\n", "a: 2\nv: 3\nb: 1\nw: 3\n",
      [change("a", "1", "2"), change("v", nil, "3"), change("w", nil, "3")], nil
    ),
    ("a: v1\n", "a: \"7\"\n", [change("a", "v1", "7", addingQuotes: true)], nil),

    ("a: 1\n", "a: 1\n", [change("a", "1", "2")], "a is not 2 instead of 1"),
    ("a: 1\n", "a: 2\n", [change("a", "3", "2")], "a is not 2 instead of 3"),
    ("a: 1\n", "b: 2\n", [change("a", "1", "2")], "a is not 2 instead of 1"),
    ("a: 1\n", "a: 2\n---\nb: 1\n", [change("a", "1", "2")], "5 became 10 tokens"),
    ("a: 1\nb: 1\n", "a: 2\nb: 2\n", [change("a", "1", "2")], "scalar <1> - - false -> "),
    ("a: 1\nb: 1\n", "a: 2\nb: !!int 1\n", [change("a", "1", "2")], "scalar <1> - - false -> "),
    ("a: 1\nb: 1\n", "a: 2\nb: '1'\n", [change("a", "1", "2")], "scalar <1> - - false changed"),
    ("a: 1\n", "a: \"2\"\n", [change("a", "1", "2")], "scalar <1> - - false changed its quotes"),
    ("a: 1\n", "a: 2 \n", [change("a", "1", "2")], "other bytes changed, too"),
    ("a: 1 # c\n", "a: 2 # d\n", [change("a", "1", "2")], "other bytes changed, too"),
    ("a: 1\n", "a: 2", [change("a", "1", "2")], "other bytes changed, too"),
    ("a: 1\n", "a: 1\n# c\nw: 2\n", [change("w", nil, "2")], "other bytes changed, too"),
    ("a: 1 # c\n", "a: 1\nw: 2\n", [change("w", nil, "2")], "other bytes changed, too"),
    ("a: 1\n", "a: [", [change("a", "1", "2")], "the new is no YAML"),
  ]

  private static func change(
    _ key: String, _ old: String?, _ new: String, addingQuotes: Bool = false
  ) -> YAMLChange {
    YAMLChange(at: YAMLPlace(document: 0)[key], from: old, to: new, addingQuotes: addingQuotes)
  }

  @Test(
    "A witness of an edit finds nothing in a good one, and whatever else changed", arguments: rows)
  func faults(old: String, new: String, changes: [YAMLChange], fault: String?) {
    let found = EditWitness.fault(from: Array(old.utf8), to: Array(new.utf8), by: changes)
    #expect(
      (found == nil) == (fault == nil) && found?.hasPrefix(fault ?? "") != false, "\(found ?? "-")")
  }
}
