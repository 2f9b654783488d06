import ManifestCases
import Manifests
import Testing
import YAMLText

/// How many lines a commit shows, as Git counts them.
@Suite struct ChangedLinesTests {
  @Test(
    "Git counts a line for each line with a changed weight, and one more for each inserted in a block"
  )
  func numstat() throws {
    let git = try ScratchGit()
    defer { git.remove() }
    try git.run("init", "--quiet")
    var expected: [String: Lines] = [:]
    var after: [String: [UInt8]] = [:]
    for fixture in ManifestFixture.all where !fixture.isRefused {
      let (target, weight, _) = try fixture.target()
      guard case .written(let edit, _) = Outcome(try fixture.bytes("before.yaml"), target, weight)
      else {
        Issue.record("\(fixture.name) is not written")
        continue
      }
      let name = fixture.name.replacing("/", with: "+")
      try git.write(edit.old, to: name)
      after[name] = edit.new
      if !edit.isEmpty { expected[name] = try Lines(of: edit) }
    }
    try git.run("add", ".")
    for (name, bytes) in after { try git.write(bytes, to: name) }
    var counted: [String: Lines] = [:]
    for line in try git.run("diff", "--numstat").split(separator: "\n") {
      let parts = line.split(separator: "\t")
      counted[String(parts[2])] = Lines(
        added: try #require(Int(parts[0])), deleted: try #require(Int(parts[1])))
    }
    #expect(counted.count > 30)
    for (name, lines) in expected { #expect(counted[name] == lines, "\(name)") }
    #expect(Set(counted.keys) == Set(expected.keys))
  }

  private struct Lines: Equatable, CustomStringConvertible {
    let added: Int
    let deleted: Int

    var description: String { "+\(added) -\(deleted)" }

    init(added: Int, deleted: Int) {
      self.added = added
      self.deleted = deleted
    }

    /// From what was planned: a replaced weight changes its line, and so does one that is inserted in
    /// braces; one that is inserted in a block is a line of its own.
    init(of edit: ProvedEdit) throws {
      let file = try #require(YAMLFile.read(edit.old, named: "old").file)
      var changed: Set<Int> = []
      var inserted = 0
      for change in edit.changes {
        let mapping = change.place.dropLast
        if change.old != nil {
          let value = try #require(file.entry(at: change.place)).value
          changed.insert(Self.line(of: value.range.lowerBound, in: edit.old))
        } else {
          let node = try #require(file.entry(at: mapping)).value.entered()
          if node.isFlow {
            let last = node.entries?.last?.value.range.upperBound
            changed.insert(Self.line(of: last ?? node.range.lowerBound, in: edit.old))
          } else {
            inserted += 1
            // Behind the last line, which then gets the line break that it lacks.
            let rest = edit.old[node.range.upperBound...]
            if !rest.contains(UInt8(ascii: "\n")) {
              changed.insert(Self.line(of: edit.old.count, in: edit.old))
            }
          }
        }
      }
      self.init(added: changed.count + inserted, deleted: changed.count)
    }

    private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
      bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
    }
  }
}

extension YAMLPlace {
  /// The place of the mapping or list that holds this one.
  fileprivate var dropLast: YAMLPlace {
    YAMLPlace(document: document, steps: Array(steps.dropLast()))
  }
}
