import Foundation
import Testing

@testable import WorkTree

@Suite struct PathPatternTests {
  static let files = [
    "rolloutgate.yaml", "apps/a/gate.yaml", "apps/a/.hidden.yaml", "apps/b/gate.yml",
    "apps/b/x.json",
    "apps/b/deep/er/gate.yaml", ".ci/gate.yaml", "apps/[x]/gate.yaml", "README.md",
    "caf\u{e9}/g.yaml",
  ]

  static let rows: [(String, [String]?)] = [
    ("rolloutgate.yaml", ["rolloutgate.yaml"]), ("./rolloutgate.yaml", ["rolloutgate.yaml"]),
    ("apps/../rolloutgate.yaml", ["rolloutgate.yaml"]), ("nothing.yaml", []),
    ("apps/a", ["apps/a/gate.yaml"]), ("apps/b", ["apps/b/gate.yml"]),
    (".", ["rolloutgate.yaml"]), ("apps", []), (".ci", [".ci/gate.yaml"]),
    ("*.yaml", ["rolloutgate.yaml"]),
    ("apps/*/gate.yaml", ["apps/[x]/gate.yaml", "apps/a/gate.yaml"]),
    (
      "apps/**",
      [
        "apps/[x]/gate.yaml", "apps/a/gate.yaml", "apps/b/deep/er/gate.yaml", "apps/b/gate.yml",
        "apps/b/x.json",
      ]
    ),
    (
      "**/gate.yaml",
      [
        "apps/[x]/gate.yaml", "apps/a/gate.yaml", "apps/b/deep/er/gate.yaml",
      ]
    ),
    (
      "apps/**/gate.y*ml",
      [
        "apps/[x]/gate.yaml", "apps/a/gate.yaml", "apps/b/deep/er/gate.yaml", "apps/b/gate.yml",
      ]
    ),
    ("apps/a/.*.yaml", ["apps/a/.hidden.yaml"]),
    (
      "apps/[ab]/gate.y?*",
      [
        "apps/a/gate.yaml", "apps/b/gate.yml",
      ]
    ),
    (#"apps/\[x\]/gate.yaml"#, ["apps/[x]/gate.yaml"]), ("cafe\u{301}/g.yaml", []),
    ("../x.yaml", nil), ("/etc/x.yaml", nil), ("apps/[", nil), ("apps/*/../x", nil),
  ]

  @Test("A pattern finds in a list what it finds in a folder", arguments: rows.indices)
  func found(index: Int) throws {
    let (pattern, expected) = Self.rows[index]
    #expect(PathPattern(pattern)?.found(in: Self.files) == expected, "\(pattern)")
    guard let expected, !expected.isEmpty else { return }

    let folder = FileManager.default.temporaryDirectory.appending(path: "tree-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in Self.files {
      let path = folder.appending(path: file)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: path)
    }
    #expect(try WorkTree(root: folder.path).list(pattern) == expected, "\(pattern)")
  }
}
