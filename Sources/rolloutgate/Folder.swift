import Diagnostics
import Gate
import Glibc
import WorkTree

/// Files outside of Git's concern: answers, reports and the folder that everything starts in.
enum Folder {
  /// Makes the folder of `-C` the present one; says why it can't.
  static func enter(_ path: String?) -> Diagnostic? {
    guard let path else { return nil }
    guard !path.isEmpty, unsafe chdir(path) == 0 else {
      return .error(
        at: nil, "--work-tree \"\(path)\" is no folder", advice: "give the folder of the work tree")
    }
    return nil
  }

  static func read(_ path: String) -> Result<[UInt8], WriteFailure> {
    do throws(WorkTreeError) {
      return .success(
        try WorkTree(root: ".").readOutside(path, limit: FileSnapshot.defaultLimit).bytes)
    } catch {
      return .failure(WriteFailure("\(error)"))
    }
  }

  /// The bytes of a file that must be there; the fault names it, and says what to do.
  static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
    switch read(path) {
    case .success(let bytes): return bytes
    case .failure(let fault): throw .error(at: nil, fault.text)
    }
  }

  /// Writes a result where the user wants it; returns why it could not.
  static func write(_ bytes: [UInt8], to path: String) -> String? {
    do throws(WorkTreeError) {
      try Output.write(bytes, to: path)
      return nil
    } catch {
      return "\(error)"
    }
  }

  static func append(_ bytes: [UInt8], to path: String) -> String? {
    do throws(WorkTreeError) {
      try Output.append(bytes, to: path)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
