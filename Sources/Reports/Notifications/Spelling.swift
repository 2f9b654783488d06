/// How a service spells text, so that nothing in it is taken for markup or for somebody's name.
struct Spelling: Sendable {
  /// What stands for a scalar; nil for the scalar itself. `isFirst` at the begin of a text.
  let spell: @Sendable (_ scalar: Unicode.Scalar, _ isFirst: Bool) -> String?

  /// A text that is at most so long, in UTF-16, which no service counts longer. It is cut between
  /// two scalars, and so never within what stands for one.
  func callAsFunction(_ text: String, to limit: Int) -> String {
    var pieces = text.unicodeScalars.enumerated().map { index, scalar in
      spell(scalar, index == 0) ?? String(scalar)
    }
    var length = pieces.reduce(0) { $0 + $1.utf16.count }
    guard length > limit else { return pieces.joined() }
    while length > limit - 3, let last = pieces.popLast() { length -= last.utf16.count }
    return pieces.joined() + "..."
  }

  /// As many of the lines as fit, one below the other, and how many are missing.
  func callAsFunction(_ lines: [String], to limit: Int, bullet: String = "") -> String {
    // Room for the last line, which says how many are missing.
    var rest = limit - 24
    var shown: [String] = []
    for line in lines {
      let spelled = bullet + self(line, to: 500)
      rest -= spelled.utf16.count + 1
      guard rest >= 0 else { break }
      shown.append(spelled)
    }
    let missing = lines.count - shown.count
    return (shown + (missing == 0 ? [] : ["... and \(missing) more"])).joined(separator: "\n")
  }

  /// Nothing is spelled otherwise: the service reads plain text.
  static let plain = Spelling { _, _ in nil }
}
