/// One filling of a template: what was written, and the variables so far.
struct TemplateRun {
  private let functions: GoFunctions
  private var variables: [(name: String, value: GoValue)] = []
  private var dot: GoValue?
  private var action = 0
  /// In bytes of UTF-8, what may still be made.
  private var room = 1_048_576
  private(set) var output = ""

  init(_ functions: GoFunctions) {
    self.functions = functions
  }

  mutating func execute(_ nodes: [TemplateNode]) throws(GoTemplateFault) {
    let known = variables.count
    defer { variables.removeLast(variables.count - known) }
    for node in nodes {
      switch node {
      case .text(let text): output += try made(text)
      case .branch(let branch): try execute(branch)
      case .output(let statement):
        let value = try self.value(of: statement)
        if statement.target == nil { output += try made(try written(value)) }
      }
    }
  }

  private mutating func execute(_ branch: Branch) throws(GoTemplateFault) {
    let (known, outer) = (variables.count, dot)
    defer {
      variables.removeLast(variables.count - known)
      dot = outer
    }
    let condition = try value(of: branch.condition)
    if condition.isTrue {
      if branch.setsDot { dot = condition }
      try execute(branch.then)
    } else {
      try execute(branch.otherwise)
    }
  }

  private mutating func value(of statement: Statement) throws(GoTemplateFault) -> GoValue {
    action = statement.action
    let value = try value(of: statement.pipeline)
    switch statement.target {
    case .declared(let name): variables.append((name, value))
    case .assigned(let name):
      guard let place = variables.lastIndex(where: { $0.name == name }) else {
        throw fault("\"$\(name)\" was not declared", "declare it before")
      }
      variables[place].value = value
    case nil: break
    }
    return value
  }

  mutating func value(of pipeline: Pipeline) throws(GoTemplateFault) -> GoValue {
    var piped: Operand?
    for command in pipeline.commands {
      let value = try value(of: command, piped: piped)
      piped = .literal(value)
    }
    guard case .literal(let value)? = piped else {
      throw fault("a value is missing", "write what is to stand here")
    }
    return value
  }

  private mutating func value(
    of command: Command, piped: Operand?
  ) throws(GoTemplateFault) -> GoValue {
    guard case .function(let name) = command.operand else { return try value(of: command.operand) }
    let arguments = command.arguments + (piped.map { [$0] } ?? [])
    if let own = ownFunctions[name] {
      guard own.counts.contains(arguments.count) else {
        throw fault("\"\(name)\" has \(arguments.count) arguments", "it takes \(own.takes)")
      }
      return try own.call(&self, arguments)
    }
    guard arguments.isEmpty else {
      throw fault(
        "\"\(name)\" takes no arguments",
        "read what it holds with .name or index, and join texts with printf")
    }
    return try value(of: command.operand)
  }

  mutating func value(of operand: Operand) throws(GoTemplateFault) -> GoValue {
    switch operand {
    case .literal(let value): return value
    case .pipeline(let pipeline): return try value(of: pipeline)
    case .variable(let name):
      guard let variable = variables.last(where: { $0.name == name }) else {
        throw fault("\"$\(name)\" was not declared", "declare it before")
      }
      return variable.value
    case .dot:
      guard let dot else {
        throw fault(
          "Flagger gives templates no data", "use its functions, as in {{ target }}")
      }
      return dot
    case .field(let operand, let name):
      return try field(name, of: try value(of: operand))
    case .function(let name):
      if ownFunctions[name] != nil {
        return try value(of: Command(operand: operand, arguments: []), piped: nil)
      }
      guard let value = functions.value(of: name) else {
        throw functions.unknown(FunctionCall(name: name, action: action))
      }
      return value
    }
  }

  /// A missing key is a fault, as Flagger asks of Go.
  private func field(_ key: String, of value: GoValue) throws(GoTemplateFault) -> GoValue {
    guard case .map(let map, let name) = value else {
      throw fault("\(value.kind) has no field \"\(key)\"", "take the field out")
    }
    guard let text = map[key] else {
      throw fault("\(name) has no \"\(key)\"", "add \"\(key)\" to the metric's templateVariables")
    }
    return text.isEmpty ? .hole("\(name).\(key)") : .text(text)
  }

  /// A value as it is put into the query.
  func written(_ value: GoValue) throws(GoTemplateFault) -> String {
    switch value {
    case .text(let text): return text
    case .integer(let value): return "\(value)"
    case .number(let value): return goText(value)
    case .truth(let value): return value ? "true" : "false"
    case .map(_, let name):
      throw fault("\(name) as a whole is no text", "name one of it, as in {{ \(name).tier }}")
    case .hole(let name):
      throw fault(
        "\(name) is empty, and would leave a hole in the query",
        "give it a value, or leave its part of the query out with if")
    }
  }

  /// The text, when there is room for it.
  mutating func made(_ text: String) throws(GoTemplateFault) -> String {
    room -= text.utf8.count
    guard room >= 0 else {
      throw fault("the query grows beyond 1 MiB", "write a shorter query")
    }
    return text
  }

  func fault(_ what: String, _ advice: String) -> GoTemplateFault {
    GoTemplateFault(action: action, what: what, advice: advice)
  }
}
