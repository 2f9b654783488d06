import Testing

@testable import HTTPExchange

@Suite struct UnsoundProxyTests {
  @Test(
    "A proxy's address that libcurl can't read, and quotes, loses its user all the same",
    arguments: [
      ("http://user:hun/ter22@proxy:3128", "http://***@proxy:3128"),
      ("socks9://user:hun ter22@x:1", "socks9://***@x:1"),
      ("http://user:a@b@c@proxy", "http://***@proxy"),
      ("http://user:100%zz@[bad", "http://***@[bad"),
      ("http://proxy:3128", "http://proxy:3128"),
    ])
  func quoted(address: String, shown: String) {
    let proxies = [address].compactMap(ProxyCredentials.init)
    let text = "Unsupported proxy syntax in '\(address)'"
    let redacted = Connection(proxies: proxies).redact(text)
    #expect(redacted == "Unsupported proxy syntax in '\(shown)'")
  }
}
