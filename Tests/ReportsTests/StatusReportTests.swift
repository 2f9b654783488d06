import Diagnostics
import Foundation
import Outcome
import Reports
import Rollouts
import Testing

@Suite struct StatusReportTests {
  private static func record(
    _ name: RolloutName, _ phase: Phase, _ parts: Int, of total: Int = 100,
    revision: String? = "6.1.0", intent: Record.Intent? = nil,
    change: (inout Record.State) -> Void = { _ in }
  ) throws -> Record {
    let weight = try #require(Weight(parts, of: total))
    let state = Record.State(
      revision: revision, phase: phase, weight: weight, failedRuns: 1, lastTransition: evaluation)
    let told = transition(.hold, 10, 10, minutesAgo: 3, word: .init(.pause, reason: "a freeze"))
    return Record(
      rollout: name, generation: 4, state: state.with(change), intent: intent, history: [told])
  }

  private static func name(_ name: String) throws -> RolloutName {
    try #require(RolloutName(namespace: "test", name: name))
  }

  static func rows() throws -> [RolloutStatus] {
    let (podinfo, shop, cart, fresh) = (
      try name("podinfo"), try name("shop"), try name("cart"), try name("fresh")
    )
    return [
      RolloutStatus(rollout: podinfo, record: try record(podinfo, .progressing, 30)),
      RolloutStatus(
        rollout: shop, record: try record(shop, .failed(.manual), 15, of: 1_000, revision: nil)),
      RolloutStatus(
        rollout: cart,
        record: try record(cart, .progressing, 0) {
          $0.iteration = 3
          $0.pause = "black friday"
          $0.doubt = Record.Doubt(runs: 2, since: evaluation)
        }),
      RolloutStatus(rollout: fresh, record: nil),
    ]
  }

  @Test("Where rollouts stand is told in the columns that kubectl has for canaries")
  func text() throws {
    let text = StatusReport(try Self.rows()).text(style: TextStyle(color: false, unicode: true))
    #expect(
      text == """
        NAME     NAMESPACE  STATUS        WEIGHT  FAILED  LASTTRANSITION        REVISION  NOTE
        podinfo  test       Progressing       30       1  2026-01-01T00:50:00Z  6.1.0
        shop     test       Failed       15/1000       1  2026-01-01T00:50:00Z  -         manual
        cart     test       Progressing        0       1  2026-01-01T00:50:00Z  6.1.0     iteration 3, \
        paused: black friday, inconclusive since 2026-01-01T00:50:00Z
        fresh    test       -                  -       -  -                     -         no record yet

        """)
  }

  @Test("As JSON each fact has its key, null where there is none")
  func json() throws {
    let text = StatusReport(try Self.rows()).json
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? Int == 1)
    let rollouts = try #require(document["rollouts"] as? [[String: Any]])
    #expect(rollouts.map { $0["name"] as? String } == ["podinfo", "shop", "cart", "fresh"])
    #expect(Set(rollouts.map { Set($0.keys) }).count == 1)
    #expect(rollouts[1]["phase"] as? String == "Failed")
    #expect(rollouts[1]["cause"] as? String == "manual")
    #expect(rollouts[1]["revision"] is NSNull)
    #expect(rollouts[2]["paused"] as? String == "black friday")
    #expect(rollouts[2]["inconclusiveRuns"] as? Int == 2)
    #expect(rollouts[3]["phase"] is NSNull && rollouts[3]["weight"] is NSNull)
  }

  @Test(
    "What a person wrote can mislead neither a terminal nor a build agent", arguments: Hostile.texts
  )
  func hostile(text: String) throws {
    let name = try Self.name("podinfo")
    let word = Transition.Word(.pause, reason: text)
    let told = Transition(
      id: DecisionID(
        of: name, generation: 1, decision: .hold, from: weight(10), to: weight(10), revision: text,
        at: evaluation), at: evaluation, decision: .hold, from: weight(10), to: weight(10),
      revision: text, reasons: [text], values: [text], word: word)
    let state = Record.State(
      revision: text, phase: .progressing, weight: weight(10), pause: text)
    let record = Record(rollout: name, generation: 1, state: state, history: [told])
    let report = StatusReport([RolloutStatus(rollout: name, record: record)])
    for shown in [report.text(style: TextStyle(color: false, unicode: true)), report.json] {
      #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) }, "\(shown)")
      #expect(
        !shown.split(separator: "\n").contains { $0.hasPrefix("::") || $0.contains("##vso[") })
    }
    #expect(
      report.text(style: TextStyle(color: false, unicode: true)).split(separator: "\n").count == 2)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    let rollout = try #require((document["rollouts"] as? [[String: Any]])?.first)
    #expect(rollout["paused"] as? String == text)
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
