import Foundation
import Testing

@testable import WorkTree

@Suite struct ListingTests {
  private let place: ScratchTree

  init() throws {
    place = try ScratchTree()
    let files = [
      "a.yaml", "b.yml", "c.txt", ".hidden.yaml", ".git/config.yaml", "apps/x/1.yaml",
      "apps/x/2.yaml", "apps/y/1.yaml", "apps/y/deep/er/3.yaml", ".rolloutgate/t/p.record",
      "apps/[odd].yaml", "B.yaml", "a-b.yaml",
    ]
    for file in files { try place.write("", to: "tree/\(file)") }
    try place.link("tree/apps/loop", to: "..")
    try place.link("tree/apps/out", to: "../../outside")
    try place.link("tree/link.yaml", to: "a.yaml")
    try place.link("tree/to-x", to: "apps/x")
    try place.write("", to: "outside/o.yaml")
  }

  @Test(
    "A pattern finds what a shell would, sorted, each file once",
    arguments: [
      ("a.yaml", "a.yaml"), (".", "B.yaml a-b.yaml a.yaml b.yml link.yaml"),
      ("apps/x", "apps/x/1.yaml apps/x/2.yaml"), ("*.yml", "b.yml"), ("?.yaml", "B.yaml a.yaml"),
      ("[a-c].*", "a.yaml b.yml c.txt"), ("[!a-c].*", "B.yaml"), ("[]a].yaml", "a.yaml"),
      ("**/1.yaml", "apps/x/1.yaml apps/y/1.yaml"), ("apps/**/3.yaml", "apps/y/deep/er/3.yaml"),
      (
        "apps/**", "apps/[odd].yaml apps/x/1.yaml apps/x/2.yaml apps/y/1.yaml apps/y/deep/er/3.yaml"
      ),
      ("apps/*/1.yaml", "apps/x/1.yaml apps/y/1.yaml"), ("**/**/2.yaml", "apps/x/2.yaml"),
      (".rolloutgate/**/*.record", ".rolloutgate/t/p.record"), (".h*", ".hidden.yaml"),
      (".git/*", ""), ("*/x/1.yaml", "apps/x/1.yaml"), ("t*/1.yaml", "apps/x/1.yaml"),
      ("apps/o*/*", ""), ("apps/\\[odd\\].yaml", "apps/[odd].yaml"), ("none*", ""),
      ("apps/*", "apps/[odd].yaml"),
      ("apps/x/../y/*.yaml", "apps/y/1.yaml"), ("none/*.yaml", ""), ("a.yaml/*", ""),
      ("*****************************a", ""),
    ])
  func patterns(pattern: String, expected: String) throws {
    #expect(try place.tree.list(pattern).joined(separator: " ") == expected)
  }

  @Test(
    "A pattern that can't be followed is an error that names it",
    arguments: [
      ("none.yaml", "missing"), ("../outside/*", "outside"), ("/etc/*", "outside"),
      ("apps/out/*", "outside"), ("apps/out", "outside"), ("[a", "badPattern"),
      ("[b-a]", "badPattern"),
      ("*/../x", "badPattern"), ("a\\", "badPattern"), ("", "emptyPath"), ("*\u{0}", "nulByte"),
    ])
  func errors(pattern: String, kind: String) {
    #expect(failure { () throws(WorkTreeError) in try place.tree.list(pattern) }?.kind == kind)
  }

  @Test("A pattern is read from the folder of the file that holds it")
  func folder() throws {
    #expect(
      try place.tree.list("*/1.yaml", relativeTo: "apps") == ["apps/x/1.yaml", "apps/y/1.yaml"])
    #expect(try place.tree.list("../*.yml", relativeTo: "apps") == ["b.yml"])
    #expect(try place.tree.list(place.tree.root + "/*.yml", relativeTo: "apps") == ["b.yml"])
  }

  @Test("Ten thousand files are listed, and a hundred thousand are too many")
  func many() throws {
    try FileManager.default.createDirectory(
      atPath: place.path("tree/many"), withIntermediateDirectories: true)
    for number in 0..<10_000 {
      close(unsafe open(place.path("tree/many/\(number).yaml"), O_CREAT, 0o600))
    }
    #expect(try place.tree.list("many/**/*.yaml").count == 10_000)
    #expect(try place.tree.list("many").count == 10_000)
    let pattern = "many/" + String(repeating: "**/", count: 12) + "*.yaml"
    #expect(
      failure { () throws(WorkTreeError) in try place.tree.list(pattern) }?.kind == "tooManyEntries"
    )
  }

  @Test("A name that is not UTF-8 is passed over, or named where the pattern means it")
  func unreadableName() throws {
    let bytes = Array(place.path("tree/many-").utf8) + [0xFF, 0]
    close(
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) {
          unsafe open($0.baseAddress!, O_CREAT, 0o600)
        }
      })
    #expect(try place.tree.list("?.yml") == ["b.yml"])
    #expect(
      failure { () throws(WorkTreeError) in try place.tree.list("many*") }?.kind == "unreadableName"
    )
  }
}
