import CLibXML2

/// An XML document in the making, over libxml2's text writer into memory.
///
/// libxml2 passes characters through that XML forbids and calls that a success, so every text is
/// made of legal ones first; and every return of the library is looked at.
@safe struct XMLWriter: ~Copyable {
  enum Fault: Error, Hashable {
    case outOfMemory
    /// libxml2 refused a step, named here.
    case refused(String)
  }

  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// The library's own tables, made once, before two threads could make them at a time.
  private static let tables: Void = xmlInitParser()

  init() throws(Fault) {
    _ = Self.tables
    guard let buffer = unsafe xmlBufferCreate() else { throw .outOfMemory }
    guard let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
      unsafe xmlBufferFree(buffer)
      throw .outOfMemory
    }
    unsafe self.buffer = buffer
    unsafe self.writer = writer
  }

  deinit {
    unsafe xmlFreeTextWriter(writer)
    unsafe xmlBufferFree(buffer)
  }

  /// Writes the declaration; each level is indented by two spaces from here on.
  func begin() throws(Fault) {
    try indent()
    try check(
      unsafe xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil), "beginning the document")
  }

  /// The same for HTML in its XML syntax, which browsers also read as HTML.
  func beginHTML() throws(Fault) {
    try indent()
    try constant("<!DOCTYPE html>\n")
  }

  private func indent() throws(Fault) {
    try check(unsafe xmlTextWriterSetIndent(writer, 1), "setting the indentation")
    try check(unsafe xmlTextWriterSetIndentString(writer, "  "), "setting the indentation")
  }

  /// Opens an element. Attributes that are nil are left out.
  func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) throws(Fault) {
    try check(unsafe xmlTextWriterStartElement(writer, name), "beginning <\(name)>")
    for (key, value) in attributes {
      guard let value else { continue }
      try check(
        unsafe xmlTextWriterWriteAttribute(writer, key, xmlCharacters(value)),
        "writing attribute \(key) of <\(name)>")
    }
  }

  func text(_ text: String) throws(Fault) {
    try check(unsafe xmlTextWriterWriteString(writer, xmlCharacters(text)), "writing text")
  }

  /// Closes the innermost element.
  func end() throws(Fault) {
    try check(unsafe xmlTextWriterEndElement(writer), "ending an element")
  }

  /// Closes the innermost element with an end tag also where it is empty: HTML knows no `<div/>`.
  func endWithTag() throws(Fault) {
    try check(unsafe xmlTextWriterFullEndElement(writer), "ending an element")
  }

  /// Writes text of our own as it is, such as a style sheet, in which nothing may be escaped.
  func constant(_ text: StaticString) throws(Fault) {
    try check(unsafe xmlTextWriterWriteRaw(writer, "\(text)"), "writing a constant")
  }

  /// The whole document in UTF-8; elements still open are closed.
  consuming func finish() throws(Fault) -> [UInt8] {
    try check(unsafe xmlTextWriterEndDocument(writer), "ending the document")
    try check(unsafe xmlTextWriterFlush(writer), "ending the document")
    let length = Int(unsafe xmlBufferLength(buffer))
    guard length > 0, let content = unsafe xmlBufferContent(buffer) else {
      throw .refused("reading the document")
    }
    return unsafe [UInt8](UnsafeBufferPointer(start: content, count: length))
  }

  private func check(_ result: Int32, _ step: String) throws(Fault) {
    guard result >= 0 else { throw .refused(step) }
  }
}

/// The text with what XML 1.0 does not allow as a `Char` written out, U+0000 among it, at which C
/// would end the text: `\u{1b}`.
func xmlCharacters(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { !isXMLCharacter($0) }) else { return text }
  var legal = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isXMLCharacter(scalar) {
      legal.append(scalar)
    } else {
      legal.append(contentsOf: (#"\u{"# + String(scalar.value, radix: 16) + "}").unicodeScalars)
    }
  }
  return String(legal)
}

/// XML 1.0, production 2.
private func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
  default: false
  }
}
