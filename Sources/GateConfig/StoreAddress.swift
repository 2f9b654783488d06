/// The address of a store: `http` or `https`, a host, and a path prefix that is kept.
package struct StoreAddress: Hashable, Sendable {
  /// Without a slash at its end.
  package let text: String

  /// Nil for anything with a user, a password, a query or a fragment, or without a host.
  package init?(_ text: String) {
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    guard let scheme, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, !rest.contains(where: { "?#@\\".contains($0) }), Self.isHost(host) else {
      return nil
    }
    var kept = text[...]
    while kept.last == "/" { kept.removeLast() }
    self.text = String(kept)
  }

  var isEncrypted: Bool { text.lowercased().hasPrefix("https://") }

  /// A name or an address, with or without a port of 1...65535.
  private static func isHost(_ text: Substring) -> Bool {
    let name: Substring
    let port: Substring?
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return false }
      name = text[...end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return false }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      name = parts[0]
      port = parts.count > 1 ? parts[1] : nil
    }
    guard let port else { return !name.isEmpty }
    guard !name.isEmpty, !port.isEmpty, port.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return false
    }
    return Int(port).map { (1...65_535).contains($0) } ?? false
  }
}
