import Glibc

/// Why a file of the work tree could not be found, read or written, and what to do about it.
package enum WorkTreeError: Error, Hashable, Sendable {
  package enum Operation: String, Sendable {
    case find, open, read, list, create, write, sync, rename
  }

  case emptyPath
  /// The path holds a NUL byte, at which the system would cut it off.
  case nulByte(path: String)
  case outside(path: String, root: String)
  /// A folder, a pipe, a device or a socket stands where a file was wanted.
  case notAFile(path: String)
  /// The limit is in bytes.
  case tooLarge(path: String, limit: Int)
  case changedSinceRead(path: String)
  case tooManyEntries(pattern: String, limit: Int)
  case badPattern(pattern: String, reason: String)
  /// A name that is not UTF-8, shown as well as it goes.
  case unreadableName(path: String)
  case missing(path: String)
  /// The system said no, in `reason`'s words.
  case failed(Operation, path: String, reason: String)

  /// The failure that `errno` tells of; called before anything else can change it.
  static func failed(_ operation: Operation, _ path: String) -> WorkTreeError {
    let code = errno
    if code == ENOENT, operation == .find || operation == .open { return .missing(path: path) }
    return .failed(operation, path: path, reason: unsafe String(cString: strerror(code)))
  }
}

extension WorkTreeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .emptyPath:
      "a path is empty; name a file"
    case .nulByte(let path):
      "\(path): the path holds a NUL byte; take it out"
    case .outside(let path, let root):
      "\(path): the path leads out of the work tree \(root); name a file inside it"
    case .notAFile(let path):
      "\(path): not a regular file; name a file"
    case .tooLarge(let path, let limit):
      "\(path): the file is larger than \(limit) bytes; split it, or name another"
    case .changedSinceRead(let path):
      "\(path): the file changed since it was read, and was left alone; run again"
    case .tooManyEntries(let pattern, let limit):
      "\(pattern): more than \(limit) files and folders to look at; name a narrower pattern"
    case .badPattern(let pattern, let reason):
      "\(pattern): \(reason); correct the pattern"
    case .unreadableName(let path):
      "\(path): the name is not UTF-8; rename the file"
    case .missing(let path):
      "\(path): no such file or folder; see that the path is right"
    case .failed(let operation, let path, let reason):
      "\(path): can't \(operation.rawValue) the file: \(reason); see that the path exists and this user may use it"
    }
  }
}
