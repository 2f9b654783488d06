import Testing

@testable import HTTPExchange

@Suite struct RedactionTests {
  @Test(
    "A secret goes in every form in which it may come back",
    arguments: [
      ("token=hunter22&x", "token=***&x"), ("hunter22hunter22", "******"), ("hunter2", "hunter2"),
      ("aHVudGVyMjI= and aHVudGVyMjI", "***= and ***"), ("", ""),
      ("a b/c\"d<é>", "***"), ("a%20b%2Fc%22d%3C%C3%A9%3E", "***"),
      ("a%20b%2fc%22d%3c%c3%a9%3e", "***"), ("a+b%2Fc%22d%3C%C3%A9%3E", "***"),
      (#"a b/c\"d<é>"#, "***"), (#"a b\/c\"d<é>"#, "***"), (#"a b/c\"d\u003cé\u003e"#, "***"),
      // A secret of three bytes would blank out innocent words.
      ("abc", "abc"),
    ])
  func forms(text: String, shown: String) {
    let redact = Redaction(secrets: ["hunter22", "a b/c\"d<é>", "abc", ""])
    #expect(redact(text) == shown)
  }

  @Test(
    "Secrets that overlap leave no rest behind",
    arguments: [
      (["abcd", "cdefgh"], "-abcdefgh-", "-***-"), (["abcd", "abcdef"], "abcdefg", "***g"),
      (["abab"], "ababab", "***"), (["abcdef", "bcde"], "abcdef", "***"),
    ])
  func overlap(secrets: [String], text: String, shown: String) {
    #expect(Redaction(secrets: secrets)(text) == shown)
  }

  @Test("Every secret of a connection is known")
  func connection() {
    let authentications: [Connection.Authentication] = [
      .bearer(Secret("secret-bearer")),
      .basic(username: "user", password: Secret("secret-basic")),
      .sigV4(
        .init(
          region: "r", service: "s", accessKeyID: Secret("secret-id"),
          secretAccessKey: Secret("secret-key"), sessionToken: Secret("secret-session"))),
    ]
    let text =
      "secret-bearer secret-basic secret-id secret-key secret-session secret-pem secret-org"
      + " dXNlcjpzZWNyZXQtYmFzaWM="
    let shown = authentications.reduce(text) { shown, authentication in
      Connection(
        authentication: authentication, tls: .init(keyPassword: Secret("secret-pem")),
        headers: [.init(name: "X-Scope-OrgID", value: Secret("secret-org"))]
      ).redact(shown)
    }
    #expect(shown == "*** *** *** *** *** *** *** ***=")
    #expect(Connection(authentication: authentications[0]).redact([255, 0]) == [255, 0])
  }

  @Test("The credentials of an Authorization go also without their scheme, others' words stay")
  func authorization() {
    let connection = Connection(headers: [
      .init(name: "authorization", value: Secret("Bearer hunter22")),
      .init(name: "X-Note", value: Secret("secret note")),
    ])
    #expect(connection.redact("hunter22 Bearer note secret note") == "*** Bearer note ***")
  }

  @Test("A failure keeps its kind and loses its secrets")
  func failure() {
    let redact = Redaction(secrets: ["hunter22"])
    let failures: [TransportFailure] = [
      .nameNotResolved("hunter22"), .connectionFailed("hunter22"), .tls("hunter22"),
      .redirected(status: 302, to: "hunter22"), .brokenAnswer("hunter22"), .unusable("hunter22"),
      .timedOut(seconds: 1, overall: true), .tooLarge(limit: 1), .cancelled,
    ]
    let shown: [TransportFailure] = [
      .nameNotResolved("***"), .connectionFailed("***"), .tls("***"),
      .redirected(status: 302, to: "***"), .brokenAnswer("***"), .unusable("***"),
      .timedOut(seconds: 1, overall: true), .tooLarge(limit: 1), .cancelled,
    ]
    #expect(failures.map { $0.redacted(by: redact) } == shown)
  }

  @Test(
    "An address is shown without user, password, query and fragment",
    arguments: [
      ("http://store/path?q=1#f", "http://store/path"),
      ("https://u:p@store:9090/", "https://store:9090/"),
      ("http://u:p@x@store", "http://store"), ("http://u:p/@store/", "http://u:p/@store/"),
      ("http:\\\\u:p@store\\path", "http:\\\\store\\path"), ("http://u:p@store#x", "http://store"),
      ("//u:p@store", "//store"), ("/login?token=1", "/login"), ("", ""), ("?x", ""),
      (String(repeating: "x", count: 301), String(repeating: "x", count: 300) + "..."),
    ])
  func address(address: String, shown: String) {
    #expect(shownAddress(address) == shown)
  }
}
