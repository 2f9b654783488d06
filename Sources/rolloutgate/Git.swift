import Gate
import Glibc

/// The `git` that is installed, asked and never told to change anything.
struct Git {
  private let process: Surroundings

  /// No repository takes longer for one answer.
  private static let timeout: Duration = .seconds(20)

  init(_ process: Surroundings) {
    self.process = process
  }

  /// An answer of one line, without its end; nil where there is none.
  func line(_ words: [String]) -> String? {
    guard let output = ask(words) else { return nil }
    let line = output.prefix { $0 != UInt8(ascii: "\n") }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// None of the commands runs a program that a repository names: hook, filter, pager or monitor.
  func ask(_ words: [String], upTo limit: Int = 1 << 10) -> [UInt8]? {
    let call = ProgramCall(
      ["git", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"] + words,
      variables: ["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"], timeout: Self.timeout,
      outputLimit: limit)
    let result = run(call, environment: process.variables, isStopped: process.isStopped)
    guard case .exited(0) = result.end else { return nil }
    return result.output
  }

  /// Looking for `.git` costs less than asking Git whether there is one.
  static var isInWorkTree: Bool {
    var folder = "."
    for _ in 0..<64 {
      if unsafe access(folder + "/.git", F_OK) == 0 { return true }
      folder += "/.."
    }
    return false
  }
}
