import Foundation
import Queries

/// A table of `fixtures/providers`: a header line, then cells between tabs.
struct ProviderTable {
  let rows: [[String]]

  init(_ name: String) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/providers/\(name).tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static let canaries = [
    "podinfo": FlaggerSubject(namespace: "test", target: "podinfo"),
    "named": FlaggerSubject(
      namespace: "apps-1", target: "backend", service: "web", ingress: "front.end",
      route: "backend-00002"),
  ]
}
