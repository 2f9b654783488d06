import Diagnostics
import Foundation
import GateConfig
import SeededRandom
import Testing

/// The schema that `rolloutgate schema` prints against the reader.
///
/// What JSON Schema can't express is marked `# meaning` in `fixtures/configs`: what two values mean
/// together (a ladder that rises, `min` below `max`, a suffix and its unit, unique names, keys that
/// need one another across objects, `{{ names }}` in queries), the range of a number inside a text
/// (`521w`, a port), and what a parser has resolved before the schema sees it: merge keys, tags,
/// other encodings, and other spellings of a number (`0x2`, `1e3`, `1.0`).
@Suite(.enabled(if: SchemaVerdicts.isInstalled, "make test installs the validator"))
struct SchemaAgreementTests {
  @Test("The schema refuses what the reader refuses, but for faults of meaning")
  func fixtures() throws {
    let fixtures = ConfigFixture.all
    let verdicts = try SchemaVerdicts.verdicts(on: fixtures.map(\.file))
    #expect(verdicts.count == fixtures.count)
    for (fixture, verdict) in zip(fixtures, verdicts) {
      let isRefused = diagnostics(of: try fixture.bytes).hasErrors
      let isOfMeaning = try fixture.isOfMeaning
      let seen = isRefused && !isOfMeaning
      #expect((verdict != "ok") == seen, "\(fixture.name): \(verdict)")
    }
  }

  /// Faults of meaning that a change of structure can bring about, by what is said of them.
  static let meanings = [
    "a ladder without a manifest", "a manifest without a ladder", "the canary has no destination",
    "is already at", "has no value; give the rollout a `baseline`", "to the rollout's `variables`",
    "no check is judged at a weight", "does not rise above", "is outside", "min is above max",
    "keyFile", "two checks are called", "and the check's unit is", "is set by the gate",
    "is no header's name", "a ratio is no time", "the value of", "codes holds what is no",
    "the requests can't be counted", "of 100 percent",
    "shareTolerance has no meaning, as", "can't be read", "the canary's own revision",
    "is promoted to in line",
    "two hooks are called", "is written into the config", "a promotionStep without a promotion",
    "nothing says where the baseline's revision is written", "can't be judged after its promotion",
    "is named twice", "has no ladder", "has no iterations", "iterations are counted by",
    "is negative, and no duration is", "no store is called", "a limit beside present",
    "present is false", "successCondition: ", "failureCondition: ", "a limit beside conditions",
    "Flagger has no", "Flagger counts no requests", "the range has no points",
    "no rollout of this config is called",
  ]

  @Test("A changed config is refused by both, or by neither")
  func changes() throws {
    let whole = try #require(ConfigFixture.all.first { $0.name == "full" })
    let text = String(decoding: try whole.bytes, as: UTF8.self)
    let folder = FileManager.default.temporaryDirectory.appending(path: "changed-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [URL] = []
    var said: [[Diagnostic]] = []
    for seed in 0..<600 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      let changed = MutatedConfig.change(text, with: &numbers)
      let file = folder.appending(path: "\(seed).yaml")
      try changed.write(to: file, atomically: false, encoding: .utf8)
      files.append(file)
      said.append(diagnostics(of: Array(changed.utf8)))
    }
    let verdicts = try SchemaVerdicts.verdicts(on: files)
    #expect(verdicts.count == files.count)
    // Else the changes would show nothing.
    #expect(verdicts.count { $0 != "ok" } > 300)
    #expect(verdicts.count { $0 == "ok" } > 50)
    for (seed, (verdict, said)) in zip(verdicts, said).enumerated() {
      let errors = said.filter { $0.severity == .error }
      let structural = errors.filter { error in
        !Self.meanings.contains { "\(error)".contains($0) }
      }
      let words = "seed \(seed): schema \(verdict), reader \(errors)"
      if verdict == "ok" {
        #expect(structural.isEmpty, "\(words)")
      } else {
        #expect(!errors.isEmpty, "\(words)")
      }
    }
  }
}
