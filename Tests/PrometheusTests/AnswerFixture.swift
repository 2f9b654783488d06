import Analysis
import Diagnostics
import Foundation
import HTTPExchange
import Prometheus
import Testing

/// One case of `fixtures/answers`: `<case>.<status>.json`, and what is read from it beside it.
struct AnswerFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/answers")

  static let all: [AnswerFixture] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
      .map { AnswerFixture(name: String($0.dropLast(".json".count))) }
  }()

  /// 2026-01-01T00:50:00Z
  static let time = Timestamp(unixSeconds: 1_767_228_600) ?? .epoch

  let name: String

  var testDescription: String { name }

  var status: Int { name.split(separator: ".").last.flatMap { Int($0) } ?? 0 }

  var body: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: Self.folder.appending(path: name + ".json"))) }
  }

  var expected: String {
    get throws {
      try String(contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
    }
  }
}

/// What comes of an answer's bytes.
func read(
  _ body: [UInt8], status: Int = 200, contentType: String = "application/json"
) -> QueryAnswer {
  readAnswer(
    .success(HTTPAnswer(status: status, contentType: contentType, body: body)),
    at: AnswerFixture.time)
}

extension QueryAnswer {
  /// In the words of `fixtures/answers`.
  var lines: String {
    var lines: [String] = []
    switch series {
    case .failure(let reason): lines.append("\(reason.name): \(reason)")
    case .success(let all) where all.isEmpty: lines.append("no series")
    case .success(let all):
      for one in all {
        let labels = one.labels.sorted { $0.key < $1.key }.map { "\($0)=\"\($1)\"" }
        lines.append("series {\(labels.joined(separator: ","))} \(one.value) at \(one.time)")
      }
    }
    lines += warnings.map { "warning: \($0)" } + infos.map { "info: \($0)" }
    if isPartial { lines.append("partial") }
    return lines.map { $0 + "\n" }.joined()
  }
}
