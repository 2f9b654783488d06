import CurlTransport
import Foundation
import HTTPExchange
import LoopbackServers
import Testing

extension TransportTests {
  /// Signature Version 4, checked by a verifier written from AWS's description of it and not from
  /// libcurl: docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html.
  @Suite(.enabled(if: Tool.areAllThere)) struct SignatureTests {
    private let secret = "an/example+secret"

    private func connection(sessionToken: String?) -> Connection {
      Connection(
        authentication: .sigV4(
          .init(
            region: "eu-central-1", service: "aps", accessKeyID: Secret("AKIDEXAMPLE"),
            secretAccessKey: Secret(secret), sessionToken: sessionToken.map { Secret($0) })),
        headers: [.init(name: "X-Scope-OrgID", value: Secret("team-a"))], retry: once)
    }

    @Test("A signed request is what its signature says", arguments: [nil, "temporary/token=="])
    func signature(sessionToken: String?) throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK"), thenClose: false) }
      let path = "/workspaces/ws-1/api/v1/query"
      let forms = ["query=sum%28up%29&time=1767228600", "query=a%3Db%26c&query=d", ""]
      let results = try send(
        forms.map { post(server.url(path), $0) }, over: connection(sessionToken: sessionToken))
      #expect(results.map(\.status) == [200, 200, 200])
      for request in server.requests {
        #expect(request.lowercased().contains("x-amz-security-token") == (sessionToken != nil))
        #expect(!request.contains(secret))
        let message = SignedMessage(request)
        #expect(try message.expectedSignature(secret: secret) == message.signature)
      }
    }

    @Test(
      "What libcurl would sign wrongly is refused",
      arguments: [
        get("http://127.0.0.1:1/query"), post("http://127.0.0.1:1/query?time=1"),
        post("http://127.0.0.1:1/a%20b"),
      ])
    func refusal(request: HTTPRequest) throws {
      let result = try send(request, over: connection(sessionToken: nil))
      #expect(result.failure?.kind == "unusable")
      #expect(result.attempts == 0)
    }
  }
}

/// A request as it arrived, taken apart to be signed again.
private struct SignedMessage {
  let path: String
  let headers: [String: String]
  let body: String
  let authorization: String

  init(_ request: String) {
    let parts = request.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    path = lines[0].components(separatedBy: " ")[1]
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
    let pairs = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (
        line[..<colon].lowercased(), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces)
      )
    }
    headers = Dictionary(pairs) { first, _ in first }
    authorization = headers["authorization"] ?? ""
  }

  var signature: String { field("Signature=") }

  func expectedSignature(secret: String) throws -> String {
    let names = field("SignedHeaders=")
    let signed = names.components(separatedBy: ";").map { "\($0):\(headers[$0] ?? "")\n" }.joined()
    let canonical = "POST\n\(path)\n\n\(signed)\n\(names)\n\(try Digest.sha256(body))"
    let scope = field("Credential=").components(separatedBy: "/").dropFirst().joined(separator: "/")
    let text =
      "AWS4-HMAC-SHA256\n\(headers["x-amz-date"] ?? "")\n\(scope)\n\(try Digest.sha256(canonical))"
    var key = try Digest.hexadecimal("AWS4" + secret)
    for part in scope.components(separatedBy: "/") { key = try Digest.hmac(part, hexKey: key) }
    return try Digest.hmac(text, hexKey: key)
  }

  private func field(_ name: String) -> String {
    let rest = authorization.components(separatedBy: name).dropFirst().first ?? ""
    return String(rest.prefix { $0 != "," })
  }
}

/// SHA-256 by the `openssl` program, in hexadecimal digits.
private enum Digest {
  static func sha256(_ text: String) throws -> String { try digest(text, []) }

  static func hmac(_ text: String, hexKey: String) throws -> String {
    try digest(text, ["-mac", "HMAC", "-macopt", "hexkey:\(hexKey)"])
  }

  static func hexadecimal(_ text: String) throws -> String {
    text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func digest(_ text: String, _ options: [String]) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "text")
    let output = try Tool.run("openssl", ["dgst", "-sha256"] + options + ["text"], in: folder.url)
    let words = String(decoding: output, as: UTF8.self).split { " \n".contains($0) }
    return String(words.last ?? "")
  }
}
