import Foundation
import Glibc
import Testing

@testable import WorkTree

@Suite struct ReplacementTests {
  private let place: ScratchTree
  private let new = Array("new".utf8)

  init() throws {
    place = try ScratchTree()
    try place.write("old", to: "tree/a.yaml")
  }

  private var tree: WorkTree { place.tree }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: place.path(name))[.posixPermissions] as? Int
  }

  @Test(
    "A file gets new bytes, keeps its mode and leaves nothing beside it",
    arguments: [0o600, 0o755, 0o444])
  func replace(permissions: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: place.path("tree/a.yaml"))
    let old = try tree.read("a.yaml")
    #expect(try tree.replace("a.yaml", with: new, expecting: old))
    #expect(place.text("tree/a.yaml") == "new")
    #expect(try mode("tree/a.yaml") == permissions)
    #expect(try place.names() == ["a.yaml"])
    #expect(try tree.read("a.yaml").identity.inode != old.identity.inode)
  }

  @Test("Equal bytes are not written")
  func unchanged() throws {
    let old = try tree.read("a.yaml")
    #expect(try !tree.replace("a.yaml", with: old.bytes, expecting: old))
    #expect(try tree.read("a.yaml") == old)
  }

  @Test("A symbolic link stays one, and a second hard name keeps the old bytes")
  func links() throws {
    try place.link("tree/link.yaml", to: "a.yaml")
    try FileManager.default.linkItem(
      atPath: place.path("tree/a.yaml"), toPath: place.path("tree/b.yaml"))
    let old = try tree.read("link.yaml")
    #expect(old.names == 2)
    try tree.replace("link.yaml", with: new, expecting: old)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: place.path("tree/link.yaml"))
        == "a.yaml")
    #expect(place.text("tree/a.yaml") == "new")
    #expect(place.text("tree/b.yaml") == "old")
  }

  enum Change: CaseIterable {
    case otherBytes, sameSize, sameBytesAgain, gone, folder, linkOutside, otherMode
  }

  @Test("A file that changed since it was read is left alone", arguments: Change.allCases)
  func changed(change: Change) throws {
    let old = try tree.read("a.yaml")
    let path = place.path("tree/a.yaml")
    switch change {
    case .otherBytes: try place.write("other and longer", to: "tree/a.yaml")
    case .sameSize:
      // In place and with the old time, so that only the bytes tell.
      let file = unsafe try #require(unsafe fopen(path, "r+"))
      _ = unsafe fputs("odd", file)
      unsafe fclose(file)
      var times = [timespec(), timespec()]
      times[1].tv_sec = Int(old.identity.modifiedNanoseconds / 1_000_000_000)
      times[1].tv_nsec = Int(old.identity.modifiedNanoseconds % 1_000_000_000)
      #expect(unsafe utimensat(AT_FDCWD, path, times, 0) == 0)
      #expect(try tree.read("a.yaml").identity == old.identity)
    case .sameBytesAgain:
      try FileManager.default.removeItem(atPath: path)
      try place.write("old", to: "tree/a.yaml.2")
      try FileManager.default.moveItem(atPath: path + ".2", toPath: path)
    case .gone: try FileManager.default.removeItem(atPath: path)
    case .folder:
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .linkOutside:
      try FileManager.default.removeItem(atPath: path)
      try place.link("tree/a.yaml", to: "../outside/secret")
    case .otherMode: #expect(unsafe chmod(path, 0o711) == 0)
    }
    let before = place.text("tree/a.yaml")
    for bytes in [new, old.bytes] {
      let error = failure { () throws(WorkTreeError) in
        try tree.replace("a.yaml", with: bytes, expecting: old)
      }
      #expect(error?.kind == (change == .linkOutside ? "outside" : "changedSinceRead"))
    }
    #expect(place.text("tree/a.yaml") == before)
    #expect(place.text("outside/secret") == "secret")
    #expect(try place.names().filter { $0.hasSuffix(".tmp") }.isEmpty)
  }

  @Test("A new file is made with its folders, and never over another")
  func create() throws {
    #expect(try tree.replace(".rolloutgate/test/podinfo.record", with: new, expecting: nil))
    #expect(place.text("tree/.rolloutgate/test/podinfo.record") == "new")
    let error = failure { () throws(WorkTreeError) in
      try tree.replace("a.yaml", with: new, expecting: nil)
    }
    #expect(error == .changedSinceRead(path: "a.yaml"))
    #expect(place.text("tree/a.yaml") == "old")
    let under = failure { () throws(WorkTreeError) in
      try tree.replace("a.yaml/b", with: new, expecting: nil)
    }
    #expect(under?.kind == "failed")
    #expect(under?.description.contains("Not a directory") == true)
    #expect(try place.names() == [".rolloutgate", "a.yaml"])
  }

  @Test(
    "Neither the root nor what is Git's can be replaced",
    arguments: [".", ".git/hooks/pre-push", "a/.git/config"])
  func forbidden(path: String) throws {
    let error = failure { () throws(WorkTreeError) in
      try tree.replace(path, with: new, expecting: nil)
    }
    #expect(error?.kind == (path == "." ? "notAFile" : "failed"))
    #expect(try place.names() == ["a.yaml"])
    #expect(try place.names("") == ["outside", "tree"])
  }

  @Test("What killed runs left for this file is removed, and nothing else")
  func leftovers() throws {
    let dead = 2_147_483_647
    let stale = [".a.yaml.rolloutgate-\(dead)-1f.tmp", ".a.yaml.rolloutgate-\(getpid())-2f.tmp"]
    let others = [
      ".a.yaml.rolloutgate-1-3f.tmp", ".b.yaml.rolloutgate-\(dead)-4f.tmp",
      ".a.yaml.rolloutgate-x-5f.tmp", ".a.yaml.rolloutgate-\(dead)-6f.yaml",
    ]
    for name in stale + others { try place.write("half", to: "tree/\(name)") }
    try tree.replace("a.yaml", with: new, expecting: tree.read("a.yaml"))
    #expect(try place.names() == (others + ["a.yaml"]).sorted())
  }

  @Test("A name as long as the system takes can be replaced")
  func longName() throws {
    let name = String(repeating: "é", count: 127)
    try tree.replace(name, with: new, expecting: nil)
    try tree.replace(name, with: [1], expecting: tree.read(name))
    #expect(try tree.read(name).bytes == [1])
  }

  @Test("Reports go where the user says, streams and links included")
  func output() throws {
    let report = place.path("outside/reports/junit.xml")
    try Output.write(new, to: report)
    try Output.write([65], to: report)
    try Output.append([66], to: report)
    try Output.append([67], to: place.path("outside/fresh"))
    #expect(place.text("outside/reports/junit.xml") == "AB")
    #expect(place.text("outside/fresh") == "C")
    try place.link("outside/link", to: "fresh")
    try Output.write([68], to: place.path("outside/link"))
    #expect(place.text("outside/fresh") == "D")
    try Output.write(new, to: "/dev/null")
    let log = unsafe open(place.path("outside/log"), O_CREAT | O_RDWR, 0o600)
    try Output.write([69], to: "/dev/fd/\(log)")
    try Output.append([70], to: "/proc/self/fd/\(log)")
    close(log)
    #expect(place.text("outside/log") == "EF")
    let error = failure { () throws(WorkTreeError) in
      try Output.write(new, to: place.path("outside/fresh/x"))
    }
    #expect(error?.kind == "failed")
    #expect(failure { () throws(WorkTreeError) in try Output.write(new, to: "") } == .emptyPath)
  }
}
