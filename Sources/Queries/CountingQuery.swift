/// The query that counts what a rate query measures per second: each `rate(` becomes `increase(`.
///
/// PromQL defines `rate` as `increase` divided by the range, so the two agree whatever the range
/// is. Nil where the query has no `rate(`, or has `irate(`, which tells of two samples only; a query
/// that has `increase(` and no `rate(` counts already and comes back as it is.
package func countingQuery(of query: String) -> String? {
  var counting = ""
  var word = ""
  var quote: Character?
  var isComment = false
  var isEscaped = false
  var functions: Set<String> = []
  func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == ":"
  }
  var rest = query[...]
  while let character = rest.popFirst() {
    if let open = quote {
      counting.append(character)
      if isEscaped {
        isEscaped = false
      } else if character == "\\", open != "`" {
        isEscaped = true
      } else if character == open {
        quote = nil
      }
      continue
    }
    if isComment {
      counting.append(character)
      isComment = !character.isNewline
      continue
    }
    if isWordPart(character) {
      word.append(character)
      continue
    }
    if ["rate", "irate", "increase"].contains(word),
      (String(character) + rest.prefix(64)).drop(while: \.isWhitespace).first == "("
    {
      functions.insert(word)
      counting += word == "rate" ? "increase" : word
    } else {
      counting += word
    }
    word = ""
    counting.append(character)
    if "\"'`".contains(character) { quote = character }
    isComment = character == "#"
  }
  counting += word
  return functions == ["rate"] || functions == ["increase"] ? counting : nil
}
