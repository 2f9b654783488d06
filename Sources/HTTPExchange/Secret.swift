/// A text that may be sent to the store and shown to nobody.
///
/// It prints as `***` in every interpolation, dump and mirror, so that no log can leak it by
/// accident; `reveal()` is the one way to its text.
package struct Secret: Hashable, Sendable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The text itself. Call it only where it goes onto the wire or into a redaction.
  package func reveal() -> String { text }

  package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
