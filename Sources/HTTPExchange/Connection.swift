/// How the store is reached and who we say we are: the same for every request of a run.
package struct Connection: Hashable, Sendable {
  package enum Authentication: Hashable, Sendable {
    case none
    case bearer(Secret)
    case basic(username: String, password: Secret)
    /// AWS Signature Version 4; the request must be a POST with everything in its body.
    case sigV4(SigV4)
  }

  package struct SigV4: Hashable, Sendable {
    package let region: String
    /// `aps` for Amazon Managed Service for Prometheus.
    package let service: String
    package let accessKeyID: Secret
    package let secretAccessKey: Secret
    /// Sent as `X-Amz-Security-Token` where the credentials are temporary.
    package let sessionToken: Secret?

    package init(
      region: String, service: String, accessKeyID: Secret, secretAccessKey: Secret,
      sessionToken: Secret?
    ) {
      self.region = region
      self.service = service
      self.accessKeyID = accessKeyID
      self.secretAccessKey = secretAccessKey
      self.sessionToken = sessionToken
    }
  }

  package struct TLS: Hashable, Sendable {
    /// A PEM file with the authorities to trust instead of the system's.
    package let authorityFile: String?
    /// A PEM file with the client's certificate and the chain below it.
    package let certificateFile: String?
    /// A PEM file with the client's private key.
    package let keyFile: String?
    package let keyPassword: Secret?
    /// Whether the server's certificate is checked at all; false is a stated, warned-of choice.
    package let verifies: Bool

    package init(
      authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
      keyPassword: Secret? = nil, verifies: Bool = true
    ) {
      self.authorityFile = authorityFile
      self.certificateFile = certificateFile
      self.keyFile = keyFile
      self.keyPassword = keyPassword
      self.verifies = verifies
    }
  }

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: Secret
    /// Whether the value stands in the config for all to read, as a tenant's number does. It is then
    /// not taken out of answers, where the same number may be a bucket's bound.
    package let isPublic: Bool

    package init(name: String, value: Secret, isPublic: Bool = false) {
      self.name = name
      self.value = value
      self.isPublic = isPublic
    }
  }

  package let authentication: Authentication
  package let tls: TLS
  /// Sent with every request, as `X-Scope-OrgID` for Mimir.
  package let headers: [Header]
  /// Known here so that they can be kept secret; libcurl finds them itself.
  package let proxies: [ProxyCredentials]
  /// The longest time for one attempt.
  package let timeout: Duration
  /// The longest time for all requests of the run together, retries and waits included.
  package let deadline: Duration
  package let retry: RetryRule
  /// The most bytes of a body, after decompression.
  package let sizeLimit: Int

  package init(
    authentication: Authentication = .none, tls: TLS = TLS(), headers: [Header] = [],
    proxies: [ProxyCredentials] = [], timeout: Duration = .seconds(10),
    deadline: Duration = .seconds(60),
    retry: RetryRule = RetryRule(), sizeLimit: Int = 16 << 20
  ) {
    self.authentication = authentication
    self.tls = tls
    self.headers = headers
    self.proxies = proxies
    self.timeout = timeout
    self.deadline = deadline
    self.retry = retry
    self.sizeLimit = sizeLimit
  }
}
