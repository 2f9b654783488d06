/// A query with `{{ names }}` to be filled in, split where they stand.
package struct QueryTemplate: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case text(String)
    case name(String, Place, action: Int)
  }

  /// Where in the query a value would land, which decides how it is escaped.
  enum Place: Hashable, Sendable {
    /// Outside every string: only a bare word may stand here.
    case bare
    /// In a string with escapes: `"..."` or `'...'`.
    case string(quote: Character)
    /// In such a string after `=~` or `!~`.
    case pattern(quote: Character)
    /// In backquotes, where PromQL knows no escapes.
    case raw(isPattern: Bool)
    /// Behind a `#`, where anything may stand that stays on the line.
    case comment
  }

  let pieces: [Piece]

  /// The names that are asked for, each once, in their order.
  package var names: [String] {
    pieces.reduce(into: []) { names, piece in
      if case .name(let name, _, _) = piece, !names.contains(name) { names.append(name) }
    }
  }

  package init(parsing text: String) throws(TemplateFault) {
    var scanner = TemplateScanner(text)
    pieces = try scanner.pieces()
  }

  /// The query with every name's value in its place, escaped for that place.
  package func filled(with values: TemplateValues) throws(TemplateFault) -> String {
    var query = ""
    for piece in pieces {
      switch piece {
      case .text(let text): query += text
      case .name(let name, let place, let action):
        query += try escaped(values.value(of: name, action: action), in: place, action: action)
      }
    }
    return query
  }
}

/// What is wrong with a template, and at which of its `{{`.
package struct TemplateFault: Error, Hashable, Sendable {
  /// The 0-based number of the `{{` in the text.
  package let action: Int
  package let what: String
  package let advice: String

  package init(action: Int, what: String, advice: String) {
    self.action = action
    self.what = what
    self.advice = advice
  }
}

/// A value for a place, and whether it is the name of a thing or a piece of query text.
struct TemplateValue {
  let text: String
  /// A name is matched as it is; a variable in a pattern may be a pattern itself.
  let isName: Bool
}

private func escaped(
  _ value: TemplateValue, in place: QueryTemplate.Place, action: Int
) throws(TemplateFault) -> String {
  switch place {
  case .bare:
    guard !value.text.isEmpty, value.text.utf8.allSatisfy(isWordByte) else {
      throw TemplateFault(
        action: action, what: "\"\(value.text)\" can't stand outside quotes in a query",
        advice: "put it in a quoted label value, or use letters, digits, '_', ':' and '.' only")
    }
    return value.text
  case .string(let quote):
    return escapedForString(value.text, quote: quote)
  case .pattern(let quote):
    let pattern = value.isName ? escapedForPattern(value.text) : value.text
    return escapedForString(pattern, quote: quote)
  case .raw(let isPattern):
    guard !value.text.unicodeScalars.contains("`") else {
      throw TemplateFault(
        action: action, what: "\"\(value.text)\" holds a backquote inside backquotes",
        advice: "write the label value in double quotes")
    }
    return isPattern && value.isName ? escapedForPattern(value.text) : value.text
  case .comment:
    guard !value.text.unicodeScalars.contains(where: QuerySpelling.endsComment) else {
      throw TemplateFault(
        action: action, what: "a value of several lines can't stand in a comment",
        advice: "take it out of the comment")
    }
    return value.text
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 48...58, 65...90, 95, 97...122, 46: true
  default: false
  }
}
