import Foundation

/// One remark beside a line of a file, as a pipeline shows it: what is wrong, and of which rollout.
struct SaidRemark {
  let isError: Bool
  let rollout: String
  let message: String

  private init(isError: Bool, _ rollout: String, _ message: String) {
    (self.isError, self.rollout, self.message) = (isError, rollout, message)
  }

  /// `test/podinfo: request-duration p99 = 612 ms, limit <= 500 ms`
  private init(isError: Bool, _ text: String) {
    let parts = text.split(separator: ": ", maxSplits: 1).map(String.init)
    self.init(isError: isError, parts.first ?? "", parts.dropFirst().first ?? "")
  }

  static func all(github text: String) -> [SaidRemark] {
    text.split(separator: "\n").compactMap { WorkflowCommand($0) }
      .filter { ["error", "warning", "notice"].contains($0.name) }
      .map { .init(isError: $0.name == "error", $0.properties["title"] ?? "", $0.data) }
  }

  static func all(azure text: String) -> [SaidRemark] {
    text.split(separator: "\n").compactMap { AgentCommand($0) }
      .filter { $0.name == "task.logissue" }
      .map { .init(isError: $0.properties["type"] == "error", $0.data) }
  }

  static func all(codeQuality bytes: [UInt8]) throws -> [SaidRemark] {
    struct Finding: Decodable {
      let description: String
      let severity: String
    }
    return try JSONDecoder().decode([Finding].self, from: Data(bytes))
      .map { .init(isError: $0.severity != "info", $0.description) }
  }
}
