import CCurl
import HTTPExchange

extension EasyHandle {
  /// Sets everything that is the same for all requests over `connection`.
  ///
  /// Proxies are left to libcurl, which reads `http_proxy`, `https_proxy`, `all_proxy` and
  /// `no_proxy`. Cookies, `.netrc` and redirects are off unless asked for, and nobody asks.
  func prepare(for connection: Connection) throws(CurlError) {
    try set(CURLOPT_NOSIGNAL, to: 1)
    try allowOnlyHTTP()
    try quitWithoutResolver()
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, to: 1)
    try set(CURLOPT_HTTP_VERSION, to: Int(CURL_HTTP_VERSION_2TLS))
    try set(CURLOPT_USERAGENT, to: "rolloutgate")
    // No compression is asked for: it makes many small answers five times slower.
    try set(CURLOPT_ACCEPT_ENCODING, to: nil)
    // A proxy on the way to an https store sees none of the headers meant for the store.
    try set(CURLOPT_HEADEROPT, to: Int(CURLHEADER_SEPARATE))
    try prepare(for: connection.tls)
    try prepare(for: connection.authentication)
  }

  private func prepare(for tls: Connection.TLS) throws(CurlError) {
    try set(CURLOPT_SSL_VERIFYPEER, to: tls.verifies ? 1 : 0)
    try set(CURLOPT_SSL_VERIFYHOST, to: tls.verifies ? 2 : 0)
    if let authorityFile = tls.authorityFile {
      try set(CURLOPT_CAINFO, to: authorityFile)
      // Else the system's folder of authorities would stay trusted beside the file.
      try set(CURLOPT_CAPATH, to: nil)
    }
    try set(CURLOPT_SSLCERT, to: tls.certificateFile)
    try set(CURLOPT_SSLKEY, to: tls.keyFile)
    // Without a password, OpenSSL would ask the terminal for one and wait.
    try set(CURLOPT_KEYPASSWD, to: tls.keyPassword?.reveal() ?? "")
  }

  private func prepare(for authentication: Connection.Authentication) throws(CurlError) {
    switch authentication {
    case .none:
      break
    case .bearer(let token):
      try set(CURLOPT_HTTPAUTH, to: Int(rolloutgate_auth_bearer))
      try set(CURLOPT_XOAUTH2_BEARER, to: token.reveal())
    case .basic(let username, let password):
      try set(CURLOPT_HTTPAUTH, to: Int(rolloutgate_auth_basic))
      // Two options, since a user name may hold a colon.
      try set(CURLOPT_USERNAME, to: username)
      try set(CURLOPT_PASSWORD, to: password.reveal())
    case .sigV4(let credentials):
      try set(CURLOPT_AWS_SIGV4, to: "aws:amz:\(credentials.region):\(credentials.service)")
      try set(CURLOPT_USERNAME, to: credentials.accessKeyID.reveal())
      try set(CURLOPT_PASSWORD, to: credentials.secretAccessKey.reveal())
    }
  }
}
