import Diagnostics

/// The functions a template may call beside Go's own: each without arguments, each a text or a map
/// of texts.
package struct GoFunctions: Hashable, Sendable {
  private let values: [String: GoValue]

  /// `texts`: namespace, target and the like; an empty one counts as absent where it would be
  /// written, but for those of `blanks`. `maps`: variables.
  package init(
    texts: [String: String], maps: [String: [String: String]], blanks: Set<String> = []
  ) {
    var values = maps.reduce(into: [String: GoValue]()) { values, map in
      values[map.key] = .map(map.value, name: map.key)
    }
    for (name, text) in texts {
      values[name] = text.isEmpty && !blanks.contains(name) ? .hole(name) : .text(text)
    }
    self.values = values
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  func value(of name: String) -> GoValue? { values[name] }

  func unknown(_ call: FunctionCall) -> GoTemplateFault {
    let what = "\"\(call.name)\" is no function that this template can call"
    let known = values.keys.sorted()
    let names = known.joined(separator: ", ")
    if sprigFunctions.contains(call.name) {
      return GoTemplateFault(
        action: call.action, what: what,
        advice: "Flagger has none of sprig's functions; write the text as it should stand")
    }
    if call.name == "args" {
      return GoTemplateFault(
        action: call.action, what: what,
        advice: "args are Argo's; Flagger's templates have variables")
    }
    if let near = nearestName(to: call.name, among: known + ownFunctions.keys.sorted()) {
      return GoTemplateFault(
        action: call.action, what: what, advice: "did you mean \"\(near)\"?")
    }
    return GoTemplateFault(
      action: call.action, what: what,
      advice: names.isEmpty ? "write the text as it should stand" : "it can call \(names)")
  }
}

/// Names of sprig and Helm that people write from habit.
private let sprigFunctions: Set<String> = [
  "abbrev", "add", "add1", "atoi", "b64dec", "b64enc", "camelcase", "cat", "ceil", "coalesce",
  "concat", "contains", "date", "default", "dict", "div", "divf", "empty", "env", "fail", "first",
  "float64", "floor", "fromJson", "get", "has", "hasKey", "hasPrefix", "hasSuffix", "include",
  "indent", "int", "int64", "join", "kebabcase", "keys", "last", "list", "lookup", "lower", "max",
  "min", "mod", "mul", "mulf", "nindent", "nospace", "now", "quote", "regexFind", "regexMatch",
  "regexQuoteMeta", "regexReplaceAll", "repeat", "replace", "required", "round", "set", "sha256sum",
  "snakecase", "split", "splitList", "squote", "sub", "substr", "ternary", "title", "toJson",
  "toString", "toYaml", "tpl", "trim", "trimAll", "trimPrefix", "trimSuffix", "trunc", "until",
  "upper", "without",
]
