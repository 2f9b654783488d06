import Foundation
import Gate
import Queries
import Testing

@Suite struct ExplainProviderTests {
  @Test(
    "A provider's page holds each built-in check, and Flagger's queries to the letter",
    arguments: Provider.allCases)
  func page(provider: Provider) {
    let page = explain(provider)
    let lines = page.split(separator: "\n")
    #expect(lines.first.map(String.init) == provider.rawValue)
    for check in BuiltIn.names {
      #expect(lines.contains { $0.hasPrefix("  \(check)") }, "\(check)")
    }
    let canary = FlaggerSubject(namespace: "test", target: "podinfo")
    for metric in FlaggerMetric.allCases {
      let query = flaggerQuery(metric, provider: provider, about: canary, interval: "1m")
      #expect(lines.contains { $0.hasSuffix(query.text) }, "\(metric)")
    }
    for remark in provider.remarks { #expect(lines.contains("  \(remark)")) }
    #expect(page.contains("share of the traffic is not compared") != provider.tellsPartiesApart)
  }

  @Test("The page of a provider where Flagger takes a mean")
  func golden() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/providers/nginx.txt")
    #expect(explain(.nginx) == (try String(contentsOf: file, encoding: .utf8)))
  }
}
