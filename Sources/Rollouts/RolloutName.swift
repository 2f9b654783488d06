/// The identity of a rollout: `namespace/name`.
package struct RolloutName: Hashable, Sendable {
  package let namespace: String
  package let name: String

  /// Nil unless both are Kubernetes names (RFC 1123: lower-case letters, digits, `-`, and `.` in
  /// the name; 63 and 253 characters at most), so that they are safe in a path and in a query.
  package init?(namespace: String, name: String) {
    guard Self.isLabel(namespace), Self.isSubdomain(name) else { return nil }
    self.namespace = namespace
    self.name = name
  }

  /// Whether the text is an RFC 1123 label, as a namespace must be.
  package static func isLabel(_ text: some StringProtocol) -> Bool {
    guard (1...63).contains(text.utf8.count), text.first != "-", text.last != "-" else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }
  }

  /// Whether the text is an RFC 1123 subdomain, as a workload's or an object's name must be.
  package static func isSubdomain(_ text: some StringProtocol) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
  }
}

extension RolloutName: CustomStringConvertible {
  package var description: String { "\(namespace)/\(name)" }
}
