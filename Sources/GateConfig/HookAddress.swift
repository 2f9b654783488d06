/// The address of a hook: `http` or `https`, a host, a path and a query, all kept as they are.
package struct HookAddress: Hashable, Sendable {
  package let text: String
  let isEncrypted: Bool

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
