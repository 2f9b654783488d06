import Diagnostics
import Manifests
import Rollouts
import SeededRandom
import Testing
import YAMLText

@Suite struct EditPropertyTests {
  @Test("In every style exactly the planned numbers change, and a second plan finds nothing to do")
  func styles() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(seed: seed)
    for index in 0..<3_000 {
      let manifest = GeneratedVirtualService(&numbers)
      let rest = manifest.total - manifest.others.reduce(0, +)
      let now = numbers.pick([0, 0, 1, 10, rest, Int.random(in: 0...rest, using: &numbers)])
      let next = numbers.pick([0, 1, 9, rest, Int.random(in: 0...rest, using: &numbers)])
      // A weight of 0 may as well be missing; then it is inserted plain, whatever quotes others have.
      let mayMiss = manifest.quote.isEmpty && manifest.after.isEmpty
      let canaryMisses = mayMiss && now == 0 && numbers.chance(1, of: 2)
      let baselineMisses = mayMiss && now == rest && now > 0 && numbers.chance(1, of: 2)
      // Where a weight was missing it becomes the last key, so the style must have it last.
      if canaryMisses || baselineMisses, manifest.weightFirst { continue }
      let before = manifest.text(
        canary: canaryMisses ? nil : now, baseline: baselineMisses ? nil : rest - now)
      let expected = manifest.text(
        canary: canaryMisses && next == 0 ? nil : next,
        baseline: baselineMisses && next == rest ? nil : rest - next)

      let weight = try #require(Weight(next, of: manifest.total))
      let comment: Comment = "seed \(seed), case \(index):\n\(before)"
      guard
        case .written(let edit, let found) = Outcome(
          Array(before.utf8), manifest.target, weight)
      else {
        Issue.record("\(Outcome(Array(before.utf8), manifest.target, weight)); \(comment)")
        return
      }
      try #require(found.parts == now, comment)
      try #require(edit.new == Array(expected.utf8), comment)
      guard case .written(let again, let reached) = Outcome(edit.new, manifest.target, weight)
      else {
        Issue.record(comment)
        return
      }
      try #require(again.isEmpty && reached == weight, comment)
    }
  }

  @Test("Damaged bytes are refused or edited as planned, never more, and nothing crashes")
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
      guard case .written(let edit, _) = Outcome(mutated, given.target, given.weight) else {
        continue
      }
      written += 1
      try #require(edit.changes.count <= 2, comment)
      let texts = edit.changes.map { max($0.new.utf8.count, $0.old?.utf8.count ?? 0) + 80 }
      try #require(abs(edit.new.count - mutated.count) <= texts.reduce(0, +), comment)
      guard case .written(let again, let reached) = Outcome(edit.new, given.target, given.weight)
      else {
        Issue.record(comment)
        return
      }
      try #require(again.isEmpty && reached == given.weight, comment)
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
