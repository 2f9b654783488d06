/// The text on one line, with every scalar that a terminal, a log or a reader could be misled by
/// written out: `\n`, `\t`, and `\u{1b}` for the rest.
///
/// Written out are control characters (C0, C1, DEL), format characters (BiDi overrides, zero-width
/// joiners, byte marks), line and paragraph separators, and noncharacters. All else stays, emoji
/// too, so the result is also made of XML 1.0 `Char`s only. Nothing is dropped silently.
package func printable(_ text: String) -> String {
  if text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) { return text }
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isMisleading(scalar) {
      safe.append(contentsOf: escape(scalar).unicodeScalars)
    } else {
      safe.append(scalar)
    }
  }
  return String(safe)
}

/// The lines of a text that may have several, each printable, without blanks at their ends.
///
/// Only `\n` and `\r\n` end a line; any other break is written out.
func printableLines(_ text: String) -> [String] {
  let scalars = text.unicodeScalars
  return scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let line = line.last == "\r" ? line.dropLast() : line
    let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
    return printable(String(line[..<end]))
  }
}

/// The line in a form that no build agent takes for a command.
///
/// GitHub's and Azure's agents obey `::name ::` where a line begins with it, blanks aside, and
/// `##[name]` or `##vso[name]` anywhere in a line; TeamCity obeys `##teamcity[...]`.
func commandFree(_ line: String) -> String {
  let begin = line.unicodeScalars.firstIndex { !$0.properties.isWhitespace }
  var safe = line
  if let begin, line.unicodeScalars[begin...].starts(with: "::".unicodeScalars) {
    safe.unicodeScalars.replaceSubrange(begin...begin, with: #"\u{3a}"#.unicodeScalars)
  }
  guard safe.utf8.contains(UInt8(ascii: "#")) else { return safe }
  var result = String.UnicodeScalarView()
  var previous: Unicode.Scalar?
  for scalar in safe.unicodeScalars {
    if scalar == "#", previous == "#" {
      result.append(contentsOf: #"\u{23}"#.unicodeScalars)
    } else {
      result.append(scalar)
    }
    previous = scalar
  }
  return String(result)
}

extension String {
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

/// Whether a reader, a terminal or a log could be misled by the scalar.
func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isNoncharacterCodePoint { return true }
  return switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
  default: false
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
