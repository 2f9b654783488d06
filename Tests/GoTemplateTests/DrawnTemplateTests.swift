import GoTemplate
import SeededRandom
import Testing

@Suite struct DrawnTemplateTests {
  static let words = [
    "{{", "}}", "{{ ", " }}", "{{- ", " -}}", "{{/*", "*/}}", "if ", "else", "end", "with ",
    "range ", "$x", " := ", " = ", "target", "variables", ".direction", "index ", "printf ",
    "\"%s\"", "\"%d\"", "\"a\"", "`", "\"", "(", ")", " | ", "eq ", "and ", "or ", "not ", "1",
    "-1", "1.5", "true", "nil", ".", "\n", " ", "up{a=", "}", "é", "\u{0}", "'",
  ]

  /// A template by the grammar, of about this depth.
  static func drawn(_ depth: Int, _ random: inout SeededNumbers) -> String {
    guard depth > 0 else {
      return random.pick(["up", "{{ target }}", "{{ $x }}", " {{- 1 -}} ", "{{ variables.q }}"])
    }
    let one = drawn(depth - 1, &random)
    let other = drawn(depth - 1, &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      return
        "{{ if eq target \(random.pick(["1", "target", "$x"])) }}\(one){{ else }}\(other){{ end }}"
    case 1:
      return "{{ with \(random.pick(["index variables \"x\"", "target"])) }}{{ . }}\(one){{ end }}"
    case 2: return "{{ $x := printf \"%v\" (print \(random.pick(["1", "target"]))) }}\(one){{ $x }}"
    case 3: return "{{/* \(random.pick(words)) */}}\(one){{ target | printf \"%q\" }}"
    default: return one + other
    }
  }

  @Test(
    "Whatever is drawn of a template's words ends, and a fault names an action of it",
    arguments: 0..<40)
  func ends(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    for round in 0..<150 {
      var text = Self.drawn(round % 5, &random)
      if round % 3 == 0 {
        text = (0..<(round % 29)).map { _ in random.pick(Self.words) }.joined()
      } else if random.chance(1, of: 2), !text.isEmpty {
        let place = Int.random(in: 0..<text.unicodeScalars.count, using: &random)
        let at = text.unicodeScalars.index(text.startIndex, offsetBy: place)
        text.insert(contentsOf: random.pick(Self.words), at: at)
      }
      do throws(GoTemplateFault) {
        _ = try GoTemplateTests.filled(text)
      } catch {
        let actions = text.ranges(of: "{{").count
        #expect((0..<actions).contains(error.action), "\(text.debugDescription) of seed \(seed)")
      }
    }
  }
}
