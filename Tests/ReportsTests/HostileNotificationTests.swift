import Diagnostics
import Foundation
import Outcome
import Rollouts
import Testing

@testable import Reports

/// Whatever others wrote, it mentions nobody, hides no link and breaks no service's bounds.
@Suite struct HostileNotificationTests {
  static let texts =
    HostileTextTests.texts + [
      Hostile.mentions, String(repeating: Hostile.mentions, count: 200),
      String(repeating: "&", count: 5_000), String(repeating: "*", count: 5_000),
      String(repeating: "🚀", count: 5_000), String(repeating: "漢", count: 5_000),
    ]

  /// All texts of a message, with the keys above them; those of our own config aside.
  private static func texts(
    of service: String, telling text: String
  ) throws -> [(path: String, text: String)] {
    let news = hostileNews(text)
    let entry = try #require(services.first { $0.name == service })
    let message = try #require(entry.message(news, ran([news])))
    let value = try JSONSerialization.jsonObject(with: Data(message.written(.line).utf8))
    return leaves(of: value).filter { !["/channel", "/username"].contains($0.path) }
  }

  private static func leaves(of value: Any, at path: String = "") -> [(path: String, text: String)]
  {
    switch value {
    case let text as String: return [(path, text)]
    case let list as [Any]: return list.flatMap { leaves(of: $0, at: path) }
    case let object as [String: Any]:
      return object.flatMap { leaves(of: $1, at: "\(path)/\($0)") }
    default: return []
    }
  }

  @Test("Slack reads neither markup nor a name", arguments: texts.indices)
  func slack(index: Int) throws {
    for (path, text) in try Self.texts(of: "slack", telling: Self.texts[index]) {
      #expect(!text.contains("<") && !text.contains(">"), "\(path)")
      #expect(text.matches(of: /&/).count == text.matches(of: /&(amp|lt|gt);/).count, "\(path)")
      #expect(text.utf16.count <= 3_000, "\(path)")
    }
  }

  @Test("Teams gets nothing that it reads as Markdown, and at most 28 KB", arguments: texts.indices)
  func teams(index: Int) throws {
    let news = hostileNews(Self.texts[index])
    let message = try #require(Notice(of: news, in: ran([news]))).teams().written(.line)
    #expect(message.utf8.count <= 28_000)
    #expect(!message.contains("\"TextBlock\"") && !message.contains("FactSet"))
    #expect(!message.contains("\"entities\""))
    #expect(message.contains("\"RichTextBlock\""))
  }

  @Test(
    "Discord reads neither markup nor a name, and its bounds are kept", arguments: texts.indices)
  func discord(index: Int) throws {
    let news = hostileNews(Self.texts[index])
    let message = try #require(Notice(of: news, in: ran([news]))).discord(username: nil)
    let value = try JSONSerialization.jsonObject(with: Data(message.written(.line).utf8))
    let object = try #require(value as? [String: Any])
    #expect((object["allowed_mentions"] as? [String: [String]]) == ["parse": []])
    #expect(object["content"] == nil)
    let embed = try #require((object["embeds"] as? [[String: Any]])?.first)
    let fields = try #require(embed["fields"] as? [[String: Any]])
    let title = try #require(embed["title"] as? String)
    let description = try #require(embed["description"] as? String)
    let values = fields.compactMap { $0["value"] as? String }
    #expect(title.utf16.count <= 256 && description.utf16.count <= 4_096 && fields.count <= 25)
    #expect(values.allSatisfy { $0.utf16.count <= 1_024 && !$0.allSatisfy(\.isWhitespace) })
    let names = fields.compactMap { $0["name"] as? String }
    let all = [title, description] + values + names
    #expect(all.reduce(0) { $0 + $1.utf16.count } + 100 <= 6_000)
    for text in all {
      let bare = text.replacing(/\\[\\*_~`|\[\]<>@#+-]/, with: "")
      #expect(!bare.contains(/[\\*_~`|\[\]<>@#]/), "\(bare)")
    }
  }

  @Test("Rocket.Chat reads neither markup nor a name", arguments: texts.indices)
  func rocket(index: Int) throws {
    for (path, text) in try Self.texts(of: "rocket", telling: Self.texts[index]) {
      if path == "/text" {
        #expect(!text.contains(/[@<\[\]#!`*_~|](?!\u{200B})/), "\(path): \(text)")
        continue
      }
      guard path.hasSuffix("/value") || path == "/attachments/text" else { continue }
      // All of it is code, line by line.
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(line.wholeMatch(of: /`[^`]*`/) != nil, "\(path): \(line)")
      }
    }
  }

  @Test("Google Chat reads no tag but ours, and at most 32,000 bytes", arguments: texts.indices)
  func googleChat(index: Int) throws {
    let news = hostileNews(Self.texts[index])
    let message = try #require(Notice(of: news, in: ran([news]))).googleChat()
    #expect(message.written(.line).utf8.count <= 32_000)
    for (path, text) in try Self.texts(of: "gchat", telling: Self.texts[index]) {
      let bare = text.replacing(/<\/?b>|<font color="#[0-9a-f]{6}">|<\/font>/, with: "")
      #expect(!bare.contains("<") && !bare.contains(">"), "\(path): \(bare)")
    }
  }

  @Test("A program gets each text back as it was", arguments: texts.indices)
  func webhook(index: Int) throws {
    let text = String(Self.texts[index].prefix(10_000))
    let news = hostileNews(text)
    let message = try #require(Notice(of: news, in: ran([news])))
      .webhook(of: news, in: ran([news]), name: text)
    let value = try JSONSerialization.jsonObject(with: Data(message.written(.line).utf8))
    let object = try #require(value as? [String: Any])
    #expect(object["schema"] as? Int == 1 && object["type"] as? String == "decision")
    #expect(scalars(object["notification"]) == Array(text.unicodeScalars))
    let report = try #require(object["report"] as? [String: Any])
    #expect(scalars(report["revision"]) == Array(text.unicodeScalars))
  }

  private func scalars(_ value: Any?) -> [Unicode.Scalar]? {
    (value as? String).map { Array($0.unicodeScalars) }
  }
}
