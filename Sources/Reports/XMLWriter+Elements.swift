extension XMLWriter {
  /// An element with what `content` writes into it.
  func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    _ content: () throws(Fault) -> Void
  ) throws(Fault) {
    try start(name, attributes)
    try content()
    try endWithTag()
  }

  /// An element with nothing but text.
  func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) throws(Fault) {
    try start(name, attributes)
    try self.text(text)
    try endWithTag()
  }

  /// An element that is always empty, as `<meta/>` and `<circle/>`.
  func empty(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) throws(Fault) {
    try start(name, attributes)
    try end()
  }
}
