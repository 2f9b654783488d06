import Diagnostics

/// A value as it shall be: the scalar at a place, or a new last key of its mapping.
package struct YAMLChange: Hashable, Sendable {
  package let place: YAMLPlace
  /// The value there now; nil where the key is missing and is to be inserted.
  package let old: String?
  package let new: String
  /// Whether a plain or a new value is one in double quotes; otherwise quotes stay as they are, and a
  /// new value has some where it needs them.
  package let addsQuotes: Bool

  package init(
    at place: YAMLPlace, from old: String?, to new: String, addingQuotes addsQuotes: Bool = false
  ) {
    self.place = place
    self.old = old
    self.new = new
    self.addsQuotes = addsQuotes
  }
}

/// Why a file is not changed.
package enum YAMLEditError: Error, Hashable, Sendable {
  /// The file's author can mend it.
  case refused(YAMLRefusal)
  /// The new bytes were not what the changes say; they are dropped. A fault of ours, or a YAML
  /// construct that we do not know.
  case notProved(ProofFault)
}

package enum ProofFault: Hashable, Sendable {
  /// Bytes that no change covers differ, from this offset of the old file.
  case otherBytes(offset: Int)
  /// The new text is no YAML: the reader's words.
  case unreadable(String)
  /// Something differs at this place that no change says.
  case unplanned(YAMLPlace)
  /// A change did not arrive.
  case missing(YAMLPlace)
  /// Planning the same changes on the new text would change it again.
  case notIdempotent
}

extension YAMLEditError {
  /// The refusal as it is, or which proof failed, at the file's beginning.
  package func diagnostic(in file: String) -> Diagnostic {
    switch self {
    case .refused(let refusal): refusal.diagnostic
    case .notProved(let fault):
      .error(
        at: SourcePosition(file: file, line: 1, column: 1),
        "the change could not be proved and is not written: \(fault)",
        advice: "change the value by hand, or write the surrounding lines more simply")
    }
  }
}

extension ProofFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .otherBytes(let offset): "bytes from offset \(offset) on would change too"
    case .unreadable(let words): "the new text would be no YAML (\(words))"
    case .unplanned(let place): "\(Self.named(place)) would change too"
    case .missing(let place): "\(Self.named(place)) would not change"
    case .notIdempotent: "a second run would change the file again"
    }
  }

  private static func named(_ place: YAMLPlace) -> String {
    place.steps.isEmpty ? "document \(place.document + 1)" : "\(place)"
  }
}
