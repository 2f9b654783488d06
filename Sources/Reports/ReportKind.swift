import Outcome

/// The reports that are written to files: `--report KIND=PATH`.
package enum ReportKind: String, Hashable, Sendable, CaseIterable {
  case junit
  /// Without what Jenkins' xunit plugin refuses.
  case junitStrict = "junit-strict"
  case json
  /// Variables for the later jobs of a GitLab pipeline.
  case dotenv

  /// The whole file. The same outcome gives the same bytes.
  package func render(_ outcome: Outcome) throws(ReportFault) -> [UInt8] {
    switch self {
    case .junit: try JUnitReport(outcome).bytes()
    case .junitStrict: try JUnitReport(outcome, strict: true).bytes()
    case .json: Array(JSONReport(outcome).text.utf8)
    case .dotenv: Array(DotenvReport(outcome).text.utf8)
    }
  }
}

/// Why a report could not be made.
package enum ReportFault: Error, Hashable, Sendable {
  /// The text says at what libxml2 failed.
  case xml(String)
}

extension ReportFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .xml(let text): "the JUnit report could not be made: \(text)"
    }
  }
}

/// What standard output shows: `--format`. `auto` is resolved by whoever knows the surroundings.
package enum TextFormat: String, Hashable, Sendable, CaseIterable {
  case text, github, json, quiet

  /// The text with a line feed at its end; `style` bears on `text` and `github` alone.
  package func render(_ outcome: Outcome, style: TextStyle) -> String {
    switch self {
    case .text: TextReport(outcome, style: style).text
    case .github: GitHubReport(outcome, style: style).text
    case .json: JSONReport(outcome).text
    case .quiet: QuietReport(outcome).text
    }
  }
}
