import Foundation
import ManifestCases
import Testing

@Suite struct HostileInputTests {
  static let folder = ManifestFixture.folder.deletingLastPathComponent().appending(path: "hostile")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".input") }.sorted()

  @Test("A file that means harm is refused with a reason, or changed as planned", arguments: names)
  func known(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    #expect(try HostileInput(bytes).finding() == nil)
  }

  @Test("So is every manifest, and every beginning of one", arguments: ManifestFixture.all)
  func beginnings(fixture: ManifestFixture) throws {
    let line = Array("manifest \(fixture.name)\n".utf8)
    let bytes = try fixture.bytes("before.yaml")
    for end in [bytes.count] + Array(stride(from: 0, to: bytes.count, by: 7)) {
      #expect(try HostileInput(line + bytes[..<end]).finding() == nil, "cut at \(end)")
    }
  }

  @Test("There is something to try for each thing that is done")
  func deeds() {
    let deeds = Set(Self.names.map { $0.prefix { $0 != "-" } })
    #expect(deeds.isSuperset(of: ["weight", "path", "revision", "record", "config"]))
  }
}
