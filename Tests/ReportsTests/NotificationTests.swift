import Diagnostics
import Foundation
import Outcome
import Rollouts
import Testing

@testable import Reports

/// What people read in their chats, in `fixtures/notifications/<case>/<service>.json`.
///
/// `ROLLOUTGATE_REWRITE_GOLDEN=1 swift test --filter NotificationTests` writes the files anew.
@Suite struct NotificationTests {
  @Test("Each service's message is as its file shows", arguments: NotificationSample.all)
  func golden(sample: NotificationSample) throws {
    let folder = root.appending(path: "fixtures/notifications/\(sample.folder)")
    for (service, message) in services {
      // What `report` holds is shown by `fixtures/reports`.
      let text = try #require(message(sample.rollout, sample.outcome)).without("report").document
      let file = folder.appending(path: "\(service).json")
      if GoldenTests.isRewriting {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
      #expect(text == expected, "\(sample.folder)/\(service)")
    }
  }

  @Test("A program gets the rollout's part of the JSON report", arguments: NotificationSample.all)
  func report(sample: NotificationSample) throws {
    let message = try #require(services.last?.message(sample.rollout, sample.outcome))
    let sent = try JSONSerialization.jsonObject(with: Data(message.written(.line).utf8))
    let whole = try JSONSerialization.jsonObject(with: Data(JSONReport(sample.outcome).text.utf8))
    let rollouts = try #require((whole as? [String: Any])?["rollouts"] as? [NSDictionary])
    #expect((sent as? [String: Any])?["report"] as? NSDictionary == rollouts.first)
  }

  @Test("What nobody is to be told makes no message")
  func silence() {
    #expect(Notice(of: healthy, in: ran([healthy])) == nil)
    let undecided = RolloutOutcome(title: "a/b", position: nil, standing: .pass)
    #expect(Notice(of: undecided.told(as: .info), in: ran([undecided])) == nil)
  }

  @Test(
    "A headline says what happened, and how grave it is, in words",
    arguments: [
      (.start, 0, 10, .info, "a/b started at weight 10"),
      (.advance, 10, 30, .info, "a/b advanced from 10 to 30"),
      (.advance, 100, 100, .info, "a/b passed an iteration at weight 100"),
      (.hold, 30, 30, .info, "a/b is held at weight 30"),
      (.hold, 30, 30, .warn, "Warning: a/b is held at weight 30"),
      (.hold, 0, 0, .error, "Error: a/b has failed, and is held at weight 0"),
      (.rollBack, 30, 0, .error, "Error: a/b was rolled back from 30 to 0"),
      (.rollBack, 0, 0, .error, "Error: a/b has failed at weight 0"),
      (.promote, 100, 100, .info, "a/b promotes its revision at weight 100"),
      (.promote, 100, 50, .info, "a/b gives its baseline the traffic, from 100 to 50"),
      (.finish, 100, 100, .info, "a/b finished at weight 100"),
    ] as [(Decision.Kind, Int, Int, Severity, String)])
  func headline(kind: Decision.Kind, from: Int, to: Int, severity: Severity, text: String) throws {
    let told = rollout(
      "a/b", standing: .pass, decision: decision(kind, from, to, .pass, [.checksPassed(1)])
    ).told(as: severity)
    #expect(try #require(Notice(of: told, in: ran([told]))).headline == text)
  }

  @Test("The broken checks come first, and of many some are told")
  func checks() throws {
    let many = rollout(
      "a/b", checks: noData.checks + brokenChecks + brokenChecks + brokenChecks, standing: .fail,
      decision: decision(.rollBack, 30, 0, .fail, [.checksFailed(6, of: 12)])
    ).told(as: .error)
    let notice = try #require(Notice(of: many, in: ran([many])))
    #expect(notice.checks.count == 7)
    #expect(notice.checks[0].hasPrefix("request-success-rate = 97.2 %, limit >= 99 %"))
    #expect(notice.checks[6] == "... and 3 more")
  }

  @Test("A message without a job's page has no link")
  func withoutJob() throws {
    let told = broken.told(as: .error)
    let outcome = ran([told]).done(by: nil)
    for (service, message) in services where service != "webhook" {
      let text = try #require(message(told, outcome)).document
      #expect(!text.contains("ci.example.org") && !text.contains("title_link"), "\(service)")
      #expect(!text.contains("\"actions\"") && !text.contains("openLink"), "\(service)")
    }
  }
}

extension JSONText {
  /// An object without one of its members.
  fileprivate func without(_ name: String) -> JSONText {
    guard case .members(let members) = self else { return self }
    return .members(members.filter { $0.name != name })
  }
}
