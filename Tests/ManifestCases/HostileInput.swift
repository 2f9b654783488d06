import Diagnostics
import GateConfig
import Manifests
import Rollouts
import SeededRandom
import YAMLText

/// A file of any bytes, and what is done with it: its first line says that.
///
/// ```
/// manifest virtual-service/ratio      give the canary of that fixture's target its weight
/// drawn HTTPRoute 7                   the same for what `EditCase` draws of that kind from that seed
/// path spec.values.weight             find the value, and give it a weight
/// promote spec.image.tag to 1.10      write the revision there
/// record                              read a record
/// config                              read a config
/// ```
///
/// Any other line stands for one of these.
package struct HostileInput {
  enum Deed {
    case manifest(ManifestFixture)
    case drawn(SampledKind, seed: UInt64)
    case path(String)
    case promote(String, to: String)
    case record
    case config
  }

  private let deed: Deed
  private let bytes: [UInt8]

  package init(_ input: [UInt8]) {
    let end = input.firstIndex(of: UInt8(ascii: "\n")) ?? input.count
    deed = Deed(String(decoding: input[..<end], as: UTF8.self))
    bytes = Array(input[min(input.count, end + 1)...])
  }

  /// What should never happen, and has; nil where all is well.
  package func finding() throws -> String? {
    switch deed {
    case .manifest(let fixture): try plan(fixture)
    case .drawn(let kind, let seed): try plan(EditCase(of: kind, seed: seed))
    case .path(let text): find(text)
    case .promote(let path, let revision): promote(path, to: revision)
    case .record: readRecord()
    case .config: readConfig()
    }
  }

  private func plan(_ fixture: ManifestFixture) throws -> String? {
    let (target, weight, _) = try Targets.of[fixture.name] ?? fixture.target()
    return plan(weight, for: target)
  }

  private func plan(_ drawn: EditCase) -> String? { plan(drawn.next, for: drawn.target) }

  private func plan(_ weight: Weight, for target: ManifestTarget) -> String? {
    Self.fault(of: Outcome(bytes, target, weight), to: weight, for: target, in: bytes)
  }

  /// A weight is refused with a reason, or written as planned.
  package static func fault(
    of outcome: Outcome, to weight: Weight, for target: ManifestTarget, in bytes: [UInt8]
  ) -> String? {
    switch outcome {
    case .notProved(let fault): return "not proved: \(fault)"
    case .refused(let diagnostics): return Self.fault(of: diagnostics)
    case .written(let edit, _):
      if edit.isEmpty != (edit.new == bytes) { return "an empty edit, or one that does nothing" }
      let diff = UnifiedDiff(path: "f", old: edit.old, new: edit.new).text
      if diff.isEmpty != edit.isEmpty { return "an empty diff, or one of nothing" }
      if let fault = EditWitness.fault(from: bytes, to: edit.new, by: edit.changes) { return fault }
      guard case .written(let again, let now) = Outcome(edit.new, target, weight) else {
        return "written, and then refused"
      }
      if now != weight { return "\(weight) was planned, and \(now) is read" }
      return again.isEmpty ? nil : "a second plan finds more to do"
    }
  }

  private func find(_ text: String) -> String? {
    let path: YAMLPath
    do throws(YAMLPathError) {
      path = try YAMLPath(parsing: text)
    } catch {
      return (0...text.unicodeScalars.count).contains(error.offset) ? nil : "a fault out of place"
    }
    guard (try? YAMLPath(parsing: path.description)) == path else {
      return "\(path) is another path than it was"
    }
    if let file = YAMLFile.read(bytes, named: "f").file {
      let (found, diagnostics) = file.locate(path)
      guard let found else { return Self.fault(of: diagnostics) }
      guard file.entry(at: found.place)?.value.range == found.node.range else {
        return "\(path) leads elsewhere than \(found.place)"
      }
    }
    guard let weight = Weight(30, of: 100) else { return "30 of 100 is no weight" }
    let target = ManifestTarget(
      file: "f", at: .values(canary: path, baseline: nil), namespace: "test")
    return plan(weight, for: target)
  }

  private func promote(_ path: String, to revision: String) -> String? {
    guard let path = try? YAMLPath(parsing: path) else { return nil }
    let place = PromotionPlace(
      file: "f", path: path, position: SourcePosition(file: "config", line: 1, column: 1))
    let promotion: Promotion
    do throws(PromotionFault) {
      promotion = try Promotion(of: revision, to: [place], in: bytes, of: "f")
    } catch {
      return Self.fault(of: error.diagnostics)
    }
    let old = place.text(in: bytes).text
    guard let file = YAMLFile.read(bytes, named: "f").file, let old,
      let found = file.locate(path).found
    else { return "written where nothing is read" }
    let change = YAMLChange(at: found.place, from: old, to: revision, addingQuotes: true)
    if let fault = EditWitness.fault(from: bytes, to: promotion.bytes, by: [change]) {
      return fault
    }
    if place.text(in: promotion.bytes).text != revision { return "the revision did not arrive" }
    if promotion.diff.isEmpty != promotion.isEmpty { return "an empty diff, or one of nothing" }
    let again = try? Promotion(of: revision, to: [place], in: promotion.bytes, of: "f")
    return again?.isEmpty == true ? nil : "a second promotion finds more to do"
  }

  private func readRecord() -> String? {
    let (record, diagnostics) = Record.read(bytes, named: "r")
    guard let record else { return Self.fault(of: diagnostics) }
    guard diagnostics.isEmpty else { return "a record and its faults" }
    return Record.read(Array(record.text.utf8), named: "r").record == record
      ? nil : "the record is another one when it was written"
  }

  private func readConfig() -> String? {
    let config = readConfigs([ConfigFile(name: "c", folder: "", bytes: bytes)])
    let said = config.allDiagnostics
    return said.isEmpty ? nil : Self.fault(of: said)
  }

  /// Who refuses must say where and what.
  private static func fault(of diagnostics: [Diagnostic]) -> String? {
    guard !diagnostics.isEmpty else { return "refused without a word" }
    for diagnostic in diagnostics {
      guard let position = diagnostic.position, position.line > 0, position.column > 0 else {
        return "no place: \(diagnostic)"
      }
      if diagnostic.what.isEmpty { return "no words at \(position)" }
    }
    return nil
  }
}

extension HostileInput {
  /// A manifest of any kind and style, with the line that says so.
  package static func drawn(_ numbers: inout SeededNumbers) throws -> [UInt8] {
    let kind = numbers.pick(SampledKind.all)
    let seed = numbers.next()
    return Array("drawn \(kind.name) \(seed)\n".utf8) + (try EditCase(of: kind, seed: seed).bytes)
  }
}

extension HostileInput.Deed {
  init(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = words.count == 2 ? String(words[1]) : ""
    switch words[0] {
    case "manifest":
      self = .manifest(Targets.names[rest] ?? Targets.any(of: rest))
    case "drawn":
      let parts = rest.split(separator: " ")
      let kinds = SampledKind.all
      let name = parts.dropLast().joined(separator: " ")
      self = .drawn(
        kinds.first { $0.name == name } ?? kinds[name.utf8.count % kinds.count],
        seed: parts.last.flatMap { UInt64($0) } ?? 0)
    case "path": self = .path(rest)
    case "promote":
      let parts = rest.split(separator: " to ", maxSplits: 1, omittingEmptySubsequences: false)
      self = .promote(String(parts[0]), to: parts.count == 2 ? String(parts[1]) : "v2")
    case "record": self = .record
    case "config": self = .config
    default: self = .manifest(Targets.any(of: line))
    }
  }
}

/// The targets of all fixtures, read once.
private enum Targets {
  static let names = Dictionary(uniqueKeysWithValues: ManifestFixture.all.map { ($0.name, $0) })

  static let of = names.compactMapValues { try? $0.target() }

  /// One that a name stands for, the same each time.
  static func any(of name: String) -> ManifestFixture {
    let number = name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    return ManifestFixture.all[number % ManifestFixture.all.count]
  }
}
