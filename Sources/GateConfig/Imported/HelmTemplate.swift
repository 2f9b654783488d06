import Diagnostics

/// A chart's template, which is no YAML before it is rendered.
enum HelmTemplate {
  /// The faults of a file, with what is really wrong where it is a template of a chart.
  static func explained(_ faults: [Diagnostic], of file: ConfigFile) -> [Diagnostic] {
    guard let fault = faults.first(where: { $0.severity == .error }), holdsActions(file.bytes)
    else { return faults }
    return [
      .error(
        at: fault.position, "this is a template of a Helm chart, and no YAML yet",
        advice: "give what `helm template` makes of it")
    ]
  }

  /// Whether a line begins with a template's action, or a value is one, beside an object of ours.
  private static func holdsActions(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let kinds = ForeignDocument.Kind.allCases.map { "kind: \($0.rawValue)" }
    guard kinds.contains(where: text.contains) else { return false }
    return text.split(whereSeparator: \.isNewline).contains { line in
      let rest = line.drop(while: \.isWhitespace)
      return rest.hasPrefix("{{") || rest.contains(": {{") || rest.contains("{{ .")
        || rest.contains("{{- ") || rest.contains("{{.")
    }
  }
}
