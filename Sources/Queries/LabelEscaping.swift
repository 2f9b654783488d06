/// Escapes a text for a PromQL string in the given quotes, so that it can't end the string.
///
/// Source: the string literals of the Prometheus query language, which follow Go's.
package func escapedForString(_ text: String, quote: Character = "\"") -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped += "\\\\"
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    case "\t": escaped += "\\t"
    case _ where Character(scalar) == quote: escaped += "\\" + String(quote)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      escaped += "\\x" + (digits.count < 2 ? "0" : "") + digits
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

/// Escapes a text so that an RE2 pattern matches it and nothing else.
package func escapedForPattern(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) { escaped.append("\\") }
    escaped.append(scalar)
  }
  return String(escaped)
}
