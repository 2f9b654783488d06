/// Reads the pipeline of one action.
struct PipelineReader {
  var tokens: ArraySlice<ActionToken>
  let action: Int
  /// The variables that are known here.
  let variables: [String]
  let deepest: Int
  private(set) var calls: [FunctionCall] = []

  init(tokens: ArraySlice<ActionToken>, action: Int, variables: [String], deepest: Int) {
    (self.tokens, self.action) = (tokens, action)
    (self.variables, self.deepest) = (variables, deepest)
  }

  mutating func whole() throws(GoTemplateFault) -> Pipeline {
    let pipeline = try pipeline(depth: 0)
    guard let rest = tokens.first else { return pipeline }
    throw fault("\"\(rest.written)\" has no meaning here", "take it out")
  }

  private mutating func pipeline(depth: Int) throws(GoTemplateFault) -> Pipeline {
    guard depth <= deepest else {
      throw fault("this is nested deeper than \(deepest)", "write a simpler query")
    }
    var commands = [try command(depth: depth)]
    while tokens.first?.kind == .pipe {
      tokens.removeFirst()
      let next = try command(depth: depth)
      guard case .function = next.operand else {
        throw fault("what follows \"|\" is no function", "pipe into one, as in | printf \"%s\"")
      }
      commands.append(next)
    }
    return Pipeline(commands: commands)
  }

  private mutating func command(depth: Int) throws(GoTemplateFault) -> Command {
    var operands: [Operand] = []
    while let token = tokens.first, token.kind != .pipe, token.kind != .close {
      guard operands.isEmpty || token.isApart else {
        throw fault(
          "\"\(token.written)\" follows what is before it without a space", "put a space between")
      }
      operands.append(try operand(depth: depth))
    }
    guard let first = operands.first else {
      throw fault("a value is missing", "write what is to stand here, as in {{ target }}")
    }
    guard case .function = first else {
      guard operands.count == 1 else {
        throw fault(
          "a value is followed by another", "only functions take arguments; or join them by printf")
      }
      return Command(operand: first, arguments: [])
    }
    return Command(operand: first, arguments: Array(operands.dropFirst()))
  }

  /// A term with the fields that follow it at once.
  private mutating func operand(depth: Int) throws(GoTemplateFault) -> Operand {
    var operand = try term(depth: depth)
    while let next = tokens.first, !next.isApart, case .field(let name) = next.kind {
      if case .literal = operand {
        throw fault("a literal has no field \"\(name)\"", "take the field out")
      }
      tokens.removeFirst()
      operand = .field(of: operand, name)
    }
    return operand
  }

  private mutating func term(depth: Int) throws(GoTemplateFault) -> Operand {
    guard let token = tokens.popFirst() else {
      throw fault("a value is missing", "write what is to stand here")
    }
    switch token.kind {
    case .literal(let value): return .literal(value)
    case .dot: return .dot
    case .field(let name): return .field(of: .dot, name)
    case .variable(let name):
      guard !name.isEmpty else {
        throw fault("\"$\" is nothing here", "Flagger gives templates no data; use its functions")
      }
      guard variables.contains(name) else {
        throw fault(
          "\"$\(name)\" was not declared", "declare it before, with {{ $\(name) := ... }}")
      }
      return .variable(name)
    case .name(let word): return try named(word)
    case .open:
      let inside = try pipeline(depth: depth + 1)
      guard tokens.popFirst()?.kind == .close else {
        throw fault("\"(\" is never closed", "close it with \")\"")
      }
      return .pipeline(inside)
    case .declare, .assign, .pipe, .close:
      throw fault("\"\(token.written)\" has no meaning here", "take it out")
    }
  }

  private mutating func named(_ word: String) throws(GoTemplateFault) -> Operand {
    switch word {
    case "true", "false": return .literal(.truth(word == "true"))
    case "nil", "if", "else", "end", "with", "range", "define", "template", "block", "break",
      "continue":
      throw fault("\"\(word)\" is no value", "write a function, a $variable or a literal")
    case "call", "html", "js", "println", "slice", "urlquery":
      throw fault(
        "Go's function \"\(word)\" is not known in a query",
        "of Go's own there are \(ownFunctions.keys.sorted().joined(separator: ", "))")
    case _ where ownFunctions[word] != nil: return .function(word)
    default:
      calls.append(FunctionCall(name: word, action: action))
      return .function(word)
    }
  }

  private func fault(_ what: String, _ advice: String) -> GoTemplateFault {
    GoTemplateFault(action: action, what: what, advice: advice)
  }
}
