import Diagnostics
import Gate
import WorkTree

/// Where `init` and `convert` write a config: in the work tree, and over no file that is there.
enum NewConfig {
  /// The path of `--output` in the work tree.
  static func path(of output: String, in tree: WorkTree) throws(InputFault) -> String {
    guard let path = try? tree.resolve(output) else {
      throw InputFault(
        diagnostic: .error(
          at: nil, "--output \"\(output)\" leads out of the work tree",
          advice: "name a file in it"))
    }
    return path
  }

  /// Refuses a path at which something is, or may be.
  ///
  /// - Parameter other: What to give to see the config all the same.
  static func refuseOccupied(
    _ path: String, with effects: Effects, orElse other: String
  ) throws(InputFault) {
    switch effects.read(path) {
    case .failure(.missing): return
    case .failure(.unreadable(let why)): throw InputFault(diagnostic: .error(at: nil, why))
    case .success:
      throw InputFault(
        diagnostic: .error(
          at: nil, "\(path) is there already, and is left as it is",
          advice: "give another --output, or \(other) to see what it would be"))
    }
  }
}
