/// An address that a report may link to: `http` or `https`, with a host, in printable ASCII, and without
/// user and password.
package struct WebAddress: Hashable, Sendable {
  package let text: String

  /// Nil for other text.
  package init?(_ text: String) {
    guard text.utf8.count <= 8_000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.unsafe.contains($0) }),
      let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
    else { return nil }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    self.text = text
  }

  /// RFC 3986 admits none of these; each ends a link somewhere.
  private static let unsafe = Set(#""'<>\^`{|}()"#.utf8)
}

extension WebAddress: CustomStringConvertible {
  package var description: String { text }
}
