import Diagnostics

/// Reads `YAMLPath`'s grammar.
struct PathParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    !".[]\"".unicodeScalars.contains(scalar) && !scalar.properties.isWhitespace
      && scalar.value >= 0x20
  }

  mutating func path() throws(YAMLPathError) -> [YAMLPath.Step] {
    var steps: [YAMLPath.Step] = []
    repeat {
      if take("[") {
        steps.append(try bracket())
      } else {
        if !steps.isEmpty { try require(".", "\".\" or \"[\"") }
        steps.append(.key(try bare("a key", until: [])))
      }
    } while offset < scalars.count
    return steps
  }

  private mutating func bracket() throws(YAMLPathError) -> YAMLPath.Step {
    let step: YAMLPath.Step
    if take("?") {
      var keys = [try key()]
      while take(".") { keys.append(try key()) }
      try require("=", "\".\" or \"=\"")
      step = .match(keys: keys, value: try value())
    } else if next == "\"" {
      step = .key(try quoted())
    } else {
      let start = offset
      guard let index = DecimalText.count(try bare("an index, \"?\" or a quoted key", until: []))
      else { throw YAMLPathError(offset: start, expected: "an index, \"?\" or a quoted key") }
      step = .index(index)
    }
    try require("]", "\"]\"")
    return step
  }

  private mutating func key() throws(YAMLPathError) -> String {
    next == "\"" ? try quoted() : try bare("a key", until: ["="])
  }

  private mutating func value() throws(YAMLPathError) -> String {
    if next == "\"" { return try quoted() }
    var text = String.UnicodeScalarView()
    while let scalar = next, scalar != "]" {
      text.append(scalar)
      offset += 1
    }
    guard !text.isEmpty else { throw YAMLPathError(offset: offset, expected: "a value") }
    return String(text)
  }

  private mutating func quoted() throws(YAMLPathError) -> String {
    try require("\"", "a quote")
    var text = String.UnicodeScalarView()
    while !take("\"") {
      _ = take("\\")
      guard let scalar = next else { throw YAMLPathError(offset: offset, expected: "a quote") }
      text.append(scalar)
      offset += 1
    }
    return String(text)
  }

  private mutating func bare(
    _ expected: String, until ends: [Unicode.Scalar]
  ) throws(YAMLPathError) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next, Self.isBare(scalar), !ends.contains(scalar) {
      text.append(scalar)
      offset += 1
    }
    guard !text.isEmpty else { throw YAMLPathError(offset: offset, expected: expected) }
    return String(text)
  }

  private var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    offset += 1
    return true
  }

  private mutating func require(
    _ scalar: Unicode.Scalar, _ expected: String
  ) throws(YAMLPathError) {
    guard take(scalar) else { throw YAMLPathError(offset: offset, expected: expected) }
  }
}
