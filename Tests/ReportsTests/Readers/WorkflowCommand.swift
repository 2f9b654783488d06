import Foundation

/// A command as the runner of GitHub Actions reads it from a line (actions/runner, ActionCommand.cs).
struct WorkflowCommand: Equatable {
  let name: String
  let properties: [String: String]
  let data: String

  /// Nil for a line that is none.
  init?(_ line: some StringProtocol) {
    let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
    // The older form is found anywhere.
    if let begin = line.range(of: "##["), let end = line[begin.upperBound...].range(of: "]") {
      name = "##" + line[begin.upperBound..<end.lowerBound]
      properties = [:]
      data = String(line[end.upperBound...])
      return
    }
    guard line.hasPrefix("::"), let end = line.dropFirst(2).range(of: "::") else { return nil }
    let info = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
    let words = info.split(separator: " ", maxSplits: 1)
    guard let name = words.first else { return nil }
    self.name = String(name)
    var properties: [String: String] = [:]
    for property in words.dropFirst().joined().split(separator: ",") {
      let pair = property.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
      if pair.count == 2 { properties[String(pair[0])] = Self.unescaped(pair[1], isProperty: true) }
    }
    self.properties = properties
    data = Self.unescaped(line[end.upperBound...], isProperty: false)
  }

  private static func unescaped(_ text: Substring, isProperty: Bool) -> String {
    let more = isProperty ? [("%3A", ":"), ("%2C", ",")] : []
    return ([("%0D", "\r"), ("%0A", "\n")] + more + [("%25", "%")])
      .reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}

/// What `$GITHUB_OUTPUT` holds, as the runner reads it: `name=value`, or `name<<END` and lines up to
/// `END`. Nil where it refuses the file.
func stepOutputs(_ text: String) -> [String: String]? {
  var outputs: [String: String] = [:]
  var lines = text.components(separatedBy: "\n")[...]
  while let line = lines.popFirst() {
    if line.isEmpty { continue }
    let equals = line.range(of: "=")?.lowerBound ?? line.endIndex
    let heredoc = line.range(of: "<<")
    guard let heredoc, heredoc.lowerBound < equals else {
      guard equals > line.startIndex, equals < line.endIndex else { return nil }
      outputs[String(line[..<equals])] = String(line[line.index(after: equals)...])
      continue
    }
    let end = String(line[heredoc.upperBound...])
    guard !end.isEmpty, let last = lines.firstIndex(of: end) else { return nil }
    outputs[String(line[..<heredoc.lowerBound])] = lines[..<last].joined(separator: "\n")
    lines = lines[(last + 1)...]
  }
  return outputs
}
