/// The text in quotes, cut to a length that leaves the line readable.
func quoted(_ text: String?) -> String {
  let scalars = (text ?? "").unicodeScalars
  return scalars.count <= 80
    ? "\"\(String(scalars))\"" : "\"\(String(scalars.prefix(77)))...\""
}

func listed(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

/// A sentence as the end of another one, without its full stop.
func asClause(_ sentence: String) -> String {
  let clause = sentence.prefix(1).lowercased() + sentence.dropFirst()
  return clause.hasSuffix(".") ? String(clause.dropLast()) : clause
}
