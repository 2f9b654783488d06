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
    let cases = (setting("CASES") ?? 3_000) / UInt64(SampledKind.all.count)
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
  func mutations() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(seed: seed)
    let cases = try ManifestFixture.all.map { (try $0.bytes("before.yaml"), try $0.target()) }
    var written = 0
    for index in 0..<6_000 {
      let (bytes, given) = numbers.pick(cases)
      let mutated = mutate(bytes, &numbers)
      let comment: Comment =
        "seed \(seed), case \(index): \(String(decoding: mutated, as: UTF8.self))"
      let outcome = Outcome(mutated, given.target, given.weight)
      if case .written = outcome { written += 1 }
      let fault = HostileInput.fault(
        of: outcome, to: given.weight, for: given.target, in: mutated)
      try #require(fault == nil, comment)
    }
    #expect(written > 200, "seed \(seed): nearly nothing survived, so nearly nothing was tested")
  }

  private func mutate(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    let odd =
      Array("{}[]:,-#&*!|>'\"%@`? \t\r\n0123456789<~\\abz\n\n ".utf8) + [
        0, 0x80, 0xC3, 0xFF, 0xEF, 0x85,
      ]
    for _ in 0..<Int.random(in: 1...2, using: &numbers) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      let end = min(bytes.count, place + Int.random(in: 1...20, using: &numbers))
      switch Int.random(in: 0..<16, using: &numbers) {
      case 0..<6: bytes[place] = numbers.pick(odd)
      case 6..<12: bytes.insert(numbers.pick(odd), at: place)
      case 12: bytes.removeSubrange(place..<end)
      case 13, 14: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}

extension SampledKind: CustomTestStringConvertible {
  var testDescription: String { name }
}
