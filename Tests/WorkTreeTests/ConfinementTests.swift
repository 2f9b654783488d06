import Foundation
import Glibc
import Testing

@testable import WorkTree

@Suite struct ConfinementTests {
  private let place: ScratchTree

  init() throws {
    place = try ScratchTree()
    try place.write("a", to: "tree/apps/a.yaml")
    try place.link("tree/apps/inner", to: "a.yaml")
    try place.link("tree/apps/leak", to: "../../outside/secret")
    try place.link("tree/out", to: "../outside")
    try place.link("tree/loop", to: "loop")
    try place.link("tree/nowhere", to: "missing")
    try place.link("tree/up", to: "..")
    try place.write("b", to: "tree-b/b.yaml")
  }

  @Test(
    "A path inside means one place",
    arguments: [
      ("a.yaml", "apps", "apps/a.yaml"), ("../apps/./a.yaml", "apps", "apps/a.yaml"),
      ("apps//a.yaml", ".", "apps/a.yaml"), ("apps/inner", ".", "apps/a.yaml"),
      ("x/../new/file", "apps", "apps/new/file"), (".", "apps", "apps"), ("..", "apps", "."),
      ("up/tree/apps/a.yaml", ".", "apps/a.yaml"),
      ("new.yaml", "made/later", "made/later/new.yaml"),
      ("apps/a.yaml/x", ".", "apps/a.yaml/x"), ("...", ".", "..."),
      ("é/\u{301}x", ".", "é/\u{301}x"),
    ])
  func inside(path: String, folder: String, expected: String) throws {
    #expect(try place.tree.resolve(path, relativeTo: folder) == expected)
    #expect(
      try place.tree.resolve(place.tree.root + "/apps/a.yaml", relativeTo: folder) == "apps/a.yaml")
  }

  @Test(
    "A path that leads out is refused, whatever way it takes",
    arguments: [
      ("../outside/secret", "outside"), ("..", "outside"), ("/etc/passwd", "outside"),
      ("apps/../../outside/secret", "outside"), ("apps/leak", "outside"), ("out/secret", "outside"),
      ("out/new", "outside"), ("../tree-b/b.yaml", "outside"), ("up/outside/secret", "outside"),
      ("/", "outside"), ("..\u{301}/../../x", "outside"), ("", "emptyPath"),
      ("apps/a.yaml\u{0}.txt", "nulByte"), ("loop", "failed"), ("nowhere", "missing"),
      ("nowhere/x", "missing"), ("loop/x", "failed"),
      (String(repeating: "x", count: 300), "failed"),
    ])
  func outside(path: String, kind: String) {
    #expect(failure { () throws(WorkTreeError) in try place.tree.resolve(path) }?.kind == kind)
    #expect(failure { () throws(WorkTreeError) in try place.tree.read(path) }?.kind == kind)
    #expect(
      failure { () throws(WorkTreeError) in
        try place.tree.replace(path, with: [1], expecting: nil)
      }?.kind == kind)
    #expect(place.text("outside/secret") == "secret")
  }

  @Test("Two folders whose names mean the same to a reader are two folders")
  func normalization() throws {
    try place.write("x", to: "caf\u{e9}/x")
    try place.write("x", to: "cafe\u{301}/x")
    let tree = try WorkTree(root: place.path("caf\u{e9}"))
    #expect(
      failure { () throws(WorkTreeError) in try tree.resolve(place.path("cafe\u{301}/x")) }?.kind
        == "outside")
  }

  @Test("A root that is not there is named")
  func root() {
    #expect(
      failure { () throws(WorkTreeError) in try WorkTree(root: "/nowhere/at/all") }?.kind
        == "missing")
    #expect(failure { () throws(WorkTreeError) in try WorkTree(root: "") }?.kind == "emptyPath")
  }

  @Test("Only regular files are read, no larger than the limit, and a pipe holds up nothing")
  func reading() throws {
    #expect(unsafe mkfifo(place.path("tree/pipe"), 0o600) == 0)
    let tree = place.tree
    #expect(
      failure { () throws(WorkTreeError) in try tree.read("pipe") } == .notAFile(path: "pipe"))
    #expect(
      failure { () throws(WorkTreeError) in try tree.read("apps") } == .notAFile(path: "apps"))
    #expect(
      failure { () throws(WorkTreeError) in try tree.readOutside("/dev/zero") }
        == .notAFile(path: "/dev/zero"))
    #expect(try tree.read("apps/a.yaml", limit: 1).bytes == [97])
    #expect(
      failure { () throws(WorkTreeError) in try tree.read("apps/a.yaml", limit: 0) }?.kind
        == "tooLarge")
    #expect(failure { () throws(WorkTreeError) in try tree.read("apps/b.yaml") }?.kind == "missing")
    #expect(
      try tree.readOutside("../../outside/secret", relativeTo: "apps").bytes == Array("secret".utf8)
    )
    // A file that says it is empty and is not.
    #expect(try !tree.readOutside("/proc/self/status").bytes.isEmpty)
  }
}
