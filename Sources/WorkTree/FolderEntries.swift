import Glibc

/// What lies directly in a folder.
enum FolderEntries {
  /// All names but `.` and `..`, sorted by their bytes. One that is not UTF-8 is repaired, and so
  /// leads nowhere.
  static func names(in folder: String, shown: String) throws(WorkTreeError) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw .failed(.list, shown) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .failed(.list, shown) }
    return names.sorted(by: PathText.isBefore)
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
