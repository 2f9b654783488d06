/// A path that a person writes to name one value of a document. A text that is a document itself is
/// gone on into.
///
/// ```
/// path   = step *( "." key / bracket )        spec.http[0].route[?destination.subset=canary].weight
/// step   = key / bracket
/// key    = 1*( any character but . [ ] " and space )
/// bracket = "[" index "]"                      the item with this number, from 0
///         / "[" quoted "]"                     a key with dots or odd characters
///         / "[?" keys "=" value "]"            the one item whose key has this value
/// keys   = ( key / quoted ) *( "." ( key / quoted ) )    keys hold no "=" unless quoted
/// value  = quoted / 1*( any character but ] )
/// quoted = <"> text <">, in which \" and \\ stand for " and \
/// ```
package struct YAMLPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
    case match(keys: [String], value: String)
  }

  package let steps: [Step]

  package init(parsing text: String) throws(YAMLPathError) {
    var parser = PathParser(text)
    steps = try parser.path()
  }
}

/// What is wrong with a path's text.
package struct YAMLPathError: Error, Hashable, Sendable {
  /// Where, in Unicode scalars from 0.
  package let offset: Int
  /// What was expected there: `a key`.
  package let expected: String
}

extension YAMLPath: CustomStringConvertible {
  package var description: String { Self.text(of: steps) }

  static func text(of steps: [Step]) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key) where isBare(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(quoted(key))]"
      case .index(let index): text += "[\(index)]"
      case .match(let keys, let value):
        let path = keys.map { isBare($0) && !$0.contains("=") ? $0 : quoted($0) }
        text += "[?\(path.joined(separator: "."))=\(isBare(value) ? value : quoted(value))]"
      }
    }
    return text
  }

  private static func isBare(_ key: String) -> Bool {
    !key.isEmpty && key.unicodeScalars.allSatisfy(PathParser.isBare)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
    return "\"\(escaped.joined())\""
  }
}

extension YAMLPath.Step {
  init(_ step: YAMLPlace.Step) {
    switch step {
    case .key(let key): self = .key(key)
    case .index(let index): self = .index(index)
    }
  }
}
