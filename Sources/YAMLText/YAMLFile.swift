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
  /// Nil for an empty document, as between two `---`.
  package let root: YAMLNode?
  /// The node that each anchor names; the reader refuses a name given twice.
  package let anchors: [String: YAMLNode]

  package init(root: YAMLNode?, anchors: [String: YAMLNode] = [:]) {
    self.root = root
    self.anchors = anchors
  }
}

extension YAMLFile {
  /// The longest file that is read, in bytes: offsets are kept in 32 bits.
  package static let greatestSize = 1 << 30

  /// Reads UTF-8 text, with or without a byte order mark; no file comes with an error.
  ///
  /// Grammar stops at its first fault. Keys given twice are no fault here: see
  /// `YAMLNode.duplicateKeys()`.
  package static func read(
    _ bytes: [UInt8], named name: String
  ) -> (file: YAMLFile?, diagnostics: [Diagnostic]) {
    let text: UTF8Text
    do throws(UTF8Text.Fault) {
      text = try UTF8Text(bytes)
    } catch {
      return (nil, [error.diagnostic(in: bytes, named: name)])
    }
    var builder = TreeBuilder(
      source: YAMLSource(name: name),
      offsets: ByteOffsets(of: bytes, from: text.start, isASCII: text.isASCII))
    let fault = unsafe bytes.withUnsafeBufferPointer { buffer -> EventFault? in
      let input = unsafe UnsafeBufferPointer(rebasing: buffer[text.start...])
      return unsafe feed(&builder, from: input)
    }
    var diagnostics = builder.diagnostics
    if let fault {
      diagnostics.append(fault.diagnostic(in: bytes, from: text.start, named: name))
    }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    return (YAMLFile(name: name, bytes: bytes, documents: builder.documents), [])
  }

  private static func feed(
    _ builder: inout TreeBuilder, from input: UnsafeBufferPointer<UInt8>
  ) -> EventFault? {
    let start = YAMLMark(index: 0, line: 0, column: 0)
    guard var reader = unsafe EventReader(over: input) else {
      return EventFault(problem: "out of memory", mark: start, contextMark: nil, byteOffset: nil)
    }
    do throws(EventFault) {
      while true {
        let (event, start, end) = try reader.next()
        guard builder.take(event, from: start, to: end) else { return nil }
      }
    } catch {
      return error
    }
  }
}
