import Glibc

/// What is looked for in a whole work tree, by name and by what files hold.
package struct FileSearch: Sendable {
  /// The ends of names, as `.yaml`.
  private let endings: [[UInt8]]
  /// What files with such names must hold, one of these.
  private let texts: [[UInt8]]
  /// Names of files that are found whatever they hold.
  private let names: Set<String>
  /// The largest file that is looked into, in bytes.
  private let limit: Int
  /// Folders that are entered although they are hidden or hold others' code, each with those above it.
  private let entered: Set<String>

  package init(
    endings: [String], holding texts: [String], orNamed names: Set<String> = [], upTo limit: Int,
    alsoIn folders: some Sequence<String> = []
  ) {
    self.endings = endings.map { Array($0.utf8) }
    self.texts = texts.map { Array($0.utf8) }
    self.names = names
    self.limit = limit
    var entered: Set<String> = []
    for folder in folders {
      var rest = folder[...]
      while entered.insert(String(rest)).inserted, let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
      }
    }
    self.entered = entered
  }

  /// Folders that hold what others wrote: their manifests are nobody's here.
  private static let foreign: Set<String> = [
    "node_modules", "bower_components", "third_party", "vendor", "venv",
  ]

  fileprivate func enters(_ path: String, named name: String) -> Bool {
    guard !PathText.isSame(name, ".git") else { return false }
    let isOrdinary = name.utf8.first != UInt8(ascii: ".") && !Self.foreign.contains(name)
    return isOrdinary || entered.contains(path)
  }

  /// Whether a file is wanted by its name alone; nil where its name does not matter.
  fileprivate func isWanted(named name: String) -> Bool? {
    if names.contains(name) { return true }
    let bytes = name.utf8
    let isLooked = endings.contains {
      $0.count < bytes.count && bytes.suffix($0.count).elementsEqual($0)
    }
    return isLooked ? false : nil
  }

  fileprivate func read(
    _ path: String, in tree: WorkTree, whatever isWanted: Bool
  ) -> Result<FileSnapshot, WorkTreeError>? {
    do throws(WorkTreeError) {
      let snapshot = try FileSnapshot(
        reading: PathText.absolute(path, in: tree.root), following: false, limit: limit,
        shown: path)
      return isWanted || holdsText(snapshot.bytes) ? .success(snapshot) : nil
    } catch {
      return .failure(error)
    }
  }

  private func holdsText(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      texts.contains { text in unsafe Self.holds(bytes, text) }
    }
  }

  /// By the system's search for single bytes, which is faster than any loop of ours.
  private static func holds(_ bytes: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
    guard let first = text.first, let start = bytes.baseAddress else { return text.isEmpty }
    var offset = 0
    while offset + text.count <= bytes.count,
      let found = unsafe memchr(start + offset, Int32(first), bytes.count - text.count + 1 - offset)
    {
      if unsafe memcmp(found, text, text.count) == 0 { return true }
      offset = unsafe UnsafeRawPointer(found) - start + 1
    }
    return false
  }
}

extension WorkTree {
  /// Goes through the files of the whole tree, each folder's by their bytes and before those of the
  /// folders in it, and hands out one after the other with its path, relative to the root.
  ///
  /// Neither `.git` nor a link is followed. A folder that can't be listed is handed out with the
  /// reason, as is a file that can't be read.
  ///
  /// - Parameter entries: How many names are looked at.
  /// - Returns: Whether there were no more.
  package func search(
    for wanted: FileSearch, among entries: Int = Self.entryLimit,
    found: (_ path: String, _ file: Result<FileSnapshot, WorkTreeError>) -> Void
  ) -> Bool {
    var folders = ["."]
    var looked = 0
    while let folder = folders.popLast() {
      let inside: [(name: String, kind: FolderEntries.Kind)]
      do throws(WorkTreeError) {
        inside = try FolderEntries.all(in: PathText.absolute(folder, in: root), shown: folder)
      } catch {
        found(folder, .failure(error))
        continue
      }
      looked += inside.count
      guard looked <= entries else { return false }
      var deeper: [String] = []
      for (name, kind) in inside {
        let path = folder == "." ? name : "\(folder)/\(name)"
        switch kind {
        case .folder:
          if wanted.enters(path, named: name) { deeper.append(path) }
        case .file:
          guard let isWanted = wanted.isWanted(named: name),
            let file = wanted.read(path, in: self, whatever: isWanted)
          else { continue }
          found(path, file)
        case .linkToFolder, .nothing: continue
        }
      }
      folders += deeper.reversed()
    }
    return true
  }
}
