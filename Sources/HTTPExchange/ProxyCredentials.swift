/// Who we say we are to a proxy: libcurl takes it from the proxy's address in the environment, and
/// the proxy may send it back.
package struct ProxyCredentials: Hashable, Sendable {
  /// As the address spells it, `USER:PASSWORD` or one of them.
  package let userInfo: Secret
  package let username: String
  /// The user's name where there is no password: a token may stand there.
  package let password: Secret

  private let hasPassword: Bool

  /// The variables in which libcurl looks for a proxy's address.
  package static let variables = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
  ]

  /// From `http://USER:PASSWORD@HOST:PORT`, with or without a scheme; nil where nobody is named.
  package init?(address: String) {
    let begin = address.firstRange(of: "://")?.upperBound ?? address.startIndex
    // A slash in a password makes no sound address; libcurl quotes it all the same in its error.
    guard let end = address[begin...].lastIndex(of: "@") else { return nil }
    let info = address[begin..<end]
    let parts = info.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(Self.decoded)
    guard let name = parts.first, !info.isEmpty else { return nil }
    userInfo = Secret(String(info))
    username = name
    password = Secret(parts.count > 1 ? parts[1] : name)
    hasPassword = parts.count > 1
  }

  /// What is sent, before it is put into Base64 (RFC 7617).
  var pair: String { "\(username):" + (hasPassword ? password.reveal() : "") }
  /// With `%2F` and the like resolved (RFC 3986, 2.1).
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
        let value = UInt8(digits, radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
