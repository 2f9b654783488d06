import Outcome

/// The published values as lines to append to the file that `GITHUB_OUTPUT` names.
///
/// What is not known is empty. `paths` has one path a line.
package struct GitHubOutputs {
  private let values: Published

  package init(_ outcome: Outcome) {
    values = Published(outcome)
  }

  package var text: String {
    let paths = values.paths.map { printable($0, limit: .max) }
    let delimiter = Self.delimiter(apartFrom: paths)
    let lines =
      [
        "verdict=\(values.verdict)",
        "decision=\(values.decision?.rawValue ?? "")",
        "weight=\(values.weight.map { "\($0.parts)" } ?? "")",
        "next-weight=\(values.nextWeight.map { "\($0.parts)" } ?? "")",
        "changed=\(values.changed)",
        "exit-status=\(values.exitStatus.rawValue)",
        "paths<<\(delimiter)",
      ] + paths + [delimiter]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Longer than every value, so that it is none of their lines and occurs in none.
  private static func delimiter(apartFrom values: [String]) -> String {
    var delimiter = "end_of_paths"
    while values.contains(where: { $0.contains(delimiter) }) { delimiter += "_" }
    return delimiter
  }
}
