import Testing

@testable import YAMLText

/// The parts of the proof, each shown to see what it must see.
@Suite struct ProofTests {
  private func differences(_ old: String, _ new: String) throws -> String {
    func document(_ text: String) throws -> YAMLDocument {
      try #require(YAMLFile.read(Array(text.utf8), named: "f").file?.documents.first)
    }
    switch TreeDifference.changes(
      from: try document(old), to: try document(new), document: 0, wanted: [])
    {
    case .failure(let stray): return "stray <\(stray.place)>"
    case .success(let changes):
      let told = changes.map { "\($0.place) \($0.old ?? "-") \($0.new)" }
      return told.sorted().joined(separator: ", ")
    }
  }

  @Test(
    "Two trees differ in values and new keys, or strayed; bytes and comments don't matter",
    arguments: [
      ("a: 1", "a:   1 # c\n", ""), ("a: 1", "a: 2", "a 1 2"), ("a: 1", "a: '1'", "stray <a>"),
      ("a: 1", "a: !!int 1", "stray <a>"), ("a: 1", "a: &x 1", "stray <a>"),
      ("a: [1, {b: 2}]", "a: [1, {b: 3}]", "a[1].b 2 3"), ("a: [1]", "a: [1, 2]", "stray <a>"),
      ("a: [1]", "a:\n- 1", "stray <a>"), ("a: {b: 1}", "a: {b: 1, c: 2}", "a.c - 2"),
      ("a: {b: 1}", "a: {c: 2, b: 1}", "a.c - 2"), ("a: {b: 1}", "a: {b: 1, c: '2'}", "stray <a>"),
      ("a: {b: 1}", "a: {b: 1, c: [2]}", "stray <a>"), ("a: {b: 1}", "a: {c: 1}", "stray <a>"),
      ("a: {b: 1}", "a: {b: 1, c: 2, d: 3}", "stray <a>"), ("a: {b: 1}", "a: {}", "stray <a>"),
      ("a: {}", "a: {b: 1}", "a.b - 1"), ("a: 1\nb: 2", "b: 2\na: 1", "stray <>"),
      ("a: &x 1\nb: *x", "a: &x 1\nb: 1", "stray <b>"), ("a: |\n  x", "a: |\n  x\n", "a x x\n"),
      ("a: |\n  x", "a: >\n  x", "stray <a>"), ("a: 1\nb: 2", "a: 3\nb: 4", "a 1 3, b 2 4"),
      ("{a: 1}: 2", "{a: 3}: 2", "stray <>"),
    ])
  func trees(old: String, new: String, expected: String) throws {
    #expect(try differences(old, new) == expected)
  }

  @Test("Splices neither touch nor cross, in whatever order they come")
  func overlaps() {
    var splices = Splices()
    let added = [(4..<6, "x"), (0..<2, "y"), (8..<8, "z")].map { splices.add($0, $1) }
    #expect(added == [true, true, true])
    let refused = [5..<7, 3..<5, 4..<4, 8..<9].map { splices.add($0, "no") }
    #expect(refused == [false, false, false, false])
    let fits = splices.add(6..<8, "")
    #expect(fits)
    let old = Array("0123456789".utf8)
    let new = splices.applied(to: old)
    #expect(String(decoding: new, as: UTF8.self) == "y23xz89")
    #expect(splices.strayByte(from: old, to: new) == nil)
  }

  @Test("A byte changed outside the splices is seen wherever it lies")
  func stray() {
    var splices = Splices()
    _ = splices.add(4..<6, "xyz")
    let old = Array("0123456789".utf8)
    let new = splices.applied(to: old)
    for index in new.indices where !(4..<7).contains(index) {
      var damaged = new
      damaged[index] = 0
      #expect(splices.strayByte(from: old, to: damaged) == (index < 4 ? index : index - 1))
    }
    #expect(splices.strayByte(from: old, to: new + [0]) == 10)
    #expect(splices.strayByte(from: old, to: Array(new.dropLast())) != nil)
  }

  @Test(
    "A splice that does more, less or other than its change is not proved",
    arguments: [
      (3..<4, "2", nil), (3..<4, "2 # c", nil), (3..<4, "2\nb: 3", "b would change too"),
      (3..<4, "2\n---\nx: 1", "document 2 would change too"), (3..<4, "'2'", "a would change too"),
      (3..<4, "3", "a would change too"), (3..<4, "1", "a would not change"),
      (12..<13, "2", "document 2 would change too"), (9..<9, "#", "document 2 would change too"),
      (5..<9, "", "document 2 would change too"),
      (3..<4, "[", "the new text would be no YAML"),
    ] as [(Range<Int>, String, String?)])
  func wrongSplices(range: Range<Int>, text: String, expected: String?) throws {
    let bytes = Array("a: 1\n---\nb: 1\n".utf8)
    let file = try #require(YAMLFile.read(bytes, named: "f").file)
    let change = YAMLChange(at: YAMLPlace(document: 0)["a"], from: "1", to: "2")
    var splices = Splices()
    _ = splices.add(range, text)
    let plan = EditPlan(splices: splices, effective: [change])
    var said: String?
    do throws(YAMLFile.ProofFailure) {
      _ = try file.proof(of: plan, for: [change], in: splices.applied(to: bytes))
    } catch {
      said = error.fault.description
    }
    #expect(said?.hasPrefix(expected ?? "-") ?? (expected == nil), "\(said ?? "proved")")
  }
}
