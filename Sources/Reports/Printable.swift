import Diagnostics

/// The text on one line, with every scalar that a terminal, a log or a reader could be misled by
/// written out: `\n`, `\t`, and `\u{1b}` for the rest.
///
/// Written out are control characters (C0, C1, DEL), format characters (BiDi overrides, zero-width
/// joiners, byte marks), line and paragraph separators, and noncharacters. All else stays, emoji
/// too, so the result is also made of XML 1.0 `Char`s only. Nothing is dropped silently.
///
/// A longer result than `limit` Unicode scalars (at least 100) ends in how many of the text's were
/// cut off; a text of megabytes costs no more than a short one.
package func printable(_ text: String, limit: Int = 2_000) -> String {
  let isPlain = text.utf8.count <= limit && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
  if isPlain { return text }
  var safe = String.UnicodeScalarView()
  var length = 0
  // Where a note of what was cut off still has room.
  var cut = (kept: 0, taken: 0)
  for (taken, scalar) in text.unicodeScalars.enumerated() {
    if length <= limit - 44 { cut = (length, taken) }
    let shown = isMisleading(scalar) ? escape(scalar) : nil
    length += shown?.utf8.count ?? 1
    guard length <= limit else {
      let rest = text.unicodeScalars.count - cut.taken
      return String(safe.prefix(cut.kept)) + "... (\(rest) more characters)"
    }
    if let shown { safe.append(contentsOf: shown.unicodeScalars) } else { safe.append(scalar) }
  }
  return String(safe)
}

/// The lines of a text that may have several, each printable, without blanks at their ends.
///
/// Only `\n` and `\r\n` end a line; any other break is written out. Beyond 100 lines the last says
/// how many are missing.
func printableLines(_ text: String, lineLimit: Int) -> [String] {
  var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  let shown = lines.prefix(100).map { line in
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    let end = line.lastIndex { $0 != UInt8(ascii: " ") }.map(line.index(after:))
    return printable(String(Substring(line[..<(end ?? line.startIndex)])), limit: lineLimit)
  }
  return shown + (lines.count > 100 ? ["... (\(lines.count - 100) more lines)"] : [])
}

/// The line in a form that no build agent takes for a command.
///
/// GitHub's and Azure's agents obey `::name ::` where a line begins with it, blanks aside, and
/// `##[name]` or `##vso[name]` anywhere in a line; TeamCity obeys `##teamcity[...]`.
package func commandFree(_ line: String) -> String {
  // Before the text stand blanks, and our own colours: no other escape sequence is left by now.
  var text = line.unicodeScalars[...]
  while let first = text.first, first.properties.isWhitespace || first == "\u{1b}" {
    text = first == "\u{1b}" ? text.drop { $0 != "m" }.dropFirst() : text.dropFirst()
  }
  var safe = line
  if text.starts(with: "::".unicodeScalars) {
    let colon = text.startIndex...text.startIndex
    safe.unicodeScalars.replaceSubrange(colon, with: #"\u{3a}"#.unicodeScalars)
  }
  return hashFree(safe)
}

/// The text without two hashes in a row, with which commands begin that agents see anywhere in a line.
func hashFree(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
  var previous: Unicode.Scalar?
  return text.replacingScalars { scalar in
    defer { previous = scalar }
    return scalar == "#" && previous == "#" ? #"\u{23}"# : nil
  }
}

extension String {
  /// The text with other text in place of some scalars.
  ///
  /// By scalars, since a comma with an accent is another character to Swift, and still a comma to
  /// whoever splits at commas.
  func replacingScalars(by replacement: (Unicode.Scalar) -> String?) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let other = replacement(scalar) {
        text.append(contentsOf: other.unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// At most `limit` Unicode scalars (100 or more): a longer text ends in how much was cut off.
  func clipped(to limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let count = unicodeScalars.count
    guard count > limit else { return self }
    // Leaves room for the longest count.
    let kept = max(0, limit - 44)
    return String(unicodeScalars.prefix(kept)) + "... (\(count - kept) more characters)"
  }
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": #"\n"#
  case "\r": #"\r"#
  case "\t": #"\t"#
  default: #"\u{"# + String(scalar.value, radix: 16) + "}"
  }
}
