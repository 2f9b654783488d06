import Foundation
import FoundationXML
import Outcome
import Testing

@testable import Reports

private let python = root.appending(path: ".build/venv/bin/python")

@Suite struct HTMLTests {
  static let hostileTexts = HostileTextTests.texts

  @Test("A page needs nothing from elsewhere and runs nothing", arguments: Sample.all)
  func selfContained(sample: Sample) throws {
    try holds(try HTMLReport(sample.outcome).bytes())
  }

  @Test("Whatever a text holds, it stays text in a page", arguments: hostileTexts.indices)
  func hostilePages(index: Int) throws {
    let outcome = hostile(Self.hostileTexts[index])
    try holds(try HTMLReport(outcome).bytes())
    for file in try SVGReport(outcome).files() {
      try holds(file.bytes)
      #expect(file.name.wholeMatch(of: /[A-Za-z0-9._-]+\.svg/) != nil, "\(file.name)")
    }
  }

  private func holds(_ bytes: [UInt8]) throws {
    let page = try #require(ParsedPage(bytes))
    #expect(
      page.elements.isSubset(of: Self.elements), "\(page.elements.subtracting(Self.elements))")
    #expect(
      page.attributes.isDisjoint(with: ["src", "style", "xlink:href", "formaction", "action"]))
    #expect(!page.attributes.contains { $0.hasPrefix("on") })
    for link in page.links {
      #expect(link.hasPrefix("#rollout-") || link.hasPrefix("https://"), "\(link)")
    }
    #expect(Set(page.ids).count == page.ids.count)
    #expect(page.text.unicodeScalars.allSatisfy { !$0.properties.isBidiControl })
  }

  private static let elements: Set = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section",
    "article", "h1", "h2", "h3", "h4", "p", "span", "strong", "small", "a", "ul", "ol", "li", "dl",
    "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "figure",
    "figcaption", "pre", "code", "svg", "desc", "rect", "line", "path", "circle", "text",
  ]

  /// `make test` installs the parser; a bare `swift test` may do without.
  @Test(
    "A browser's parser finds nothing wrong with a page, and as many elements as an XML parser",
    .enabled(if: FileManager.default.isExecutableFile(atPath: python.path)))
  func browsers() throws {
    let outcomes = Sample.all.map(\.outcome) + Self.hostileTexts.map { hostile($0) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var expected: [String] = []
    var list = ""
    for (index, outcome) in outcomes.enumerated() {
      let bytes = try HTMLReport(outcome).bytes()
      let file = folder.appending(path: "\(index).html")
      try Data(bytes).write(to: file)
      list += file.path + "\n"
      expected.append("ok \(try #require(ParsedPage(bytes)).count)")
    }
    let input = folder.appending(path: "list")
    try list.write(to: input, atomically: false, encoding: .utf8)
    let script = root.appending(path: ".ci/html-faults").path
    let lines = try run(
      "sh", ["-c", "exec \"$1\" \"$2\" <\"$3\"", "sh", python.path, script, input.path]
    ).output
    #expect(lines.split(separator: "\n").map(String.init) == expected)
  }

  @Test(
    "A page can be read aloud: headings in order, words for each picture", arguments: Sample.all)
  func accessible(sample: Sample) throws {
    let page = try #require(ParsedPage(try HTMLReport(sample.outcome).bytes()))
    #expect(page.headings.first == 1 && page.headings.count { $0 == 1 } == 1)
    for (one, next) in zip(page.headings, page.headings.dropFirst()) { #expect(next <= one + 1) }
    for picture in page.pictures {
      #expect(picture["aria-hidden"] == "true" || (picture["aria-label"] ?? "").count > 20)
      #expect(picture["aria-hidden"] == "true" || picture["role"] == "img")
    }
  }

  @Test("Texts and lines stand out from their ground, in light and in dark")
  func contrast() throws {
    let sheet = "\(Colours.scheme)"
    let schemes = sheet.components(separatedBy: "@media")
    #expect(schemes.count == 2)
    for scheme in schemes {
      let colours = Dictionary(
        scheme.matches(of: /--([a-z]+): #([0-9a-f]{6})[; ]/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
      for ground in ["ground", "raised"] {
        for (name, least) in [
          ("text", 7.0), ("quiet", 4.5), ("link", 4.5), ("pass", 4.5), ("fail", 4.5),
          ("unsure", 4.5), ("canary", 3), ("baseline", 3),
        ] {
          let ratio = try Self.ratio(
            #require(colours[name]), #require(colours[ground]))
          #expect(ratio >= least, "\(name) on \(ground): \(ratio)")
        }
      }
    }
  }

  /// WCAG 2.2, "contrast ratio".
  private static func ratio(_ one: String, _ other: String) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// WCAG 2.2, "relative luminance".
  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour, radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test("Of several rollouts the worst is named first, and what passed is folded away")
  func order() throws {
    let sample = try #require(Sample.all.first { $0.folder == "twenty-rollouts" })
    let html = String(decoding: try HTMLReport(sample.outcome).bytes(), as: UTF8.self)
    let links = html.matches(of: /href="#rollout-([0-9]+)"/).map { Int($0.1) ?? 0 }
    #expect(links.prefix(4) == [4, 17, 11, 1] && links.last == 20)
    #expect(Set(links) == Set(1...20))
    #expect(html.contains("20 rollouts: 1 fail, 1 error, 1 inconclusive, 16 pass, 1 not-judged"))
    let folded = html.components(separatedBy: "<section ").dropFirst()
      .filter { $0.contains(/^[^>]*>\s*<details>\s*<summary>\s*<h2>/) }
    #expect(folded.count == 17)
  }
}

/// A page as an XML parser sees it.
private final class ParsedPage: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var count = 0
  private(set) var attributes: Set<String> = []
  private(set) var links: [String] = []
  private(set) var ids: [String] = []
  private(set) var headings: [Int] = []
  private(set) var pictures: [[String: String]] = []
  private(set) var text = ""

  /// Nil for what is not well-formed.
  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes given: [String: String]
  ) {
    elements.insert(element)
    count += 1
    attributes.formUnion(given.keys)
    if let link = given["href"] { links.append(link) }
    if let id = given["id"] { ids.append(id) }
    if element.count == 2, element.hasPrefix("h"), let level = Int(element.dropFirst()) {
      headings.append(level)
    }
    if element == "svg" { pictures.append(given) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
