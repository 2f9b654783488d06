import Diagnostics

/// What the imports of all tools' objects say, and how.
protocol ObjectImport {
  var settings: ImportSettings { get }
  var diagnostics: [Diagnostic] { get set }
  /// Where a table of fields has found what should stand otherwise: whatever else would be said of it
  /// only follows from that.
  var misfits: Set<SourcePosition> { get set }
}

extension ObjectImport {
  /// Takes over what a table says of an object's fields.
  mutating func take(_ remarks: [Diagnostic]) {
    misfits.formUnion(remarks.filter { $0.severity == .error }.compactMap(\.position))
    diagnostics += remarks
  }

  mutating func fault(_ field: SourceField, _ what: String, _ advice: String) {
    guard !misfits.contains(field.position) else { return }
    diagnostics.append(.error(at: field.position, what, advice: advice))
  }

  mutating func warn(_ field: SourceField, _ what: String, _ advice: String? = nil) {
    guard !misfits.contains(field.position) else { return }
    diagnostics.append(.warning(at: field.position, what, advice: advice))
  }

  mutating func note(_ field: SourceField, _ what: String) {
    diagnostics.append(Diagnostic(.note, at: field.position, what))
  }

  /// What another file or a person has yet to give: an error, but in a look at the objects alone, and
  /// where nothing depends on it.
  mutating func gap(
    _ field: SourceField, _ what: String, _ advice: String, isJudged: Bool = true
  ) {
    if settings.admitsGaps || !isJudged {
      warn(field, what, advice)
    } else {
      fault(field, what, advice)
    }
  }
}
