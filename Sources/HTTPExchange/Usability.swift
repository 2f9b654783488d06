/// What forbids a request or a connection to be used, found before a byte is sent.
///
/// A line break in a value would begin a header of its own choice, so nothing is repaired: it is
/// refused. No text here quotes the value, which may be a secret.
extension Connection {
  /// Why no request can go over this connection; nil where it is sound.
  package var flaw: String? {
    authenticationFlaw ?? tlsFlaw
      ?? headers.lazy.compactMap { headerFlaw($0.name, $0.value.reveal()) }.first
  }

  private var authenticationFlaw: String? {
    switch authentication {
    case .none:
      return nil
    case .bearer(let token):
      return wordFlaw(token, "the bearer token")
    case .basic(let username, let password):
      return controlFlaw(username, "the user name")
        ?? controlFlaw(password.reveal(), "the password")
    case .sigV4(let credentials):
      let plain = { (text: String) in !text.isEmpty && text.utf8.allSatisfy(isNamePart) }
      guard plain(credentials.region), plain(credentials.service) else {
        return "the SigV4 region and service must be of letters, digits and hyphens"
      }
      return wordFlaw(credentials.accessKeyID, "the access key ID")
        ?? wordFlaw(credentials.secretAccessKey, "the secret access key")
        ?? credentials.sessionToken.flatMap { wordFlaw($0, "the session token") }
    }
  }

  private var tlsFlaw: String? {
    let files = [tls.authorityFile, tls.certificateFile, tls.keyFile].compactMap { $0 }
    if files.contains(where: { $0.isEmpty || $0.utf8.contains(0) }) {
      return "the path of a certificate or key file is empty or holds a NUL byte"
    }
    if tls.certificateFile == nil, tls.keyFile != nil {
      return "a client key is named, but no client certificate"
    }
    return tls.keyPassword.flatMap { controlFlaw($0.reveal(), "the password of the client key") }
  }
}

extension HTTPRequest {
  /// Why this request can't be sent over `connection`, which itself is sound.
  package func flaw(over connection: Connection) -> String? {
    let scheme = url.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard ["http", "https"].contains(String(decoding: scheme, as: UTF8.self).lowercased()) else {
      return "the address must begin with http:// or https://"
    }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return "the address holds a blank or a control character"
    }
    let afterScheme = url.utf8[scheme.endIndex...].dropFirst().drop { $0 == UInt8(ascii: "/") }
    guard !afterScheme.prefix(while: { !"/?#".utf8.contains($0) }).contains(UInt8(ascii: "@"))
    else {
      return "the address holds a user or a password; give them by environment variable or file"
    }
    if let flaw = headers.lazy.compactMap({ headerFlaw($0.name, $0.value) }).first { return flaw }
    guard case .sigV4 = connection.authentication else { return nil }
    // curl before 8.7 signs an encoded query or path in a way that AWS refuses.
    guard method == .post, !url.utf8.contains(where: { "?#%".utf8.contains($0) }) else {
      return "SigV4 needs a POST with everything in its body and a plain path"
    }
    return nil
  }
}

private func controlFlaw(_ text: String, _ what: String) -> String? {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
  return "\(what) holds a line break or another control character"
}

private func wordFlaw(_ secret: Secret, _ what: String) -> String? {
  let text = secret.reveal()
  if text.isEmpty { return "\(what) is empty" }
  if text.utf8.contains(UInt8(ascii: " ")) { return "\(what) holds a blank" }
  return controlFlaw(text, what)
}

/// Headers that frame the message or its encoding, which only the transport knows.
private let framingHeaders: Set<String> = [
  "accept-encoding", "connection", "content-length", "expect", "te", "trailer",
  "transfer-encoding", "upgrade",
]

private func headerFlaw(_ name: String, _ value: String) -> String? {
  // RFC 9110, 5.6.2: token.
  let token = { (byte: UInt8) in isNamePart(byte) || "!#$%&'*+.^_`|~".utf8.contains(byte) }
  guard !name.isEmpty, name.utf8.allSatisfy(token) else {
    return "a header's name is no HTTP token"
  }
  guard !framingHeaders.contains(name.lowercased()) else {
    return "the header \(name) can't be set; it follows from what is sent"
  }
  return controlFlaw(value, "the value of the header \(name)")
}

private func isNamePart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
    return true
  default:
    return false
  }
}
