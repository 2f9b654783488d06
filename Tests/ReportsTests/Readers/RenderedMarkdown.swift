import Foundation
import FoundationXML

/// A page of Markdown as GitHub's own renderer (`cmark-gfm`) makes HTML of it, with its extensions.
struct RenderedMarkdown {
  final class Element {
    let name: String
    let attributes: [String: String]
    fileprivate(set) var children: [Child] = []

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }
  }

  enum Child {
    case element(Element)
    case text(String)
  }

  let root: Element

  init(_ bytes: [UInt8]) throws {
    let html = try withFile(of: bytes) { path in
      let extensions = ["table", "autolink", "strikethrough", "tasklist", "footnotes"]
        .flatMap { ["-e", $0] }
      return try run("cmark-gfm", ["--unsafe", "--github-pre-lang"] + extensions + [path])
    }
    guard html.status == 0 else { throw CocoaError(.fileReadUnknown) }
    let reader = Reader()
    let parser = XMLParser(data: Data("<root>\(html.output)</root>".utf8))
    parser.delegate = reader
    guard parser.parse(), let root = reader.root else { throw CocoaError(.fileReadCorruptFile) }
    self.root = root
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: Element?
    private var open: [Element] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let element = Element(name, attributes)
      if root == nil { root = element }
      open.last?.children.append(.element(element))
      open.append(element)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      open.last?.children.append(.text(text))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }
  }
}

extension RenderedMarkdown.Element {
  /// This one and all within, in the order of the page.
  var all: [RenderedMarkdown.Element] {
    var found = [self]
    for case .element(let element) in children { found += element.all }
    return found
  }

  func all(_ name: String) -> [RenderedMarkdown.Element] { all.filter { $0.name == name } }

  /// What a reader sees; blanks that hold words together are blanks.
  var text: String { text(skipping: []).replacing("\u{a0}", with: " ") }

  func text(skipping names: Set<String>) -> String {
    children.map { child in
      switch child {
      case .element(let element):
        names.contains(element.name) ? "" : element.text(skipping: names)
      case .text(let text): text
      }
    }.joined()
  }

  /// The cells of a table's rows, its head first.
  var rows: [[String]] {
    all("tr").map { row in
      row.all.filter { ["th", "td"].contains($0.name) }.map(\.text)
    }
  }
}
