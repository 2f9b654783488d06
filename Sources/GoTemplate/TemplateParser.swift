/// Makes nodes of pieces: what is nested in what, and which variables are known where.
struct TemplateParser {
  private enum Ending {
    case end(action: Int)
    /// With what stands behind `else`.
    case otherwise([ActionToken], action: Int)
  }

  private var pieces: ArraySlice<ActionScanner.Piece>
  private var variables: [String] = []
  private(set) var calls: [FunctionCall] = []
  private static let deepest = 64

  init(_ pieces: [ActionScanner.Piece]) {
    self.pieces = pieces[...]
  }

  mutating func template() throws(GoTemplateFault) -> [TemplateNode] {
    let (nodes, ending) = try list(depth: 0)
    switch ending {
    case nil: return nodes
    case .end(let action): throw unopened("end", action)
    case .otherwise(_, let action): throw unopened("else", action)
    }
  }

  /// The nodes up to an `end` or `else`, which is taken, too.
  private mutating func list(depth: Int) throws(GoTemplateFault) -> ([TemplateNode], Ending?) {
    let known = variables.count
    defer { variables.removeLast(variables.count - known) }
    var nodes: [TemplateNode] = []
    while let piece = pieces.popFirst() {
      guard case .action(let tokens, let action) = piece else {
        if case .text(let text) = piece { nodes.append(.text(text)) }
        continue
      }
      guard case .name(let word)? = tokens.first?.kind else {
        nodes.append(.output(try statement(tokens[...], action)))
        continue
      }
      switch word {
      case "end":
        guard tokens.count == 1 else { throw superfluous(tokens[1], after: "end", action) }
        return (nodes, .end(action: action))
      case "else":
        return (nodes, .otherwise(Array(tokens.dropFirst()), action: action))
      case "if", "with":
        nodes.append(.branch(try branch(word, tokens.dropFirst(), action, depth: depth + 1)))
      case "range", "template", "define", "block", "break", "continue":
        throw GoTemplateFault(
          action: action, what: "\"\(word)\" is not known in a query",
          advice: "write the query out; of Go's actions if, with and $variables are known")
      default:
        nodes.append(.output(try statement(tokens[...], action)))
      }
    }
    return (nodes, nil)
  }

  private mutating func branch(
    _ word: String, _ tokens: ArraySlice<ActionToken>, _ action: Int, depth: Int
  ) throws(GoTemplateFault) -> Branch {
    guard depth <= Self.deepest else { throw tooDeep(action) }
    guard !tokens.isEmpty else {
      throw GoTemplateFault(
        action: action, what: "\"\(word)\" has no condition",
        advice: "write one, as in {{ \(word) index variables \"tier\" }}")
    }
    let known = variables.count
    defer { variables.removeLast(variables.count - known) }
    let condition = try statement(tokens, action)
    let (then, ending) = try list(depth: depth)
    var otherwise: [TemplateNode] = []
    if case .otherwise(let rest, let action) = ending {
      otherwise = try alternative(to: word, rest, action, depth: depth)
    } else if ending == nil {
      throw unclosed(word, action)
    }
    return Branch(
      setsDot: word == "with", condition: condition, then: then, otherwise: otherwise)
  }

  /// What follows an `else`; an `else if` shares its `end` with the `if` before it.
  private mutating func alternative(
    to word: String, _ tokens: [ActionToken], _ action: Int, depth: Int
  ) throws(GoTemplateFault) -> [TemplateNode] {
    if let first = tokens.first {
      guard first.kind == .name(word) else { throw superfluous(first, after: "else", action) }
      return [.branch(try branch(word, tokens.dropFirst(), action, depth: depth + 1))]
    }
    let (nodes, ending) = try list(depth: depth)
    switch ending {
    case .end: return nodes
    case .otherwise(_, let action): throw unopened("else", action)
    case nil: throw unclosed("else", action)
    }
  }

  private mutating func statement(
    _ tokens: ArraySlice<ActionToken>, _ action: Int
  ) throws(GoTemplateFault) -> Statement {
    var target: Statement.Target?
    var rest = tokens
    if let first = tokens.first, case .variable(let name) = first.kind,
      let sign = tokens.dropFirst().first?.kind, sign == .declare || sign == .assign
    {
      guard sign == .declare || variables.contains(name) else {
        throw GoTemplateFault(
          action: action, what: "\"$\(name)\" was not declared",
          advice: "declare it before, with {{ $\(name) := ... }}")
      }
      target = sign == .declare ? .declared(name) : .assigned(name)
      rest = tokens.dropFirst(2)
    }
    var reader = PipelineReader(
      tokens: rest, action: action, variables: variables, deepest: Self.deepest)
    let pipeline = try reader.whole()
    calls += reader.calls
    if case .declared(let name) = target { variables.append(name) }
    return Statement(target: target, pipeline: pipeline, action: action)
  }

  private func unopened(_ word: String, _ action: Int) -> GoTemplateFault {
    GoTemplateFault(
      action: action, what: "\"\(word)\" has no if before it", advice: "take it out")
  }

  private func unclosed(_ word: String, _ action: Int) -> GoTemplateFault {
    GoTemplateFault(
      action: action, what: "\"\(word)\" has no end", advice: "close it with {{ end }}")
  }

  private func superfluous(
    _ token: ActionToken, after word: String, _ action: Int
  ) -> GoTemplateFault {
    GoTemplateFault(
      action: action, what: "\"\(token.written)\" can't follow \"\(word)\"", advice: "take it out")
  }

  private func tooDeep(_ action: Int) -> GoTemplateFault {
    GoTemplateFault(
      action: action, what: "this is nested deeper than \(Self.deepest)",
      advice: "write a simpler query")
  }
}
