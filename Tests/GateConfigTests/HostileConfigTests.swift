import Diagnostics
import GateConfig
import SeededRandom
import Testing

@Suite struct HostileConfigTests {
  @Test("A damaged config gives located faults or is sound, and never ends the program")
  func damaged() throws {
    let whole = try #require(ConfigFixture.all.first { $0.name == "full" }).bytes
    var sound = 0
    for seed in 0..<2_000 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let said = diagnostics(of: MutatedConfig.damage(whole, with: &numbers))
      if said.isEmpty { sound += 1 }
      for each in said {
        let position = try #require(each.position, "seed \(seed): \(each)")
        #expect(position.file == "config.yaml", "seed \(seed)")
        #expect(position.line > 0 && position.column > 0, "seed \(seed): \(each)")
        #expect(!each.what.isEmpty && each.advice?.isEmpty == false, "seed \(seed): \(each)")
      }
    }
    #expect((1..<1_000).contains(sound))
  }

  @Test("Every beginning of a config is refused, or sound with what is there")
  func beginnings() throws {
    let whole = try #require(ConfigFixture.all.first { $0.name == "full" }).bytes
    for end in stride(from: 0, to: whole.count, by: 3) {
      let said = diagnostics(of: Array(whole[..<end]))
      #expect(said.allSatisfy { $0.position != nil })
    }
  }

  /// Ten levels of ten aliases each: ten thousand million texts, in the place where `opening` puts
  /// them.
  static func bomb(_ opening: String) -> String {
    var text = "version: 1\n"
    var levels = "x: [&a0 [x, x, x, x, x, x, x, x, x, x]"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      levels += ", &a\(level) [\(aliases)]"
    }
    text += levels + "]\n" + opening.replacing("BOMB", with: "*a9") + "\n"
    return text
  }

  @Test(
    "Aliases that unfold without end are refused at once",
    arguments: [
      "rollouts: BOMB", "rollouts: [BOMB, BOMB]", "prometheus: BOMB",
      "prometheus: {headers: BOMB, parameters: {a: BOMB}}",
      "rollouts:\n- {name: a, namespace: b, canary: {workload: c}, ladder: BOMB, checks: BOMB}",
      "rollouts:\n- {name: a, namespace: b, canary: {workload: c}, checks: "
        + "[{check: response-code-percentage, codes: BOMB, max: 1}]}",
      "rollouts:\n- {name: a, namespace: b, canary: {workload: c}, variables: BOMB, checks: [BOMB]}",
    ])
  func bombs(opening: String) {
    let said = diagnostics(of: Array(Self.bomb(opening).utf8))
    #expect(said.hasErrors)
    #expect(said.count < 1_000)
  }

  @Test("Aliases in the mappings of rollouts unfold without end, too")
  func mappingBomb() {
    var text = "version: 1\nrollouts:\n"
    text += "- &a0 {name: a, checks: [x, x, x, x, x, x, x, x, x, x]}\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "- &a\(level) {name: a, checks: [\(aliases)], ladder: [\(aliases)]}\n"
    }
    #expect(diagnostics(of: Array(text.utf8)).hasErrors)
  }

  @Test("One heavy rollout named again and again does not begin a new budget each time")
  func heavyRollouts() {
    let codes = "[" + Array(repeating: "404", count: 1_000).joined(separator: ", ") + "]"
    let checks = Array(repeating: "*c", count: 1_000).joined(separator: ", ")
    let rollouts = String(repeating: "  - *r\n", count: 200)
    let text = """
      version: 1
      rollouts:
        - &r
          name: a
          namespace: b
          canary: {workload: c}
          checks: [&c {check: response-code-percentage, codes: \(codes), max: 1}, \(checks)]
      """
    let bytes = Array((text + "\n" + rollouts).utf8)
    #expect(diagnostics(of: bytes).hasErrors)
  }

  @Test(
    "Depth is bounded",
    arguments: ["[", "{a: ", "- ", "? ", "!t ", "&a ", "\"", "*", "a: [", "\t", "|\n "])
  func deep(text: String) {
    let bytes = Array(("version: 1\nrollouts: " + String(repeating: text, count: 20_000)).utf8)
    #expect(diagnostics(of: bytes).hasErrors)
  }
}
