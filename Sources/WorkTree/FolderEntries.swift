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
    guard let stream = unsafe opendir(folder) else { throw .failed(.list, shown) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name: String? = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        guard unsafe bytes.starts(with: prefix) else { return nil }
        return unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, isMeant(name) { names.append(name) }
    }
    guard errno == 0 else { throw .failed(.list, shown) }
    return names
  }

  enum Kind { case file, folder, linkToFolder, nothing }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .nothing }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    guard status.st_mode & S_IFMT == S_IFLNK, unsafe stat(path, &status) == 0 else { return .file }
    return status.st_mode & S_IFMT == S_IFDIR ? .linkToFolder : .file
  }
}
