/// Takes the secrets of a connection out of a text before anyone sees it.
///
/// It is for whole answers, before they are judged, shown or saved, so that a repetition from saved
/// answers judges the same bytes. What the config itself says in the open is no secret: a tenant's
/// number may be a bucket's bound, too.
package struct Redaction: Sendable {
  /// The forms of all secrets by their first byte.
  private let forms: [UInt8: [[UInt8]]]

  package init(of connection: Connection) {
    self.init(secrets: connection.secrets)
  }

  init(secrets: [String]) {
    let all = Set(secrets.flatMap(SecretForms.all(of:)))
    forms = Dictionary(grouping: all) { $0[0] }
  }

  /// Each secret becomes `***`; secrets that overlap become one, and leave no rest behind.
  package func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    guard !forms.isEmpty else { return bytes }
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    var secretEnd = 0
    for index in bytes.indices {
      if let end = longestForm(in: bytes, at: index) {
        if index >= secretEnd { shown += "***".utf8 }
        secretEnd = max(secretEnd, end)
      }
      if index >= secretEnd { shown.append(bytes[index]) }
    }
    return shown
  }

  package func callAsFunction(_ text: String) -> String {
    String(decoding: self(Array(text.utf8)), as: UTF8.self)
  }

  /// Where the longest form that begins at `index` ends.
  private func longestForm(in bytes: [UInt8], at index: Int) -> Int? {
    guard let candidates = forms[bytes[index]] else { return nil }
    let rest = bytes[index...]
    return candidates.lazy.filter { rest.starts(with: $0) }.map { index + $0.count }.max()
  }
}

extension Connection {
  package func redact(_ bytes: [UInt8]) -> [UInt8] { Redaction(of: self)(bytes) }

  package func redact(_ text: String) -> String { Redaction(of: self)(text) }

  /// Everything that is sent to the store and shown to nobody.
  fileprivate var secrets: [String] {
    let own =
      switch authentication {
      case .none: [String]()
      case .bearer(let token): [token.reveal()]
      case .basic(let username, let password):
        [password.reveal(), Self.basicCredentials(username, password)]
      case .sigV4(let credentials):
        [credentials.accessKeyID, credentials.secretAccessKey, credentials.sessionToken]
          .compactMap { $0?.reveal() }
      }
    let keyPassword = tls.keyPassword.map { [$0.reveal()] } ?? []
    let ofProxies = proxies.flatMap { proxy in
      [
        proxy.userInfo.reveal(), proxy.password.reveal(),
        String(decoding: Base64.digits(of: Array(proxy.pair.utf8)), as: UTF8.self),
      ]
    }
    let ofHeaders = headers.filter { !$0.isPublic }.flatMap { header in
      // An Authorization may come back without the scheme that stands before its credentials.
      [header.value.reveal()]
        + (header.name.lowercased() == "authorization"
          ? header.value.reveal().split(separator: " ", maxSplits: 1).dropFirst().map(String.init)
          : [])
    }
    return own + keyPassword + ofProxies + ofHeaders
  }

  /// The word after `Basic` on the wire, as RFC 7617 builds it.
  private static func basicCredentials(_ username: String, _ password: Secret) -> String {
    let pair = Array("\(username):\(password.reveal())".utf8)
    return String(decoding: Base64.digits(of: pair), as: UTF8.self)
  }
}

extension TransportFailure {
  /// The same failure with its texts free of secrets.
  package func redacted(by redact: Redaction) -> TransportFailure {
    switch self {
    case .nameNotResolved(let text): .nameNotResolved(redact(text))
    case .connectionFailed(let text): .connectionFailed(redact(text))
    case .tls(let text): .tls(redact(text))
    case .redirected(let status, let target): .redirected(status: status, to: redact(target))
    case .brokenAnswer(let text): .brokenAnswer(redact(text))
    case .unusable(let text): .unusable(redact(text))
    case .timedOut, .tooLarge, .cancelled: self
    }
  }
}
