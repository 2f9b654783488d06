/// One thing said about an input: where, what, and what to do.
package struct Diagnostic: Error, Hashable {
  package enum Severity: String, Sendable, CaseIterable {
    case error, warning, note
  }

  package let severity: Severity
  /// Absent only where no file is at fault, as for a command line.
  package let position: SourcePosition?
  package let what: String
  /// What to do about it, as an order: "give it min, max or both".
  package let advice: String?

  package init(
    _ severity: Severity, at position: SourcePosition?, _ what: String, advice: String? = nil
  ) {
    self.severity = severity
    self.position = position
    self.what = what
    self.advice = advice
  }

  package static func error(
    at position: SourcePosition?, _ what: String, advice: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, at: position, what, advice: advice)
  }

  package static func warning(
    at position: SourcePosition?, _ what: String, advice: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, at: position, what, advice: advice)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: what; what to do`, with the severity named unless it is an error.
  package var description: String {
    let place = position.map { "\($0): " } ?? ""
    let kind = severity == .error ? "" : "\(severity.rawValue): "
    let advice = advice.map { "; \($0)" } ?? ""
    return place + kind + what + advice
  }
}

extension Sequence<Diagnostic> {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// First what has no place; then file by file as they come, each from its top to its end.
  package var inFileOrder: [Diagnostic] {
    var files: [String: Int] = [:]
    for position in compactMap(\.position) where files[position.file] == nil {
      files[position.file] = files.count + 1
    }
    return enumerated().sorted { one, other in
      func key(_ entry: (offset: Int, element: Diagnostic)) -> (Int, Int, Int, Int) {
        let position = entry.element.position
        let file = position.flatMap { files[$0.file] } ?? 0
        return (file, position?.line ?? 0, position?.column ?? 0, entry.offset)
      }
      return key(one) < key(other)
    }
    .map(\.element)
  }
}
