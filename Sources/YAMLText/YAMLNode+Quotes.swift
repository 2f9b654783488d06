extension YAMLNode {
  /// Whether this value, which stands for a text such as a revision, needs double quotes for a new
  /// text to arrive as that text with every reader.
  ///
  /// | present value                 | new text                        | becomes              |
  /// |-------------------------------|---------------------------------|----------------------|
  /// | in quotes                     | any                             | the same quotes      |
  /// | plain text: `v1`, `1.2.3`     | plain text                      | plain                |
  /// | plain text                    | a number, a date, a boolean, .. | double quotes        |
  /// | a numeral: `1.10`, `007`      | any                             | double quotes        |
  /// | a whole number: `7`           | a whole number                  | plain                |
  /// | a whole number                | anything else                   | refused              |
  /// | `true`, `no`, `null`, nothing | any                             | refused              |
  ///
  /// A numeral is what some reader takes for a number or a date and may write otherwise: `1.10`
  /// becomes 1.1, `1e5` 100000, and `007` 7. Who writes a revision so means its text. A whole number
  /// may be a count, which a text would break, and a boolean is no revision at all.
  package func needsQuotes(for text: String) throws(YAMLRefusal) -> Bool {
    guard let scalar, scalar.style == .plain else { return false }
    guard !scalar.isNull else {
      throw YAMLRefusal(
        at: position, "there is no value here to replace", advice: "write the present value")
    }
    switch PlainText.kind(of: scalar.text) {
    case .text:
      return !ScalarText.mayStandPlain(text, mayHoldColons: scalar.holdsColon)
    case .numeral:
      return true
    case .wholeNumber:
      guard PlainText.kind(of: text) == .wholeNumber else {
        throw YAMLRefusal(
          at: position, "\(scalar.text) is a number here, and \"\(text)\" is none",
          advice: "put \(scalar.text) in quotes if it means a text")
      }
      return false
    case .word:
      throw YAMLRefusal(
        at: position, "\(scalar.text) is a boolean to some readers, and no revision",
        advice: "put it in quotes if it means a text")
    }
  }
}

extension YAMLScalar {
  /// Whether whoever reads the file takes a colon inside a plain text.
  var holdsColon: Bool { text.utf8.contains(UInt8(ascii: ":")) }
}
