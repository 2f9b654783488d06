import Foundation
import LoopbackServers
import Testing

/// Texts that would break a report, a log or a terminal, sent by a store or written into a config.
@Suite struct HostileTextTests {
  struct Text: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
  }

  static let texts = [
    Text(testDescription: "control characters", text: "a\u{0}\u{1}\u{8}\u{B}\u{C}\u{7F}\u{9B}z"),
    Text(testDescription: "a terminal's commands", text: "\u{1B}[31m\u{1B}]0;title\u{7}\u{1B}c"),
    Text(testDescription: "XML", text: "]]> <![CDATA[ <a b=\"c\"> &amp; &#0; --> <?xml"),
    Text(
      testDescription: "workflow commands",
      text: "x\n::error::told\r::set-output name=a::b\n##vso[task.complete]\n%0A::warning::w"),
    Text(testDescription: "emoji", text: "🐤👩‍👩‍👧‍👦 e\u{301} \u{202E}drow \u{FFFE}\u{FFFF}"),
    Text(testDescription: "a megabyte", text: String(repeating: "<]]>\u{1B}🐤", count: 80_000)),
  ]

  @Test("What a store sends is shown whole to no parser and no terminal", arguments: texts)
  func fromStore(_ given: Text) throws {
    let quoted = String(decoding: try JSONEncoder().encode(given.text), as: UTF8.self)
    let replies = [
      RawAnswer.body(given.text, status: "500 Oops", type: "text/plain"),
      RawAnswer.body(given.text, type: "text/html"),
      RawAnswer.json(
        #"{"status":"error","errorType":\#(quoted),"error":\#(quoted)}"#,
        status: "422 Unprocessable"),
      RawAnswer.json(
        #"{"status":"success","warnings":[\#(quoted)],"infos":[\#(quoted)],"data":{"#
          + #""resultType":"vector","result":[{"metric":{"a":\#(quoted)},"value":[1767228600,"1"]},"#
          + #"{"metric":{\#(quoted):"b"},"value":[1767228600,\#(quoted)]}]}}"#),
      RawAnswer.json(
        #"{"status":"success","data":{"resultType":\#(quoted),"result":[]}}"#),
    ]
    for reply in replies {
      let store = try RawServer { _ in reply }
      let tree = try RolloutTree(store: ["address: \(store.address)", "retry: {attempts: 1}"])
      let status = try examine(tree, mostBytes: 100_000)
      #expect(status == 3 || status == 4)
      #expect(try tree.weight() == 10)
    }
  }

  @Test("What a config names is shown whole to no parser and no terminal", arguments: texts)
  func fromConfig(_ given: Text) throws {
    let quoted = String(decoding: try JSONEncoder().encode(given.text), as: UTF8.self)
      .replacing("\\/", with: "/")
    let tree = try RolloutTree(
      store: ["address: " + (try PrometheusServer.shared().address)],
      checks: ["{name: \(quoted), query: 'vector(0) / 0', max: 1}"])
    // A name is shown whole in JSON, where it belongs to the config's owner.
    let status = try examine(tree, mostBytes: 100_000 + 2 * given.text.utf8.count)
    #expect(status == 2 || status == 3)
    #expect(try tree.weight() == 10)
  }

  /// Runs with every report, in the formats for people; returns the exit status.
  private func examine(_ tree: RolloutTree, mostBytes: Int) throws -> Int32? {
    let reports = try ScratchFolder("reports")
    var status: Int32?
    for format in ["text", "github", "gitlab", "azure"] {
      let run = try tree.run([
        "-v", "--format", format, "--report", "junit=" + reports.path("junit.xml"), "--report",
        "json=" + reports.path("report.json"), "--report", "dotenv=" + reports.path("dotenv"),
        "--report", "markdown=" + reports.path("page.md"), "--color", "never",
        "--save-answers", reports.path("answers.json"),
      ])
      // GitLab's sections are the only sequences of ours.
      let shown = (run.output + run.diagnostics)
        .replacing(
          #/\x{1b}\[0Ksection_[a-z]+:\d+:[a-z0-9-]+(\[collapsed=true\])?\r\x{1b}\[0K/#, with: "")
      #expect(shown.unicodeScalars.allSatisfy(Self.isHarmless), "\(format)")
      let lines = shown.split(whereSeparator: \.isNewline)
      let agents = lines.filter { $0.contains("##") }
      let ofAzure = ["##[group]", "##[endgroup]", "##vso[task."]
      #expect(
        agents.allSatisfy { line in format == "azure" && ofAzure.contains { line.hasPrefix($0) } },
        "\(agents)")
      let commands = lines.filter { $0.hasPrefix("::") }
      let own = format == "github" ? ["::group::", "::endgroup::", "::error ", "::warning "] : []
      #expect(
        commands.allSatisfy { line in own.contains { line.hasPrefix($0) } }, "\(commands)")
      #expect(shown.utf8.count <= mostBytes, "\(format) is flooded")
      status = run.exitStatus
    }
    _ = try JUnitFile(at: reports.path("junit.xml"))
    let json = try reports.read("report.json")
    _ = try GateReport(reading: json)
    #expect(json.utf8.count <= mostBytes)
    let repeated = try GateRun(
      ["run", "--answers", reports.path("answers.json")], in: tree.repository.path)
    #expect(repeated.exitStatus == status)
    return status
  }

  /// Whether a terminal shows a scalar as what it is.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar == "\n"
    case .lineSeparator, .paragraphSeparator: false
    default:
      !("\u{202A}"..."\u{202E}").contains(scalar) && !("\u{2066}"..."\u{2069}").contains(scalar)
    }
  }
}
