import Diagnostics
import Foundation
import Manifests
import Rollouts
import SeededRandom
import Testing

/// One file of `fixtures/records`: `<case>.record`, and beside it `<case>.error.txt` where it must
/// be refused.
struct RecordFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/records")

  static let all: [RecordFixture] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".record") }.sorted()
      .map { RecordFixture(name: String($0.dropLast(".record".count))) }
  }()

  let name: String

  var testDescription: String { name }

  var bytes: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: Self.folder.appending(path: name + ".record"))) }
  }

  var error: String? {
    (try? Data(contentsOf: Self.folder.appending(path: name + ".error.txt")))
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

@Suite struct RecordTextTests {
  @Test(
    "A record is read and written back byte for byte, or refused at the place at fault",
    arguments: RecordFixture.all)
  func golden(fixture: RecordFixture) throws {
    let (record, diagnostics) = Record.read(try fixture.bytes, named: "podinfo.record")
    let said = diagnostics.map { "\($0)\n" }.joined()
    if let error = fixture.error {
      #expect(record == nil)
      #expect(said == error)
    } else {
      #expect(said == "")
      let text = try #require(record).text
      #expect(Array(text.utf8) == (try fixture.bytes))
    }
  }

  @Test(
    "Any revision survives, however hostile",
    arguments: [
      "v1.2.3", "1.10", "on", "null", "~", "", " ", "a: b", "# x", "- y", "...",
      "---\nphase: Failed",
      "\"quoted\" \\ 'single'", "line\nbreak\r\n\ttab",
      "\u{0}\u{1}\u{7F}\u{85}\u{2028}\u{FEFF}\u{FFFE}",
      "größe 漢字 😀", "{{ .x }}", "&a *b !c %d @e `f`", "sha256:0123456789abcdef", "<<<<<<< HEAD",
      String(repeating: "long ", count: 2_000),
    ])
  func revisions(revision: String) throws {
    let name = try #require(RolloutName(namespace: "test", name: "podinfo"))
    let now = try #require(Timestamp(milliseconds: 1_767_228_600_123))
    let weight = try #require(Weight(15, of: 1000))
    let state = Record.State(
      revision: revision, phase: .failed(.manual), weight: weight, iteration: 3, failedRuns: 2,
      lastTransition: now, revisionSince: now, doubt: Record.Doubt(runs: 2, since: now),
      advancedBy: revision, pause: revision)
    func transition(_ word: Transition.Word?) -> Transition {
      Transition(
        id: DecisionID(
          of: name, generation: 6, decision: .rollBack, from: weight, to: weight.zero,
          revision: revision, at: now),
        at: now, decision: .rollBack, from: weight, to: weight.zero, revision: revision,
        reasons: [revision, "2 of 3 checks failed"], values: [revision], word: word)
    }
    let intent = Record.Intent(
      transition(nil),
      state: Record.State(revision: revision, phase: .failed(.limit), weight: weight.zero))
    let record = Record(
      rollout: name, generation: 7, state: state, intent: intent,
      history: [transition(Transition.Word(.abort, reason: revision)), transition(nil)])
    let (read, diagnostics) = Record.read(Array(record.text.utf8), named: "r")
    #expect(diagnostics.isEmpty)
    #expect(read == record)
    #expect(read?.text == record.text)
  }

  @Test("A record cut anywhere is refused: no open intent is lost with its end")
  func torn() throws {
    let fixture = RecordFixture(name: "open-intent")
    let bytes = try fixture.bytes
    for end in 0..<bytes.count - 1 {
      let (record, diagnostics) = Record.read(Array(bytes[..<end]), named: "r")
      #expect(record == nil, "cut at \(end)")
      #expect(diagnostics.hasErrors)
    }
  }

  @Test("A damaged record is refused or read, and nothing crashes")
  func mutations() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(seed: seed)
    let bytes = try RecordFixture(name: "open-intent").bytes
    for index in 0..<3_000 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let place = Int.random(in: 0..<mutated.count, using: &numbers)
        if numbers.chance(1, of: 2) {
          mutated[place] = UInt8.random(in: 0...255, using: &numbers)
        } else {
          mutated.insert(numbers.pick(Array(":\n -\"#0[{".utf8)), at: place)
        }
      }
      let (record, diagnostics) = Record.read(mutated, named: "r")
      #expect((record == nil) == diagnostics.hasErrors, "seed \(seed), case \(index)")
      guard let record else { continue }
      let again = Record.read(Array(record.text.utf8), named: "r").record
      #expect(again == record, "seed \(seed), case \(index)")
    }
  }

  @Test("Every rollout has its own record's path")
  func path() throws {
    let name = try #require(RolloutName(namespace: "test", name: "podinfo"))
    #expect(Record.path(for: name) == ".rolloutgate/test/podinfo.record")
    #expect(Record.path(for: name, in: "state") == "state/test/podinfo.record")
  }
}
