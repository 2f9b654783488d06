import Foundation
import FoundationXML

extension Said {
  /// What the page says.
  init?(page bytes: [UInt8]) {
    guard let page = XMLTree(bytes) else { return nil }
    rollouts = page.all { $0.name == "section" && $0.isOf("rollout") }.map { section in
      let heading = section.all { $0.name == "h2" }.first
      let decision = section.all { $0.isOf("decision") }.first
      let grounds = section.all { $0.isOf("grounds") }.first?.all { $0.name == "li" } ?? []
      let rows = section.all { $0.name == "table" && $0.isOf("checks") }.first?.all {
        $0.name == "tr"
      }
      return Rollout(
        title: heading?.children.last?.text, verdict: heading?.verdict,
        decision: (decision?.children.first?.text).flatMap {
          Decision(
            $0, reasons: (decision?.children.dropFirst().map(\.text) ?? []) + grounds.map(\.text))
        },
        checks: (rows ?? []).compactMap { row in
          func cell(_ title: String) -> XMLTree? {
            row.children.first { $0.attributes["data-title"] == title }
          }
          guard let name = cell("check")?.text, let verdict = cell("verdict")?.verdict else {
            return nil
          }
          return Check(
            name: name, verdict: verdict, value: cell("value")?.text, reason: cell("reason")?.text)
        })
    }
  }
}

extension XMLTree {
  fileprivate func isOf(_ kind: String) -> Bool {
    (attributes["class"] ?? "").split(separator: " ").contains { $0 == kind }
  }

  /// The word in its badge, without the sign.
  fileprivate var verdict: String? {
    all { $0.isOf("badge") }.first?.all { $0.name == "span" && !$0.isOf("sign") }.first?.text
  }
}

/// An element as an XML parser sees it.
final class XMLTree: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  private(set) var children: [XMLTree] = []
  /// That of all within, in the order of the document.
  private(set) var text = ""
  private var open: [XMLTree] = []

  private init(name: String, attributes: [String: String]) {
    (self.name, self.attributes) = (name, attributes)
  }

  /// Nil for what is not well-formed.
  convenience init?(_ bytes: [UInt8]) {
    self.init(name: "", attributes: [:])
    open = [self]
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  /// Those within that meet a condition, the outer before the inner.
  func all(_ condition: (XMLTree) -> Bool) -> [XMLTree] {
    children.flatMap { (condition($0) ? [$0] : []) + $0.all(condition) }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let child = XMLTree(name: element, attributes: attributes)
    open.last?.children.append(child)
    open.append(child)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for element in open { element.text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}
