import Outcome

/// The published values as GitLab's `artifacts:reports:dotenv` takes them: at most 5 KB, values
/// without blanks, quotes or line ends. What is not known has no line.
package struct DotenvReport {
  private let values: Published

  /// GitLab refuses a larger file.
  static let maxBytes = 5_000

  package init(_ outcome: Outcome) {
    values = Published(outcome)
  }

  package var text: String {
    var lines = ["ROLLOUTGATE_VERDICT=\(values.verdict)"]
    if let decision = values.decision { lines.append("ROLLOUTGATE_DECISION=\(decision.rawValue)") }
    if let weight = values.weight { lines.append("ROLLOUTGATE_WEIGHT=\(weight.parts)") }
    if let next = values.nextWeight { lines.append("ROLLOUTGATE_NEXT_WEIGHT=\(next.parts)") }
    lines.append("ROLLOUTGATE_CHANGED=\(values.changed)")
    lines.append("ROLLOUTGATE_EXIT_STATUS=\(values.exitStatus.rawValue)")
    if !values.paths.isEmpty { lines.append("ROLLOUTGATE_PATHS=\(paths)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Separated by commas, other bytes than those of plain paths as in a URL (`%20`).
  ///
  /// A list that is too long ends in the number of paths left out, `+12`, which is no file: whoever
  /// takes the list for whole fails loudly.
  private var paths: String {
    var list = ""
    for (index, path) in values.paths.enumerated() {
      let separator = index == 0 ? "" : ","
      // The other lines and the count take less than 500 bytes.
      let room = Self.maxBytes - 500 - list.utf8.count - separator.utf8.count
      guard path.utf8.count <= room, case let next = encoded(path), next.utf8.count <= room else {
        return list + separator + "+\(values.paths.count - index)"
      }
      list += separator + next
    }
    return list
  }

  private func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}
