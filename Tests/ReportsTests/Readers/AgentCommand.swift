import Foundation

/// A command as the agent of Azure Pipelines reads it from a line
/// (microsoft/azure-pipelines-agent, Command.cs): the first `##vso[` of a line, wherever it stands.
struct AgentCommand: Equatable {
  let name: String
  let properties: [String: String]
  let data: String

  init?(_ line: some StringProtocol) {
    guard let begin = line.range(of: "##vso["), let end = line[begin.upperBound...].range(of: "]")
    else { return nil }
    let info = line[begin.upperBound..<end.lowerBound]
    let words = info.split(separator: " ", maxSplits: 1)
    guard let name = words.first, name.split(separator: ".").count == 2 else { return nil }
    self.name = String(name)
    var properties: [String: String] = [:]
    for property in words.dropFirst().joined().split(separator: ";") {
      let pair = property.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { properties[String(pair[0])] = Self.unescaped(String(pair[1])) }
    }
    self.properties = properties
    data = Self.unescaped(String(line[end.upperBound...]))
  }

  private static func unescaped(_ text: String) -> String {
    [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
