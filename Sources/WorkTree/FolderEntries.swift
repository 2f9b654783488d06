import Glibc

/// What lies directly in a folder.
enum FolderEntries {
  /// All names but `.` and `..`, sorted by their bytes. One that is not UTF-8 is repaired, and so
  /// leads nowhere.
  static func names(in folder: String, shown: String) throws(WorkTreeError) -> [String] {
    try unsorted(in: folder, shown: shown) { $0 != "." && $0 != ".." }.sorted(by: PathText.isBefore)
  }

  /// The names that begin so, in any order: a folder with thousands of others is gone through fast.
  static func names(
    in folder: String, beginningWith prefix: String, shown: String
  ) throws(WorkTreeError) -> [String] {
    try unsorted(in: folder, beginningWith: Array(prefix.utf8), shown: shown) { _ in true }
  }

  private static func unsorted(
    in folder: String, beginningWith prefix: [UInt8] = [], shown: String,
    where isMeant: (String) -> Bool
  ) throws(WorkTreeError) -> [String] {
    try read(folder, shown: shown) { entry in
      let name: String? = unsafe withUnsafeBytes(of: &entry.d_name) { bytes in
        guard unsafe bytes.starts(with: prefix) else { return nil }
        return unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      return name.flatMap { isMeant($0) ? $0 : nil }
    }
  }

  /// What `item` makes of each entry, in any order.
  private static func read<Item>(
    _ folder: String, shown: String, _ item: (inout dirent) -> Item?
  ) throws(WorkTreeError) -> [Item] {
    guard let stream = unsafe opendir(folder) else { throw .failed(.list, shown) }
    defer { unsafe closedir(stream) }
    var items: [Item] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      if let item = unsafe item(&entry.pointee) { items.append(item) }
    }
    guard errno == 0 else { throw .failed(.list, shown) }
    return items
  }

  enum Kind { case file, folder, linkToFolder, nothing }

  /// All names but `.` and `..`, sorted by their bytes, with their kinds; a link's is `nothing`.
  static func all(
    in folder: String, shown: String
  ) throws(WorkTreeError) -> [(name: String, kind: Kind)] {
    let entries = try read(folder, shown: shown) { entry -> (name: String, kind: Kind)? in
      let name = unsafe withUnsafeBytes(of: &entry.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { return nil }
      switch Int(entry.d_type) {
      case DT_REG: return (name, .file)
      case DT_DIR: return (name, .folder)
      // Some file systems don't tell kinds with names.
      case DT_UNKNOWN: return (name, unfollowedKind(of: folder + "/" + name))
      default: return (name, .nothing)
      }
    }
    return entries.sorted { PathText.isBefore($0.name, $1.name) }
  }

  private static func unfollowedKind(of path: String) -> Kind {
    let before = errno
    defer { errno = before }
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .nothing
    }
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .nothing }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    guard status.st_mode & S_IFMT == S_IFLNK, unsafe stat(path, &status) == 0 else { return .file }
    return status.st_mode & S_IFMT == S_IFDIR ? .linkToFolder : .file
  }
}
