import Foundation

/// A section of a job log as GitLab reads it (lib/gitlab/regex.rb, lib/gitlab/ci/ansi2json).
struct LogSection: Equatable {
  let name: String
  let isCollapsed: Bool
  let lines: [String]

  /// All sections, one after another; nil where markers do not pair or other sequences are left.
  static func all(in log: String) -> (sections: [LogSection], rest: [String])? {
    var sections: [LogSection] = []
    var rest: [String] = []
    var open: (name: String, isCollapsed: Bool, lines: [String])?
    for line in log.split(separator: "\n", omittingEmptySubsequences: false) {
      let marker =
        #/\x{1b}\[0Ksection_(start|end):(\d+):([a-zA-Z0-9_.-]+)(\[collapsed=true\])?\r\x{1b}\[0K/#
      guard let found = line.prefixMatch(of: marker) else {
        guard !line.contains("\r"), !line.contains("\u{1b}[0K") else { return nil }
        if open == nil { rest.append(String(line)) } else { open?.lines.append(String(line)) }
        continue
      }
      // GitLab's own spelling of a name.
      let name = found.3.lowercased().replacing(#/[^a-z0-9]/#, with: "-")
      let text = String(line[found.range.upperBound...])
      if found.1 == "start" {
        guard open == nil else { return nil }
        open = (name, found.4 != nil, [text])
      } else {
        guard let ended = open, ended.name == name, text.isEmpty else { return nil }
        sections.append(
          LogSection(name: name, isCollapsed: ended.isCollapsed, lines: ended.lines))
        open = nil
      }
    }
    return open == nil ? (sections, rest) : nil
  }
}
