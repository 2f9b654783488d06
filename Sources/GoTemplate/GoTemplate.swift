import Diagnostics

/// A query in the language of Go's text/template, as far as Flagger's metrics use it.
///
/// Source of the rules: the documentation of Go's package text/template, and Flagger's way to
/// execute it: without data, `missingkey=error`, functions only.
/// - Actions: functions, `variables.x`, `index`, `printf` (`%s %v %q %d %t %%`), `print`, `len`,
///   `and or not eq ne lt le gt ge`, `$x :=` and `$x =`, `if`, `with`, `else if`, literals, pipes,
///   parentheses, comments and trim markers.
/// - Anything else is a fault, and so is what Go lets pass as an empty text: a query never has a
///   hole.
/// - Values are put in as they are, as Flagger does: nothing is escaped.
package struct GoTemplate: Hashable, Sendable {
  let nodes: [TemplateNode]
  let calls: [FunctionCall]

  /// At most 64 KiB of text, with `if`, `with` and parentheses at most 64 deep.
  package init(parsing text: String) throws(GoTemplateFault) {
    guard text.utf8.count <= 65_536 else {
      throw GoTemplateFault(
        action: 0, what: "the template is longer than 64 KiB", advice: "write a shorter query")
    }
    var scanner = ActionScanner(text)
    var parser = TemplateParser(try scanner.pieces())
    nodes = try parser.template()
    calls = parser.calls
  }

  /// The names of the functions it calls that are not Go's own, each once, in their order.
  package var functions: [String] {
    calls.reduce(into: []) { names, call in
      if !names.contains(call.name) { names.append(call.name) }
    }
  }

  /// The query; at most 1 MiB of text is made for it, in all its parts.
  package func filled(with functions: GoFunctions) throws(GoTemplateFault) -> String {
    for call in calls where !functions.has(call.name) { throw functions.unknown(call) }
    var run = TemplateRun(functions)
    try run.execute(nodes)
    return run.output
  }
}

/// What is wrong with a template, and at which of its `{{`.
package struct GoTemplateFault: Error, Hashable, Sendable {
  /// The 0-based number of the `{{` in the text, those in strings and comments counted, too.
  package let action: Int
  package let what: String
  package let advice: String

  package init(action: Int, what: String, advice: String) {
    self.action = action
    self.what = what
    self.advice = advice
  }
}

/// A function that is called by a name of its own, and the number of its action.
struct FunctionCall: Hashable, Sendable {
  let name: String
  let action: Int
}

indirect enum TemplateNode: Hashable, Sendable {
  case text(String)
  case output(Statement)
  case branch(Branch)
}

/// `{{ pipeline }}`, `{{ $x := pipeline }}` or `{{ $x = pipeline }}`.
struct Statement: Hashable, Sendable {
  enum Target: Hashable, Sendable {
    case declared(String)
    case assigned(String)
  }

  let target: Target?
  let pipeline: Pipeline
  let action: Int
}

struct Branch: Hashable, Sendable {
  /// Whether it makes its condition the dot, as `with` does.
  let setsDot: Bool
  let condition: Statement
  let then: [TemplateNode]
  let otherwise: [TemplateNode]
}

/// Commands of which each gives its value to the next, as its last argument.
struct Pipeline: Hashable, Sendable {
  let commands: [Command]
}

struct Command: Hashable, Sendable {
  let operand: Operand
  let arguments: [Operand]
}

indirect enum Operand: Hashable, Sendable {
  case function(String)
  case variable(String)
  case dot
  case literal(GoValue)
  case pipeline(Pipeline)
  case field(of: Operand, String)
}
