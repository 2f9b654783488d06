import Foundation
import Outcome
import Testing

@testable import Reports

@Suite struct CommentTests {
  @Test("Each rollout has a comment of its own, found by its first line", arguments: Sample.all)
  func markers(sample: Sample) throws {
    let files = Comments(sample.outcome).files
    #expect(Set(files.map(\.name)).count == files.count)
    for file in files {
      #expect(file.name.wholeMatch(of: #/[a-z0-9][a-z0-9.-]*\.md/#) != nil, "\(file.name)")
      let text = String(decoding: file.bytes, as: UTF8.self)
      let marker = try #require(
        text.prefixMatch(of: #/<!-- rolloutgate: ([a-z0-9.\/-]+) -->\n\n/#)?.1)
      let isAll = marker == "all"
      #expect(file.name == (isAll ? "rolloutgate.md" : marker.replacing("/", with: ".") + ".md"))
      // Nobody sees it, and all else is the page's.
      let page = try RenderedMarkdown(file.bytes).root
      #expect(!page.text.contains("rolloutgate: \(marker)"))
      #expect(page.all("h3").count + page.all("h2").count >= 1)
      #expect(page.all("p").last?.text.hasPrefix("exit status ") == true)
    }
    let named = sample.outcome.rollouts.filter {
      $0.title.wholeMatch(of: #/[a-z0-9-]+/[a-z0-9-]+/#) != nil
    }
    #expect(files.count { $0.name != "rolloutgate.md" } == named.count)
    let isWhole = named.count == sample.outcome.rollouts.count && !named.isEmpty
    #expect(
      files.contains { $0.name == "rolloutgate.md" }
        == (!isWhole || sample.outcome.diagnostics.hasErrors))
  }

  @Test(
    "No title leaves the folder or ends the marker",
    arguments: HostileTextTests.texts + Hostile.markup)
  func hostileTitles(text: String) throws {
    let outcome = ran([
      healthy.titled(text), healthy.titled("test/" + text), healthy.titled(text + "/x"),
    ])
    for file in Comments(outcome).files {
      #expect(file.name.wholeMatch(of: #/[a-z0-9][a-z0-9.-]*\.md/#) != nil, "\(file.name)")
      let text = String(decoding: file.bytes, as: UTF8.self)
      let line = text.split(separator: "\n")[0]
      #expect(line.wholeMatch(of: #/<!-- rolloutgate: [a-z0-9.\/-]+ -->/#) != nil, "\(line)")
      // A text that holds a marker does not begin a line with it.
      #expect(text.split(separator: "\n").count { $0.hasPrefix("<!--") } == 1)
    }
  }
}
