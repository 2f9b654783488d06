/// A value as it shall be: the scalar at a place, or a new last key of its mapping.
package struct YAMLChange: Hashable, Sendable {
  package let place: YAMLPlace
  /// The value there now; nil where the key is missing and is to be inserted.
  package let old: String?
  package let new: String

  package init(at place: YAMLPlace, from old: String?, to new: String) {
    self.place = place
    self.old = old
    self.new = new
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
