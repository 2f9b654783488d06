/// An address as it may be shown: without user, password, query and fragment, and not without end.
///
/// It reads no more than it must, since the address may come from a hostile server.
package func shownAddress(_ address: String) -> String {
  var rest = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  let slash = UInt8(ascii: "/")
  let scheme = rest.prefix { $0 != slash && $0 != UInt8(ascii: "\\") }
  rest = rest[scheme.endIndex...]
  let slashes = rest.prefix { $0 == slash || $0 == UInt8(ascii: "\\") }
  rest = rest[slashes.endIndex...]
  let authority = rest.prefix { $0 != slash && $0 != UInt8(ascii: "\\") }
  let path = rest[authority.endIndex...]
  let host = authority.lastIndex(of: UInt8(ascii: "@")).map {
    authority[authority.index(after: $0)...]
  }
  let shown = Array(scheme) + Array(slashes) + Array(host ?? authority) + Array(path)
  let longest = 300
  return String(decoding: shown.prefix(longest), as: UTF8.self)
    + (shown.count > longest ? "..." : "")
}
