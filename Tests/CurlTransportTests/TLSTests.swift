import CurlTransport
import Foundation
import HTTPExchange
import LoopbackServers
import Testing

extension TransportTests {
  @Suite(.enabled(if: Tool.areAllThere)) struct TLSTests {
    private let store: TLSStore

    init() throws { store = try TLSStore() }

    private var trusting: Connection { connection() }

    private func connection(
      _ authentication: Connection.Authentication = .none, certificate: String? = nil,
      key: String? = nil, keyPassword: String? = nil
    ) -> Connection {
      let file = { (name: String?) in name.map(store.folder.path) }
      return Connection(
        authentication: authentication,
        tls: .init(
          authorityFile: file("ca.pem"), certificateFile: file(certificate), keyFile: file(key),
          keyPassword: keyPassword.map { Secret($0) }),
        retry: soon)
    }

    @Test("A server is trusted by the authority that was named, and not by the system's")
    func authority() throws {
      #expect(try send(get(store.url("/")), over: trusting).status == 200)
      let strange = try send(get(store.url("/")), over: Connection(retry: soon))
      #expect(strange.failure?.kind == "tls")
      #expect(strange.attempts == 1)
      let unchecked = Connection(tls: .init(verifies: false))
      #expect(try send(get(store.url("/")), over: unchecked).status == 200)
      let otherName = store.url("/").replacingOccurrences(of: "localhost", with: "127.0.0.1")
      #expect(try send(get(otherName), over: trusting).failure?.kind == "tls")
      let missing = Connection(tls: .init(authorityFile: "/nowhere/ca.pem"))
      #expect(try send(get(store.url("/")), over: missing).failure?.kind == "unusable")
      let noTLS = try RawServer(readsNothing: true) { _, _ in .bytes("HTTP/1.1 400 No\r\n\r\n") }
      #expect(
        try send(get(noTLS.url("/", scheme: "https")), over: trusting).failure?.kind == "tls")
    }

    @Test("HTTP/2 is spoken where it is offered, and two hundred requests share few connections")
    func multiplexing() throws {
      #expect(try send(get(store.url("/protocol")), over: trusting).text == "HTTP/2.0")
      let results = try send(Array(repeating: get(store.url("/")), count: 200), over: trusting)
      #expect(results.allSatisfy { $0.status == 200 })
      #expect(Set(results.map(\.text)).count <= 8)
    }

    @Test(
      "A client is known by its certificate",
      arguments: [
        ("client.pem", "client.key", nil, "200 CN=client"),
        ("client.pem", "locked.key", "opensesame", "200 CN=client"),
        ("client.pem", "locked.key", "wrong-password", "unusable"),
        ("client.pem", "locked.key", nil, "unusable"),
        ("client.pem", "missing.key", nil, "unusable"),
        ("missing.pem", "client.key", nil, "unusable"),
        ("client.pem", "localhost.key", nil, "unusable"),
        (nil, "client.key", nil, "unusable"),
        (nil, nil, nil, "400"),
      ] as [(String?, String?, String?, String)])
    func clientCertificate(
      certificate: String?, key: String?, password: String?, expected: String
    ) throws {
      let connection = connection(certificate: certificate, key: key, keyPassword: password)
      let result = try send(get(store.strictURL), over: connection)
      let answer = result.status.map { $0 == 200 ? "200 \(result.text ?? "")" : "\($0)" }
      #expect(answer ?? result.failure?.kind == expected)
      #expect(result.attempts <= 1)
      #expect(!"\(result)".contains("opensesame") && !"\(result)".contains("wrong-password"))
    }

    @Test(
      "Wrong credentials are an answer, and the right ones open the door",
      arguments: [
        ("/basic", .basic(username: "prometheus", password: Secret("password")), 200),
        ("/basic", .basic(username: "prometheus", password: Secret("guess")), 401),
        ("/basic", .none, 401),
        ("/bearer", .bearer(Secret("token-of-the-day")), 200),
        ("/bearer", .bearer(Secret("token-of-yesterday")), 401),
      ] as [(String, Connection.Authentication, Int)])
    func credentials(path: String, authentication: Connection.Authentication, status: Int) throws {
      let result = try send(get(store.url(path)), over: connection(authentication))
      #expect(result.status == status)
      #expect(result.attempts == 1)
    }

    @Test("A server that refuses the certificate only after the handshake refuses all the same")
    func lateRefusal() throws {
      let port = try Loopback.unusedPort()
      let server = try Tool.start(
        "openssl",
        ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", "localhost.pem", "-key"]
          + ["localhost.key", "-CAfile", "ca.pem", "-Verify", "1", "-tls1_3", "-www", "-quiet"],
        in: store.folder.url)
      defer {
        // SIGTERM was seen to leave it running.
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
      }
      while !Loopback.accepts(port) { usleep(5_000) }
      let result = try send(get("https://localhost:\(port)/"), over: trusting)
      #expect(result.failure?.kind == "tls")
      #expect(result.attempts == 1)
    }

    @Test("A server that goes away within the handshake is tried again")
    func cutHandshake() throws {
      let server = try RawServer(readsNothing: true) { _, _ in .bytes("") }
      let result = try send(get(server.url("/", scheme: "https")), over: trusting)
      #expect(result.failure?.kind == "connectionFailed")
      #expect(result.attempts == 3)
    }
  }
}
