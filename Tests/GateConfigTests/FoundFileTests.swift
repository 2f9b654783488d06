import Diagnostics
import GateConfig
import Testing

/// Files that a folder or a pattern led to, among which configs have to be told from the rest.
@Suite struct FoundFileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    /// Whether it is read as a config, and so may have errors.
    let isRead: Bool
    /// Whether it is known for something else, also where it is named.
    var isOther = false
  }

  static let rows: [Row] = [
    Row(testDescription: "a config", text: "version: 1\nrollouts: []\n", isRead: true),
    Row(testDescription: "a config without its version", text: "rollouts: []\n", isRead: true),
    Row(testDescription: "a slip", text: "version: 1\nrollout: []\n", isRead: true),
    Row(testDescription: "a store alone", text: "version: 1\nprometheus: {}\n", isRead: true),
    Row(testDescription: "no YAML, of a config", text: "rollouts: [\n", isRead: true),
    Row(testDescription: "no YAML, of a Canary", text: "kind: Canary\n  x: [\n", isRead: true),
    Row(
      testDescription: "a chart's values", text: "image: {tag: v1}\nrollout: true\n", isRead: false),
    Row(
      testDescription: "a chart", text: "apiVersion: v2\nname: a\nversion: 1.0.0\n", isRead: false),
    Row(
      testDescription: "a patch", text: "- {op: remove, path: /a}\n", isRead: false,
      isOther: true),
    Row(testDescription: "an empty file", text: "# nothing\n", isRead: false),
    Row(testDescription: "no YAML at all", text: "{{- if .Values.x }}\na: [\n", isRead: false),
  ]

  @Test("What a folder holds beside configs is passed over, and lint says so", arguments: rows)
  func found(row: Row) {
    #expect(said(row.text, isFound: true).hasErrors == row.isRead)
    if !row.isRead {
      #expect(said(row.text, isFound: true).map(\.severity) == [.note])
    }
  }

  @Test(
    "A file that is named is a config, whatever it holds",
    arguments: rows.filter { !$0.isOther })
  func named(row: Row) {
    #expect(said(row.text, isFound: false).hasErrors)
  }

  private func said(_ text: String, isFound: Bool) -> [Diagnostic] {
    let file = ConfigFile(name: "a.yaml", folder: "", bytes: Array(text.utf8), isFound: isFound)
    return readConfigs([file]).allDiagnostics
  }
}
