import ManifestCases
import Manifests
import SeededRandom
import Testing

@Suite struct UnifiedDiffTests {
  @Test(
    "A diff shows what changed with three lines around it",
    arguments: [
      ("a\nb\n", "a\nb\n", ""),
      ("a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"
      ),
      ("1\n2\n", "1\n2\n3\n", "@@ -1,2 +1,3 @@\n 1\n 2\n+3\n"),
      ("", "1\n", "@@ -0,0 +1 @@\n+1\n"),
      ("1\n", "", "@@ -1 +0,0 @@\n-1\n"),
      ("a\na\na\na\na\n", "a\na\na\na\na\na\n", "@@ -3,3 +3,4 @@\n a\n a\n a\n+a\n"),
      (
        "0\n1\n2\n3\n4\nab", "0\n1\n2\n3\n4\nab\n",
        "@@ -3,4 +3,4 @@\n 2\n 3\n 4\n-ab\n\\ No newline at end of file\n+ab\n"
      ),
      (
        "1\n2", "1\n3",
        "@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n"
      ),
      ("a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"),
      (
        "a\n1\n2\n3\n4\n5\n6\nb\n", "x\n1\n2\n3\n4\n5\n6\ny\n",
        "@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n"
      ),
      (
        "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\ny\n",
        "@@ -1,4 +1,4 @@\n-a\n+x\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+y\n"
      ),
    ])
  func text(old: String, new: String, expected: String) {
    let diff = UnifiedDiff(path: "vs.yaml", old: Array(old.utf8), new: Array(new.utf8)).text
    #expect(diff == (expected.isEmpty ? "" : "--- a/vs.yaml\n+++ b/vs.yaml\n" + expected))
  }

  @Test("Git applies the diff of every golden manifest, and of random edits, to the same bytes")
  func applied() throws {
    let git = try ScratchGit()
    defer { git.remove() }
    var pairs: [([UInt8], [UInt8])] = []
    for fixture in ManifestFixture.all where !fixture.isRefused {
      pairs.append((try fixture.bytes("before.yaml"), try fixture.bytes("after.yaml")))
    }
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<60 { pairs.append(edited(&numbers)) }
    var patch = ""
    for (index, (old, new)) in pairs.enumerated() {
      let name = numbers.chance(1, of: 2) ? "\(index).yaml" : "odd \"\\\(index).yaml"
      try git.write(old, to: name)
      let text = UnifiedDiff(path: name, old: old, new: new).text
      #expect(text.isEmpty == (old == new))
      patch += text
      pairs[index].0 = Array(name.utf8)
    }
    try git.write(Array(patch.utf8), to: "all.patch")
    do {
      try git.run("apply", "--whitespace=nowarn", "all.patch")
    } catch {
      Issue.record("seed \(seed): \(error)")
      return
    }
    for (name, new) in pairs {
      #expect(try git.bytes(of: String(decoding: name, as: UTF8.self)) == new, "seed \(seed)")
    }
  }

  private func edited(_ numbers: inout SeededNumbers) -> ([UInt8], [UInt8]) {
    var old = (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
      numbers.pick(["a", "b", "c", "weight: 1", ""])
    }
    let end = numbers.pick(["", "\n"])
    if end.isEmpty, old.last == "" { old[old.count - 1] = "z" }
    var new = old
    for _ in 0..<Int.random(in: 1...5, using: &numbers) {
      let place = Int.random(in: 0..<new.count, using: &numbers)
      if numbers.chance(1, of: 2) { new[place] = "x" } else { new.insert("y", at: place) }
    }
    return (
      Array((old.joined(separator: "\n") + end).utf8),
      Array((new.joined(separator: "\n") + end).utf8)
    )
  }
}
