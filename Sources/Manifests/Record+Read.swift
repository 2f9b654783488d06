import Diagnostics
import Rollouts
import YAMLText

extension Record {
  /// Reads a record's file; no record comes with an error.
  package static func read(
    _ bytes: [UInt8], named name: String
  ) -> (record: Record?, diagnostics: [Diagnostic]) {
    let beginning = SourcePosition(file: name, line: 1, column: 1)
    if let marker = conflictMarker(in: bytes, named: name) { return (nil, [marker]) }
    let (file, diagnostics) = YAMLFile.read(bytes, named: name)
    guard let file else { return (nil, diagnostics) }
    guard let document = file.documents.first, let root = document.root else {
      return (nil, [.error(at: beginning, "the record is empty", advice: restore)])
    }
    guard file.documents.count == 1 else {
      let again = file.documents[1].root?.position ?? beginning
      return (nil, [.error(at: again, "a second document in a record", advice: restore)])
    }
    var reader = RecordReader(root)
    let record = reader.record()
    // Last, so that a wrong value is told at its own place first.
    if reader.diagnostics.isEmpty, !isEnded(bytes[document.range]) {
      let end = SourcePosition(ofEndOf: bytes, file: name)
      return (
        nil,
        [.error(at: end, "the record is cut short: its last line is no \"...\"", advice: restore)]
      )
    }
    return (reader.diagnostics.isEmpty ? record : nil, reader.diagnostics.inFileOrder)
  }

  static let restore = "restore the file from Git"

  private static func isEnded(_ document: ArraySlice<UInt8>) -> Bool {
    document.suffix(3).elementsEqual("...".utf8)
      && [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(document.dropLast(3).last)
  }

  private static func conflictMarker(in bytes: [UInt8], named name: String) -> Diagnostic? {
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let isMarker = line.starts(with: "<<<<<<< ".utf8) || line.starts(with: ">>>>>>> ".utf8)
      guard isMarker else { continue }
      return .error(
        at: SourcePosition(file: name, line: index + 1, column: 1),
        "Git left a merge conflict here", advice: "keep one side of the record, whole")
    }
    return nil
  }
}

extension SourcePosition {
  fileprivate init(ofEndOf bytes: [UInt8], file: String) {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let last = String(decoding: lines.last ?? [], as: UTF8.self)
    self.init(file: file, line: max(1, lines.count), column: last.unicodeScalars.count + 1)
  }
}
