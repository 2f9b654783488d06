import Foundation

/// One of the gate's system calls that touch files of its work tree, as `strace` numbers them.
struct SystemCall: CustomStringConvertible {
  let name: String
  /// From 1, among the calls of this name.
  let number: Int
  let description: String

  private static let names = [
    "openat", "write", "fchown", "fchmod", "fsync", "rename", "link", "mkdir", "unlink",
  ]

  /// Containers may forbid it even where the program is there.
  static let canBeTraced: Bool = {
    let trial = try? Command.run("strace", ["-o", "/dev/null", "true"])
    return trial?.end == .exited(0)
  }()

  /// Runs the gate to its end, and gives each call that changes the work tree or makes a change
  /// last, so that a kill before each of them finds the tree in all of its states.
  static func steps(of arguments: [String], in folder: String) throws -> [SystemCall] {
    let scratch = try ScratchFolder("strace")
    let options = ["-y", "-o", scratch.path("log"), "-e", "trace=" + names.joined(separator: ",")]
    _ = try Command.run("strace", options + [GateRun.binary] + arguments, in: folder)
    let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    var counts: [String: Int] = [:]
    var steps: [SystemCall] = []
    for line in try scratch.read("log").split(separator: "\n") {
      guard let name = names.first(where: { line.hasPrefix($0 + "(") }) else { continue }
      counts[name, default: 0] += 1
      guard line.contains(folder), name != "openat" || line.contains("O_CREAT"),
        !line.contains("EEXIST")
      else { continue }
      steps.append(
        SystemCall(name: name, number: counts[name, default: 0], description: String(line)))
    }
    return steps
  }

  /// Runs the gate again, and kills it as it is about to make this call.
  func kill(_ arguments: [String], in folder: String) throws -> Command.End {
    try run(arguments, in: folder, injecting: "signal=SIGKILL")
  }

  /// Runs the gate again, and lets this call fail as on a full or broken disk.
  func fail(_ arguments: [String], in folder: String, with error: String) throws -> Command.End {
    try run(arguments, in: folder, injecting: "error=" + error)
  }

  /// Runs the gate again, and asks it to stop as it makes this call.
  func stop(_ arguments: [String], in folder: String) throws -> Command.End {
    try run(arguments, in: folder, injecting: "signal=SIGTERM")
  }

  private func run(
    _ arguments: [String], in folder: String, injecting what: String
  ) throws -> Command.End {
    let options = [
      "-qq", "-o", "/dev/null", "-e", "trace=\(name)", "-e",
      "inject=\(name):\(what):when=\(number)",
    ]
    return try Command.run("strace", options + [GateRun.binary] + arguments, in: folder).end
  }
}
