/// The query that counts what a rate query measures per second: each `rate(` becomes `increase(`.
///
/// PromQL defines `rate` as `increase` divided by the range, so the two agree whatever the range
/// is. Nil where the query has no `rate(`, or has `irate(`, which tells of two samples only, or has
/// `*`, `/`, `%` or `^`, behind which the number is no count any more; a query that has
/// `increase(` and no `rate(` counts already and comes back as it is.
package func countingQuery(of query: String) -> String? {
  var rewriting = CountingRewrite()
  return rewriting.rewritten(query)
}

private struct CountingRewrite {
  private var counting = String.UnicodeScalarView()
  private var functions: Set<String> = []
  private var hasArithmetic = false

  mutating func rewritten(_ query: String) -> String? {
    var rest = query.unicodeScalars[...]
    while let scalar = rest.first {
      if QuerySpelling.isWordPart(scalar) {
        takeWord(from: &rest)
      } else if QuerySpelling.isQuote(scalar) {
        takeString(from: &rest)
      } else if scalar == "#" {
        let comment = rest.prefix { !QuerySpelling.endsComment($0) }
        counting += comment
        rest = rest[comment.endIndex...]
      } else {
        if "*/%^".unicodeScalars.contains(scalar) { hasArithmetic = true }
        counting.append(scalar)
        rest.removeFirst()
      }
    }
    guard !hasArithmetic, functions == ["rate"] || functions == ["increase"] else { return nil }
    return String(counting)
  }

  private mutating func takeWord(from rest: inout Substring.UnicodeScalarView) {
    let word = String(Substring(rest.prefix(while: QuerySpelling.isWordPart)))
    rest = rest.dropFirst(word.unicodeScalars.count)
    let isCalled = rest.first { !QuerySpelling.isSpace($0) } == "("
    guard isCalled, ["rate", "irate", "increase"].contains(word) else {
      counting += word.unicodeScalars
      return
    }
    functions.insert(word)
    counting += (word == "rate" ? "increase" : word).unicodeScalars
  }

  private mutating func takeString(from rest: inout Substring.UnicodeScalarView) {
    guard let quote = rest.popFirst() else { return }
    counting.append(quote)
    while let scalar = rest.popFirst() {
      counting.append(scalar)
      if scalar == quote { return }
      if scalar == "\\", quote != "`", let escaped = rest.popFirst() { counting.append(escaped) }
    }
  }
}
