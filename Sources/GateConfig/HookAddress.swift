/// The address of a hook: `http` or `https`, a host, a path and a query, all kept as they are.
package struct HookAddress: Hashable, Sendable {
  package let text: String
  package let isEncrypted: Bool
  /// Whether it leads nowhere but to this machine, by its name alone.
  package var isLoopback: Bool {
    let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { !"/?".contains($0) }.lowercased()
    if authority.hasPrefix("[") { return authority.hasPrefix("[::1]") }
    let host = authority.prefix { $0 != ":" }
    return host == "localhost"
      || host.hasPrefix("127.") && host.utf8.allSatisfy { (46...57).contains($0) && $0 != 47 }
  }

  /// What to write, as the end of "write ...".
  package static var advice: String { TextRule.hookAddress.advice }

  /// Nil for anything with a user, a password or a fragment, or without a host.
  package init?(_ text: String) {
    let base = text.prefix { $0 != "?" }
    let query = text[base.endIndex...]
    guard let store = StoreAddress(String(base)),
      query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !query.contains(where: { "#\\".contains($0) })
    else { return nil }
    self.text = text
    isEncrypted = store.isEncrypted
  }
}
