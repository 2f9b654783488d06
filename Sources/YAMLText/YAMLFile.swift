import Diagnostics

/// A YAML file: its bytes, and a tree for each of its documents.
package struct YAMLFile: Sendable {
  /// As the user names it.
  package let name: String
  package let bytes: [UInt8]
  package let documents: [YAMLDocument]

  package init(name: String, bytes: [UInt8], documents: [YAMLDocument]) {
    self.name = name
    self.bytes = bytes
    self.documents = documents
  }
}

package struct YAMLDocument: Sendable {
  /// Nil for an empty document, as between two `---`, and for one that nobody wanted to read.
  package let root: YAMLNode?
  /// The node that each anchor names; the reader refuses a name given twice.
  package let anchors: [String: YAMLNode]
  /// Its bytes, from its directives or its `---` if it has any to its `...` or its last token.
  package let range: Range<Int>

  package init(root: YAMLNode?, anchors: [String: YAMLNode] = [:], range: Range<Int> = 0..<0) {
    self.root = root
    self.anchors = anchors
    self.range = range
  }
}

extension YAMLFile {
  /// Whether it was made of other files, and its positions are there.
  package var isMade: Bool {
    documents.contains { $0.root.map { !$0.source.origins.isEmpty } ?? false }
  }

  /// The longest file that is read, in bytes: offsets are kept in 32 bits.
  package static let greatestSize = 1 << 30

  /// Reads UTF-8 text, with or without a byte order mark; no file comes with an error.
  ///
  /// Grammar stops at its first fault. Keys given twice are no fault here: see
  /// `YAMLNode.duplicateKeys()`.
  ///
  /// - Parameter origins: Where each line came from, for a file that was made of others: its nodes'
  ///   positions are there.
  package static func read(
    _ bytes: [UInt8], named name: String, origins: [SourcePosition] = []
  ) -> (file: YAMLFile?, diagnostics: [Diagnostic]) {
    var documents: [YAMLDocument] = []
    let diagnostics = read(bytes, named: name, origins: origins, wanted: { _ in true }) {
      documents.append($0)
    }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    return (YAMLFile(name: name, bytes: bytes, documents: documents), [])
  }

  /// Reads only the documents that mention one of the names, in any case; the others keep their range
  /// alone, and their root is nil.
  ///
  /// A document whose text may be written otherwise than it reads, with a backslash, is read, too.
  package static func read(
    _ bytes: [UInt8], named name: String, mentioning names: [String]
  ) -> (file: YAMLFile?, diagnostics: [Diagnostic]) {
    let mentions = Mentions(of: names)
    var documents: [YAMLDocument] = []
    let diagnostics = read(bytes, named: name) {
      mentions.areFound(in: bytes, from: $0)
    } document: {
      documents.append($0)
    }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    return (YAMLFile(name: name, bytes: bytes, documents: documents), [])
  }

  /// Reads the documents that some of the bytes are.
  static func readDocuments(
    in slice: Range<Int>, of bytes: [UInt8], named name: String
  ) -> (documents: [YAMLDocument], diagnostics: [Diagnostic]) {
    var documents: [YAMLDocument] = []
    let diagnostics = read(bytes, in: slice, named: name, wanted: { _ in true }) {
      documents.append($0)
    }
    return (documents, diagnostics)
  }

  /// Hands out one document after the other, so that a large file need not be in memory as a tree.
  ///
  /// Of documents that are not wanted, only the range is read, and their root is nil.
  /// With errors, what was handed out means nothing.
  ///
  /// - Parameters:
  ///   - slice: The bytes that are read; nil for all.
  ///   - wanted: Asked with the byte at which a document begins.
  private static func read(
    _ bytes: [UInt8], in slice: Range<Int>? = nil, named name: String,
    origins: [SourcePosition] = [], wanted: (Int) -> Bool,
    document: (YAMLDocument) -> Void
  ) -> [Diagnostic] {
    let text: UTF8Text
    do throws(UTF8Text.Fault) {
      text = try UTF8Text(bytes, in: slice ?? bytes.indices)
    } catch {
      return [error.diagnostic(in: bytes, named: name)]
    }
    var builder = TreeBuilder(
      source: YAMLSource(name: name, bytes: bytes, origins: origins),
      offsets: ByteOffsets(of: bytes, from: text.start, isASCII: text.isASCII),
      firstLine: SourcePosition(ofByte: text.start, in: bytes, file: name).line)
    let fault = unsafe bytes.withUnsafeBufferPointer { buffer -> EventFault? in
      let input = unsafe UnsafeBufferPointer(rebasing: buffer[text.start..<text.end])
      return unsafe feed(&builder, from: input, wanted: wanted, document: document)
    }
    guard let fault else { return builder.diagnostics }
    let said = fault.diagnostic(in: bytes, from: text.start, named: name)
    let place = (said.position?.line ?? 0) - 1
    guard origins.indices.contains(place) else { return builder.diagnostics + [said] }
    return builder.diagnostics + [.error(at: origins[place], said.what, advice: said.advice)]
  }

  private static func feed(
    _ builder: inout TreeBuilder, from input: UnsafeBufferPointer<UInt8>,
    wanted: (Int) -> Bool, document: (YAMLDocument) -> Void
  ) -> EventFault? {
    let start = YAMLMark(index: 0, line: 0, column: 0)
    guard var reader = unsafe EventReader(over: input) else {
      return EventFault(problem: "out of memory", mark: start, contextMark: nil, byteOffset: nil)
    }
    var isWanted = false
    do throws(EventFault) {
      while true {
        let (event, start, end) = try reader.next(withContent: isWanted)
        guard builder.take(event, from: start, to: end) else { return nil }
        switch event {
        case .documentStart: isWanted = wanted(builder.documentStart)
        case .documentEnd:
          builder.takeDocuments().forEach(document)
          isWanted = false
        default: break
        }
      }
    } catch {
      return error
    }
  }
}
