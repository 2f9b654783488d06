import Foundation
import LoopbackServers
import Testing

/// `ci-templates/post-comments` against servers that answer as GitHub's and GitLab's APIs do.
@Suite struct CommentPostingTests {
  private static let marker = "<!-- rolloutgate: test/podinfo -->"
  private static let script = Repository.path("ci-templates/post-comments")

  /// Two bodies, whose texts must not be read by the shell.
  private func comments() throws -> ScratchFolder {
    let folder = try ScratchFolder("comments")
    try folder.write("\(Self.marker)\n\n`x` $(id) \"y\" ${{ z }} \\n\n", to: "test.podinfo.md")
    try folder.write("<!-- rolloutgate: shop/new -->\n\nnew\n", to: "shop.new.md")
    return folder
  }

  /// A page of 100 by others, with our line in the middle of one and at the head of another, and then
  /// ours.
  private static func page(_ number: Int, ours: String, others: String) -> String {
    let foreign = (1...100).map { index in
      let body = index == 7 ? marker : index == 8 ? "see \(marker)" : "words"
      return "{\"id\":\(index),\(others),\"body\":\"\(body)\"}"
    }
    let own = ["{\"id\":4711,\(ours),\"body\":\"\(marker)\\r\\nold\"}"]
    return "[" + (number == 1 ? foreign : own).joined(separator: ",") + "]"
  }

  private func post(
    _ environment: [String: String], ours: String, others: String
  ) throws -> [String] {
    let server = try RawServer { request in
      let first = String(request.prefix { $0 != "\r\n" })
      if first.contains("/user ") { return RawAnswer.json("{\"username\":\"bot\"}") }
      guard first.hasPrefix("GET ") else { return RawAnswer.json("{}") }
      return RawAnswer.json(
        Self.page(first.contains("&page=1 ") ? 1 : 2, ours: ours, others: others))
    }
    let folder = try comments()
    let urls = ["GITHUB_API_URL": server.address, "CI_API_V4_URL": server.address]
    let run = try Command.run(
      Self.script, [folder.path], environment: environment.merging(urls) { $1 })
    #expect(run.end == .exited(0), "\(run.diagnostics)")
    #expect(run.text.isEmpty)
    return server.requests.filter { !$0.hasPrefix("GET ") }
  }

  private func expectBodies(_ requests: [String], _ lines: [String]) throws {
    #expect(requests.map { String($0.prefix { $0 != "\r\n" }) } == lines)
    let folder = try comments()
    for (request, name) in zip(requests, ["shop.new.md", "test.podinfo.md"]) {
      let body = try #require(request.range(of: "\r\n\r\n")).upperBound
      let json = try JSONSerialization.jsonObject(with: Data(request[body...].utf8))
      #expect((json as? [String: String])?["body"] == (try folder.read(name)))
    }
  }

  @Test("On GitHub our earlier comment is replaced, another's is left alone, and a new one is made")
  func gitHub() throws {
    let requests = try post(
      [
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": "s3cret",
        "PULL_REQUEST": "12",
      ], ours: #""user":{"login":"github-actions[bot]"}"#, others: #""user":{"login":"mallory"}"#)
    try expectBodies(
      requests,
      [
        "POST /repos/o/r/issues/12/comments HTTP/1.1",
        "PATCH /repos/o/r/issues/comments/4711 HTTP/1.1",
      ])
    #expect(requests.allSatisfy { $0.contains("\r\nAuthorization: Bearer s3cret\r\n") })
  }

  @Test("So it is on GitLab")
  func gitLab() throws {
    let requests = try post(
      [
        "GITLAB_CI": "true", "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "12",
        "GITLAB_TOKEN": "s3cret",
      ], ours: #""author":{"username":"bot"}"#, others: #""author":{"username":"mallory"}"#)
    try expectBodies(
      requests,
      [
        "POST /projects/5/merge_requests/12/notes HTTP/1.1",
        "PUT /projects/5/merge_requests/12/notes/4711 HTTP/1.1",
      ])
    #expect(requests.allSatisfy { $0.contains("\r\nPRIVATE-TOKEN: s3cret\r\n") })
  }

  @Test("An API that refuses is an error, and so is a job without a pull request")
  func refused() throws {
    let server = try RawServer { _ in
      RawAnswer.json("{}", status: "403 Forbidden")
    }
    let folder = try comments()
    let environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": "s3cret",
      "GITHUB_API_URL": server.address, "PULL_REQUEST": "12",
    ]
    let refused = try Command.run(Self.script, [folder.path], environment: environment)
    #expect(refused.end != .exited(0))
    #expect(server.requests.count == 1)
    let elsewhere = try Command.run(Self.script, [folder.path])
    #expect(elsewhere.end == .exited(2))
    #expect(elsewhere.diagnostics.contains("GITHUB_ACTIONS"))
  }
}
