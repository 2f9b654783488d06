import Diagnostics
import Foundation
import ManifestCases
import Rollouts
import SeededRandom
import Testing

@testable import Manifests

@Suite struct EditPropertyTests {
  /// `ROLLOUTGATE_SEED` begins with a case that failed, `ROLLOUTGATE_CASES` says how many there are.
  private func setting(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment["ROLLOUTGATE_" + name].flatMap { UInt64($0) }
  }

  @Test(
    "In every style exactly the planned weights change, and a second plan finds nothing to do",
    arguments: SampledKind.all)
  func styles(kind: SampledKind) throws {
    let first = setting("SEED") ?? UInt64.random(in: 0...UInt64.max)
    let cases = (setting("CASES") ?? 2_500) / UInt64(SampledKind.all.count)
    // Also for a case that ends the program.
    print("\(kind): \(max(1, cases)) cases, ROLLOUTGATE_SEED=\(first)")
    for number in 0..<max(1, cases) {
      let seed = first &+ number
      let edit = try EditCase(of: kind, seed: seed)
      do {
        try edit.hold()
      } catch {
        Issue.record("ROLLOUTGATE_SEED=\(seed): \(error)\n\(edit)")
        return
      }
    }
  }

  @Test("Every kind in every group that has it is drawn by a sample")
  func everyKind() throws {
    var drawn: Set<String> = []
    var numbers = SeededNumbers(seed: 1)
    for kind in SampledKind.all {
      for _ in 0..<50 {
        let weights = DrawnWeights(kind.rule, &numbers)
        let object = try kind.draw(weights.slots, &numbers).object
        let group = object["apiVersion"]?.string?.split(separator: "/").first
        drawn.insert("\(object["kind"]?.string ?? "") of \(group ?? "")")
      }
    }
    for kind in ManifestKind.all {
      for group in kind.groups {
        #expect(drawn.contains("\(kind.kind) of \(group)"), "a sample in KindSample+All.swift")
      }
    }
  }

  @Test("Damaged bytes are refused, or edited as planned and no more, and nothing crashes")
  func damage() throws {
    let first = setting("SEED") ?? UInt64.random(in: 0...UInt64.max)
    let fixtures = try ManifestFixture.all.map { (try $0.bytes("before.yaml"), try $0.target()) }
    let cases = setting("CASES") ?? 3_500
    print("damaged bytes: \(cases) cases, ROLLOUTGATE_SEED=\(first)")
    var written: UInt64 = 0
    for number in 0..<cases {
      let seed = first &+ number
      var numbers = SeededNumbers(seed: seed)
      var (bytes, (target, weight, _)) = numbers.pick(fixtures)
      if numbers.chance(1, of: 2) {
        let drawn = try EditCase(of: numbers.pick(SampledKind.all), seed: numbers.next())
        (bytes, target, weight) = (drawn.bytes, drawn.target, drawn.next)
      }
      bytes = damaged(bytes, &numbers)
      let outcome = Outcome(bytes, target, weight)
      if case .written = outcome { written += 1 }
      if let fault = HostileInput.fault(of: outcome, to: weight, for: target, in: bytes) {
        let text = String(decoding: bytes, as: UTF8.self)
        Issue.record("ROLLOUTGATE_SEED=\(seed): \(fault)\n\(weight) for \(target) in\n\(text)")
        return
      }
    }
    #expect(written > cases / 30, "nearly nothing survived, so nearly nothing was tested")
  }
}
