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
    var kept: [String] = []
    for name in (isAbsolute ? [] : names(folder)) + names(path) {
      if isSame(name, "..") { _ = kept.popLast() } else { kept.append(name) }
    }
    return "/" + kept.joined(separator: "/")
  }

  /// `path` as seen from `root`, `.` for the root itself; nil where it lies elsewhere. Both are
  /// absolute and without `..`.
  static func relative(_ path: String, to root: String) -> String? {
    let (inner, outer) = (names(path), names(root))
    guard inner.count >= outer.count, zip(inner, outer).allSatisfy(isSame) else { return nil }
    let rest = inner.dropFirst(outer.count)
    return rest.isEmpty ? "." : rest.joined(separator: "/")
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
