import Reports

/// One `--report KIND=PATH`.
struct ReportTarget {
  let kind: ReportKind
  let path: String

  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = ReportKind(rawValue: String(parts[0])), !parts[1].isEmpty
    else { return nil }
    self.kind = kind
    path = String(parts[1])
  }

  private init(_ kind: ReportKind, at path: String) {
    (self.kind, self.path) = (kind, path)
  }

  /// The same for readers that hold JUnit against a schema.
  var strict: ReportTarget { kind == .junit ? ReportTarget(.junitStrict, at: path) : self }
}
