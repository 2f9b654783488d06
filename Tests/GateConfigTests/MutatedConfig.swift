import Foundation
import SeededRandom

/// Changes of a whole config that are faults of structure, or none: both readers must agree on each.
enum MutatedConfig {
  /// Values that no key with other values takes by its meaning only: of the wrong type, or far out.
  private static let values = [
    "[]", "{}", "[[]]", "{a: b}", "[a]", "[1]", "[null]", "null", "true", "-1", "\"\"", "\" \"",
    "a b", "\"a\\nb\"", "-99999999", "\"-\"", "é", "/a", "\"1x\"", "A", "[true, 1]", "{env: A}",
    "{env: A, file: b}", "{file: 1}", "{env: null}",
  ]

  private static let keys = [
    "version", "nmae", "Name", "\"\"", "min", "query", "check", "x-a", "é",
  ]

  /// One change of a mapping's line or of a flow mapping's entry.
  static func change(_ text: String, with numbers: inout SeededNumbers) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let candidates = lines.indices.filter { lines[$0].contains(": ") }
    let index = numbers.pick(candidates)
    let line = lines[index]
    let entries = line.matches(of: #/[A-Za-z0-9-]+: (?:\{[^{}]*\}|\[[^\]]*\]|"[^"]*"|[^,{}\[\]]+)/#)
    guard !entries.isEmpty else { return text }
    let entry = numbers.pick(entries)
    let written = String(line[entry.range])
    guard let colon = written.firstRange(of: ": ") else { return text }
    let key = String(written[..<colon.lowerBound])
    let value = String(written[colon.upperBound...])
    let changed: String
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0:
      lines.remove(at: index)
      return lines.joined(separator: "\n")
    case 1: changed = "\(numbers.pick(keys)): \(value)"
    case 2: changed = "\(key): \(value.trimmingCharacters(in: .whitespaces)), \(key): 1"
    default: changed = "\(key): \(numbers.pick(values))"
    }
    lines[index] = line.replacingCharacters(in: entry.range, with: changed)
    return lines.joined(separator: "\n")
  }

  /// Any bytes in the place of some, or some taken out, or some doubled.
  static func damage(_ bytes: [UInt8], with numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let start = Int.random(in: 0..<bytes.count, using: &numbers)
      let end = min(bytes.count, start + Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes[start] = UInt8.random(in: 0...255, using: &numbers)
      case 3: bytes.insert(numbers.pick(Array("{}[]&*!|>'\"#:-?,% \t\n\\".utf8)), at: start)
      default: bytes.insert(contentsOf: "é漢\u{FEFF}\u{85}\u{2028}".utf8, at: start)
      }
      if bytes.isEmpty { bytes = [0] }
    }
    return bytes
  }
}
