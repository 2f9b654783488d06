/// At most 200 characters on one line, of a text that a server may have made as long as it likes.
///
/// It is cut by scalars first: one character may have any number of combining marks.
func excerpt(of text: String) -> String {
  let beginning = text.unicodeScalars.prefix(2_000)
  let words = beginning.split(whereSeparator: \.properties.isWhitespace)
    .map { String(Substring($0)) }.joined(separator: " ").unicodeScalars
  return words.count <= 200 ? String(words) : String(words.prefix(197)) + "..."
}

/// The first texts of a list, each cut, and how many there are beside them.
func excerpts(of texts: [String]) -> [String] {
  let shown = texts.prefix(20).map(excerpt)
  let more = texts.count - shown.count
  return more > 0 ? shown + ["and \(more) more"] : shown
}
