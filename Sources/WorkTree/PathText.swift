/// Paths as the system sees them: bytes between slashes.
///
/// Swift compares strings by what they mean, so that two different folders may be equal (`é` in one
/// or two scalars) and a slash with an accent is no slash. Here only bytes count.
enum PathText {
  private static let slash = UInt8(ascii: "/")

  /// The names in a path, without `.` and without empty ones.
  static func names(_ path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(Substring($0)) }.filter { !isSame($0, ".") }
  }

  /// The path from `/` that `path` means in `folder`, with `..` taken away by the text alone.
  static func absolute(_ path: String, in folder: String) -> String {
    let isAbsolute = path.utf8.first == slash
    var kept: [UInt8] = []
    kept.reserveCapacity(folder.utf8.count + path.utf8.count + 2)
    for part in isAbsolute ? [path] : [folder, path] {
      for name in part.utf8.split(separator: slash) where !name.elementsEqual(".".utf8) {
        if name.elementsEqual("..".utf8) {
          kept.removeLast(kept.count - (kept.lastIndex(of: slash) ?? 0))
        } else {
          kept.append(slash)
          kept += name
        }
      }
    }
    return kept.isEmpty ? "/" : String(decoding: kept, as: UTF8.self)
  }

  /// `path` as seen from `root`, `.` for the root itself; nil where it lies elsewhere. Both are
  /// absolute and without detours.
  static func relative(_ path: String, to root: String) -> String? {
    guard !isSame(path, root) else { return "." }
    let outer = isSame(root, "/") ? 0 : root.utf8.count
    guard path.utf8.starts(with: root.utf8), path.utf8.dropFirst(outer).first == slash else {
      return nil
    }
    return String(Substring(path.utf8.dropFirst(outer + 1)))
  }

  static func parent(_ path: String) -> String {
    "/" + names(path).dropLast().joined(separator: "/")
  }

  static func name(_ path: String) -> String { names(path).last ?? "" }

  static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }

  static func isBefore(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
