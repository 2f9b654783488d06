import Foundation

/// One remark beside a line of a file, as a pipeline shows it: what is wrong, and of which rollout.
struct SaidRemark {
  let rollout: String
  let message: String

  /// GitHub's workflow commands, after actions/toolkit.
  static func all(github text: String) -> [SaidRemark] {
    func unescaped(_ text: Substring) -> String {
      [("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
        .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
    return text.split(separator: "\n").compactMap { line in
      guard let found = line.wholeMatch(of: /::(?:error|warning|notice) (.*?)::(.*)/) else {
        return nil
      }
      let title = found.1.split(separator: ",").first { $0.hasPrefix("title=") }
      return SaidRemark(
        rollout: unescaped(title?.dropFirst("title=".count) ?? ""), message: unescaped(found.2))
    }
  }
}
