import Foundation
import LoopbackServers
import Testing

/// No secret comes out of a run, whatever the servers send back of what they were sent.
@Suite struct SecretsTests {
  struct Credential: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let store: [String]
    var environment: [String: String] = [:]
    /// Files of the work tree that hold a secret.
    var files: [String: String] = [:]
    /// Texts that must not come out.
    let secrets: [String]
  }

  private static let token = "tok-5Yq8/Zr+1=w"
  private static let password = #"p&ss "w<o>rd\"#

  static let credentials = [
    Credential(
      testDescription: "a bearer token", store: ["bearerToken: {env: STORE_TOKEN}"],
      environment: ["STORE_TOKEN": token], secrets: [token, "5Yq8"]),
    Credential(
      testDescription: "a bearer token from a file", store: ["bearerToken: {file: token}"],
      files: ["token": token + "\n"], secrets: [token, "5Yq8"]),
    Credential(
      testDescription: "a password",
      store: ["basicAuth: {username: gate, password: {env: STORE_PASSWORD}}"],
      environment: ["STORE_PASSWORD": password],
      secrets: [password, base64("gate:" + password), "p%26ss", "w<o>rd", "p&amp;ss"]),
    Credential(
      testDescription: "AWS keys",
      store: ["sigv4: {region: eu-central-1}"],
      environment: [
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLEEXAMPLE00",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzzzz",
        "AWS_SESSION_TOKEN": "FwoGZXIvYXdzEJr//////////wEaDExample",
      ],
      secrets: [
        "AKIAEXAMPLEEXAMPLE00", "wJalrXUtnFEMI", "bPxRfiCY", "FwoGZXIvYXdzEJr", "wEaDExample",
      ]),
    Credential(
      testDescription: "a header", store: ["headers: {X-Scope-Key: {env: STORE_KEY}}"],
      environment: ["STORE_KEY": "key-9fK2vQ"], secrets: ["key-9fK2vQ", "9fK2vQ"]),
  ]

  @Test(
    "A proxy's password is not told, although only its address in the environment holds it",
    arguments: [
      ("gate:pass-of-proxy", ["pass-of-proxy", base64("gate:pass-of-proxy")]),
      ("gate:p%40ss%2Fof", ["p@ss/of", "p%40ss%2Fof", base64("gate:p@ss/of")]),
      ("token-of-proxy", ["token-of-proxy", base64("token-of-proxy:")]),
    ])
  func proxy(userInfo: String, secrets: [String]) throws {
    for (what, reply) in Self.echoes {
      let proxy = try RawServer(reply)
      let tree = try RolloutTree(
        store: ["address: http://store.invalid:9090", "retry: {attempts: 1}"])
      let told = try everything(
        told: tree, environment: ["http_proxy": "http://\(userInfo)@127.0.0.1:\(proxy.port)"])
      #expect(proxy.requests.contains { $0.contains("Proxy-Authorization: Basic ") })
      for secret in secrets { #expect(!told.contains(secret), "\(what) gave away \(secret)") }
    }
  }

  @Test("A secret that is written where none belongs is refused, and not repeated")
  func misplaced() throws {
    let address = "http://gate:pass-in-address@127.0.0.1:1/?key=pass-in-query"
    for lines in [
      ["address: \(address)"], ["address: http://127.0.0.1:1", "bearerToken: pass-inline"],
      [
        "address: http://127.0.0.1:1", "basicAuth: {username: gate, password: pass-inline}",
        "headers: {Authorization: Bearer pass-inline}",
      ],
    ] {
      let tree = try RolloutTree(store: lines)
      let run = try tree.run()
      #expect(run.exitStatus == 2)
      #expect(!(run.output + run.diagnostics).contains("pass-in"), "\(run.output)")
    }
    let tree = try RolloutTree(store: [])
    let reports = try ScratchFolder("reports")
    let run = try tree.run(["--prometheus", address, "--report", "json=" + reports.path("json")])
    #expect(run.exitStatus == 2)
    let told = run.output + run.diagnostics + (try reports.read("json"))
    #expect(!told.contains("pass-in"), "\(told)")
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  /// What a hostile or talkative server may make of a request that it got.
  static let echoes: [(what: String, reply: @Sendable (String) -> String)] = [
    ("a proxy's page", { RawAnswer.body($0, status: "500 Oops", type: "text/html") }),
    (
      "an error in JSON",
      { RawAnswer.json(#"{"status":"error","error":\#(quoted($0))}"#, status: "400 Bad Request") }
    ),
    (
      "a warning and labels",
      { request in
        let label = quoted(request)
        return RawAnswer.json(
          #"{"status":"success","warnings":[\#(label)],"infos":[\#(label)],"data":{"#
            + #""resultType":"vector","result":[{"metric":{"a":\#(label)},"value":[1767228600,"1"]},"#
            + #"{"metric":{"b":"c"},"value":[1767228600,\#(label)]}]}}"#)
      }
    ),
    (
      "a redirect",
      { request in
        let credential = request.split(separator: "\r\n").first { $0.hasPrefix("Authorization") }
        return "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.invalid/?"
          + "\(credential ?? "")\r\nContent-Length: 0\r\n\r\n"
      }
    ),
  ]

  private static func quoted(_ text: String) -> String {
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  @Test("A secret that a server sends back is not told on", arguments: credentials)
  func echoed(_ credential: Credential) throws {
    for (what, reply) in Self.echoes {
      let server = try RawServer(reply)
      let tree = try RolloutTree(
        store: ["address: \(server.address)", "retry: {attempts: 1}"] + credential.store)
      for (name, text) in credential.files { try tree.repository.folder.write(text, to: name) }
      let told = try everything(
        told: tree, environment: credential.environment, besides: Array(credential.files.keys))
      #expect(!server.requests.isEmpty, "\(what): nothing was asked, so nothing is shown")
      for secret in credential.secrets {
        let forms = [
          secret, Self.base64(secret), String(Self.quoted(secret).dropFirst().dropLast()),
        ]
        for form in forms {
          #expect(!told.contains(form), "\(what) gave away \(form)")
        }
      }
    }
  }

  @Test("A client's key is not told, even where it is taken for something else")
  func clientKey() throws {
    let nginx = try NginxServer.shared()
    let key = try String(contentsOfFile: nginx.tls.clientKey, encoding: .utf8)
    let body = key.split(separator: "\n").filter { !$0.hasPrefix("-----") }.map(String.init)
    #expect(!body.isEmpty)
    for (certificate, keyFile) in [
      (nginx.tls.clientCertificate, nginx.tls.clientKey),
      (nginx.tls.clientKey, nginx.tls.clientCertificate),
    ] {
      let tree = try RolloutTree(
        store: [
          "address: \(nginx.mutual)", "retry: {attempts: 1}",
          "tls: {caFile: \(nginx.tls.authority), certFile: \(certificate), keyFile: \(keyFile)}",
        ])
      let told = try everything(told: tree)
      for line in body { #expect(!told.contains(line)) }
    }
    let tree = try RolloutTree(
      store: ["address: \(nginx.mutual)", "bearerToken: {file: \(nginx.tls.clientKey)}"])
    let told = try everything(told: tree)
    for line in body { #expect(!told.contains(line)) }
  }

  /// Everything that a run leaves: its streams, each report, the saved answers, the repetition, and
  /// the files of the work tree.
  private func everything(
    told tree: RolloutTree, environment: [String: String] = [:], besides names: [String] = []
  ) throws -> String {
    let reports = try ScratchFolder("reports")
    let kinds = GateRun.reportKinds
    let arguments =
      kinds.flatMap { ["--report", "\($0)=" + reports.path($0)] }
      + ["-v", "--save-answers", reports.path("answers.json")]
    var told = ""
    for format in ["text", "github", "gitlab", "azure", "json", "quiet"] {
      let run = try tree.run(arguments + ["--format", format], environment: environment)
      told += run.output + run.diagnostics
    }
    if FileManager.default.fileExists(atPath: reports.path("answers.json")) {
      told += try reports.read("answers.json")
    }
    for kind in kinds { told += try reports.all(kind) }
    for (name, text) in try tree.files() where !names.contains(name) { told += text }
    return told
  }
}
