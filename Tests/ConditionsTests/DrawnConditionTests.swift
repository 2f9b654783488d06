import Conditions
import SeededRandom
import Testing

@Suite struct DrawnConditionTests {
  static let words = [
    "result", "result[0]", "#", "len", "all", "any", "filter", "map", "sum", "max", "isNaN",
    "default", "first", "int", "1", "0.5", "1e3", "0x1F", "\"a\"", "'", "`", "nil", "true", "(",
    ")", "(", ")", "[", "]", "{", "}", ",", ":", "?", "??", "|", "||", "&&", "and", "or", "not",
    "in", "!", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "**", "..", ".", ";", "=", "é",
    "\u{0}", "//", "/*", "*/", "\n",
  ]

  /// A condition by the grammar, of about this depth.
  static func drawn(_ depth: Int, _ random: inout SeededNumbers) -> String {
    guard depth > 0 else {
      return random.pick(["result", "result[0]", "#", "1", "-0.5", "true", "nil", "[1, 2]", "1..3"])
    }
    let one = drawn(depth - 1, &random)
    let other = drawn(depth - 1, &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "(\(one))"
    case 1: return "!(\(one))"
    case 2: return "\(one) ? \(other) : \(one)"
    case 3: return "\(random.pick(["len", "max", "isNaN", "int", "first"]))(\(one))"
    case 4: return "\(random.pick(["all", "any", "filter", "map", "sum"]))(\(one), {\(other)})"
    case 5: return "(\(one))[\(other)]"
    case 6: return "\(one) < \(other) <= \(one)"
    default:
      let sign = random.pick(["==", "+", "-", "*", "/", "%", "**", "&&", "||", "in", "??", ".."])
      return "(\(one)) \(sign) (\(other))"
    }
  }

  @Test(
    "Whatever is drawn of a condition's words ends, and a fault lies in the text", arguments: 0..<40
  )
  func ends(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let results: [ConditionResult] = [
      .list([]), .list([0.5, .nan, .infinity]), .number(2), .number(.nan),
    ]
    for round in 0..<150 {
      var text = Self.drawn(round % 5, &random)
      if round % 3 == 0 {
        text = (0..<(round % 23)).map { _ in random.pick(Self.words) }.joined(separator: " ")
      } else if random.chance(1, of: 2), !text.isEmpty {
        let place = Int.random(in: 0..<text.unicodeScalars.count, using: &random)
        let at = text.unicodeScalars.index(text.startIndex, offsetBy: place)
        text.insert(contentsOf: random.pick(Self.words), at: at)
      }
      do throws(ConditionFault) {
        let condition = try Condition(parsing: text)
        for result in results { _ = try condition.holds(for: result) }
      } catch {
        let end = text.unicodeScalars.count
        #expect((0...end).contains(error.offset), "\(text.debugDescription) of seed \(seed)")
      }
    }
  }
}
