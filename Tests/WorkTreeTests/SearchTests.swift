import Foundation
import Testing

@testable import WorkTree

@Suite struct SearchTests {
  private let place: ScratchTree

  init() throws {
    place = try ScratchTree()
    let files = [
      "b.yaml": "kind: One", "a.yml": "a kind: One b", "c.json": "kind: One", "d.yaml": "kind: Two",
      "empty.yaml": "", ".yaml": "kind: One", "Names": "whatever", "x/Names": "",
      "x/a.yaml": "Three",
      "x/y/a.yaml": "kind: One", ".git/a.yaml": "kind: One", "x/.git/a.yaml": "kind: One",
      ".hidden/x/a.yaml": "kind: One", ".hidden/y/a.yaml": "kind: One",
      "node_modules/a.yaml": "kind: One", "vendor/x/a.yaml": "kind: One", "e.yaml": "kind: Oné",
    ]
    for (name, text) in files { try place.write(text, to: "tree/\(name)") }
    try place.link("tree/x/loop", to: "..")
    try place.link("tree/link.yaml", to: "b.yaml")
  }

  private func search(
    _ texts: [String], names: Set<String> = [], upTo limit: Int = 100, alsoIn folders: [String] = []
  ) -> (paths: String, isAll: Bool) {
    var paths: [String] = []
    let wanted = FileSearch(
      endings: [".yaml", ".yml"], holding: texts, orNamed: names, upTo: limit, alsoIn: folders)
    let isAll = place.tree.search(for: wanted) { path, file in
      switch file {
      case .success(let file):
        #expect(file.bytes == Array((place.text("tree/" + path) ?? "").utf8))
        paths.append(path)
      case .failure(let error): paths.append("\(path):\(error.kind)")
      }
    }
    return (paths.joined(separator: " "), isAll)
  }

  @Test("Files are found by what they hold or by their names, in the order of their paths")
  func found() {
    #expect(search(["kind: One"]).paths == "a.yml b.yaml x/y/a.yaml")
    #expect(search(["Three", "kind: Two"]).paths == "d.yaml x/a.yaml")
    #expect(search(["Oné"]).paths == "e.yaml")
    #expect(search(["nowhere"], names: ["Names"]).paths == "Names x/Names")
    #expect(search([], names: ["e.yaml"]).paths == "e.yaml")
    #expect(search([""]).paths == "a.yml b.yaml d.yaml e.yaml empty.yaml x/a.yaml x/y/a.yaml")
  }

  @Test("Hidden folders and those of others are entered where they are named, Git's own never")
  func folders() {
    #expect(
      search(["One"], alsoIn: [".hidden/x", "vendor", "x/.git", ".git"]).paths
        == "a.yml b.yaml .hidden/x/a.yaml .hidden/y/a.yaml vendor/x/a.yaml x/y/a.yaml")
  }

  @Test("A file that is too large is told, and the others are found")
  func large() throws {
    try place.write(String(repeating: "kind: One ", count: 11), to: "tree/0.yaml")
    #expect(search(["kind: One"]).paths == "0.yaml:tooLarge a.yml b.yaml x/y/a.yaml")
  }

  @Test("No more names are looked at than may be")
  func bounded() {
    let wanted = FileSearch(endings: [".yaml"], holding: [""], upTo: 100)
    let names = 20
    var paths: [String] = []
    #expect(place.tree.search(for: wanted, among: names) { path, _ in paths.append(path) })
    let all = paths
    paths = []
    #expect(!place.tree.search(for: wanted, among: names - 1) { path, _ in paths.append(path) })
    #expect(all.starts(with: paths) && !paths.isEmpty && paths.count < all.count)
  }
}
