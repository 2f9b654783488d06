import Diagnostics
import Foundation
import Manifests
import Testing
import YAMLText

@Suite struct PromotionTests {
  @Test(
    "A promotion writes the revision to its places, and touches no other byte",
    arguments: PromotionFixture.all.filter { !$0.isRefused })
  func written(fixture: PromotionFixture) throws {
    let before = try fixture.bytes("before.yaml")
    let (revision, places, now) = try fixture.promotion()
    let promotion = try promoted(before, to: revision, at: places).get()
    #expect(String(decoding: promotion.bytes, as: UTF8.self) == (try fixture.text("after.yaml")))
    #expect(promotion.isEmpty == (before == promotion.bytes))
    #expect(promotion.isEmpty == promotion.diff.isEmpty)
    if let now { #expect(places.first?.text(in: before).text == now) }
    for place in places { #expect(place.text(in: promotion.bytes).text == revision) }
    // A second run finds nothing left to do.
    #expect(try promoted(promotion.bytes, to: revision, at: places).get().isEmpty)
  }

  @Test(
    "A place that can't be written says why, where, and what to do",
    arguments: PromotionFixture.all.filter(\.isRefused))
  func refused(fixture: PromotionFixture) throws {
    let (revision, places, _) = try fixture.promotion()
    switch promoted(try fixture.bytes("before.yaml"), to: revision, at: places) {
    case .success(let promotion): Issue.record("\(promotion.diff)")
    case .failure(let fault):
      let said = fault.diagnostics.map { "\($0)\n" }.joined()
      #expect(said == (try fixture.text("error.txt")))
    }
  }

  @Test("Reading a place says the same of it as writing it would")
  func readAsWritten() throws {
    let alike = [
      "alias", "anchor-on-the-way", "block-of-text", "empty-file", "empty-value", "item-not-there",
      "key-not-there", "mapping", "merge-key", "no-yaml", "several-documents", "tagged", "template",
      "template-in-quotes",
    ]
    for fixture in PromotionFixture.all where alike.contains(fixture.name) {
      let place = try #require(try fixture.promotion().places.first)
      let (text, diagnostics) = place.text(in: try fixture.bytes("before.yaml"))
      #expect(text == nil)
      #expect(
        diagnostics.map { "\($0)\n" }.joined() == (try fixture.text("error.txt")), "\(fixture)")
    }
  }

  /// The table of `YAMLNode.needsQuotes(for:)`; nil where nothing is written.
  static let table: [(present: String, new: String, becomes: String?)] = [
    ("\"v1\"", "1.10", "\"1.10\""), ("'v1'", "2024", "'2024'"), ("'7'", "it's", "'it''s'"),
    ("v1", "v2", "v2"), ("1.2.3", "1.2.4", "1.2.4"), ("v1", "1.2.3", "1.2.3"),
    ("1.2.3", "v2", "v2"), ("main-abc123f", "abc123f", "abc123f"), ("v1", "1abc23f", "1abc23f"),
    ("v1", "2024.01.31", "2024.01.31"), ("v1", "2024-01-31-abc", "2024-01-31-abc"),
    ("v1", "1.10-rc1", "1.10-rc1"), ("v1", "5d3f0c1", "5d3f0c1"), ("v1", "0b1f2e3", "0b1f2e3"),
    ("v1", "1.10", "\"1.10\""), ("v1", "7", "\"7\""), ("v1", "20240101", "\"20240101\""),
    ("v1", "1234567", "\"1234567\""), ("v1", "0123456", "\"0123456\""), ("v1", "1e5", "\"1e5\""),
    ("v1", "12e4567", "\"12e4567\""), ("v1", "0x1f", "\"0x1f\""), ("v1", "0o17", "\"0o17\""),
    ("v1", "0b11", "\"0b11\""), ("v1", "1_000", "\"1_000\""),
    ("v1", "2024-01-31", "\"2024-01-31\""),
    ("v1", "true", "\"true\""), ("v1", "on", "\"on\""), ("v1", "NO", "\"NO\""),
    ("v1", "y", "\"y\""),
    ("v1", "null", "\"null\""), ("v1", "~", "\"~\""), ("v1", "-1", "\"-1\""),
    ("v1", ".5", "\".5\""),
    ("v1", "a: b", "\"a: b\""), ("v1", "a #b", "\"a #b\""), ("v1", "{a}", "\"{a}\""),
    ("v1", "*a", "\"*a\""), ("v1", "a\nb", "\"a\\nb\""), ("v1", "repo:v1", "\"repo:v1\""),
    ("repo:v1", "repo:v2", "repo:v2"), ("repo:v1", "12:30", "\"12:30\""),
    ("repo:v1", "repo:", "\"repo:\""), ("repo:v1", "1.dkr.ecr/a:1.10", "1.dkr.ecr/a:1.10"),
    ("1.10", "1.11", "\"1.11\""), ("1.10", "v2", "\"v2\""), ("1.10", "2", "\"2\""),
    ("007", "008", "\"008\""), ("1e5", "1e6", "\"1e6\""), ("2024-01-31", "v2", "\"v2\""),
    ("1234567890123456", "v2", "\"v2\""),
    ("7", "8", "8"), ("20240101", "20240102", "20240102"), ("0", "10", "10"),
    ("7", "v2", nil), ("7", "1.10", nil), ("7", "08", nil), ("3", "1234567890123456", nil),
    ("true", "v2", nil), ("No", "yes", nil), ("null", "v2", nil), ("~", "v2", nil), ("", "v2", nil),
  ]

  @Test("A revision arrives as the text that it is, and a count stays a count", arguments: table)
  func types(present: String, new: String, becomes: String?) throws {
    let position = SourcePosition(file: "config.yaml", line: 1, column: 1)
    let place = PromotionPlace(
      file: "before.yaml", path: try YAMLPath(parsing: "tag"), position: position)
    let result = promoted(Array("tag: \(present)  # kept\n".utf8), to: new, at: [place])
    let written = (try? result.get()).map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(written == becomes.map { "tag: \($0)  # kept\n" }, "\(result)")
  }

  @Test("The difference is one that Git can apply")
  func diff() throws {
    let fixture = try #require(PromotionFixture.all.first { $0.name == "kustomization-image" })
    let (revision, places, _) = try fixture.promotion()
    let promotion = try promoted(try fixture.bytes("before.yaml"), to: revision, at: places).get()
    #expect(
      promotion.diff == """
        --- a/before.yaml
        +++ b/before.yaml
        @@ -6,4 +6,4 @@
           - name: ghcr.io/stefanprodan/podinfo
             newTag: "6.5.4"   # canary
           - name: podinfo-primary
        -    newTag: 6.5.3   # baseline
        +    newTag: 6.5.4   # baseline

        """)
  }
}
