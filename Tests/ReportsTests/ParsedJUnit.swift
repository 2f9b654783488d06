import Foundation
import FoundationXML

/// A JUnit file as its readers see it, read by a parser that knows nothing of our writer.
struct ParsedJUnit {
  struct Case: Equatable {
    let name: String
    /// `system-out`, `failure`, `error` or `skipped`.
    let result: String
    let message: String?
    let text: String
    var type: String?
  }

  struct Suite {
    let name: String
    var properties: [String: String] = [:]
    var cases: [Case]
  }

  let suites: [Suite]

  /// Nil for what is not well-formed.
  init?(_ bytes: [UInt8]) {
    let reader = Reader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    suites = reader.suites
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var suites: [Suite] = []
    private var name = ""
    private var message: String?
    private var type: String?
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      text = ""
      switch element {
      case "testsuite": suites.append(Suite(name: attributes["name"] ?? "", cases: []))
      case "testcase": name = attributes["name"] ?? ""
      case "property":
        suites[suites.count - 1].properties[attributes["name"] ?? ""] = attributes["value"]
      default: (message, type) = (attributes["message"], attributes["type"])
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      guard ["system-out", "failure", "error", "skipped"].contains(element) else { return }
      suites[suites.count - 1].cases.append(
        Case(name: name, result: element, message: message, text: text, type: type))
    }
  }
}
