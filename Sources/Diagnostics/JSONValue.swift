/// A JSON text as values, read strictly by RFC 8259.
///
/// Not a library's decoder, for what a store's answer must not do to a gate: a member that is given
/// twice, of which decoders take the first or the last without a word, is a fault here, and so
/// are lone surrogates and anything behind the value. Large answers take a tenth of the time.
package enum JSONValue: Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case members([String: JSONValue])

  /// How deep lists and objects may lie in each other. A store's own answers reach 6.
  static let depthLimit = 64

  /// Refuses what is not one JSON value, in UTF-8 and without a byte mark.
  package init(reading bytes: [UInt8]) throws(JSONFault) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  /// The members of the object that the whole text must be.
  package static func members(reading bytes: [UInt8]) throws(JSONFault) -> [String: JSONValue] {
    guard case .members(let members) = try JSONValue(reading: bytes) else {
      throw .member(path: "", what: "is no object")
    }
    return members
  }
}

/// Why a text is not the JSON that is wanted.
package enum JSONFault: Error, Hashable, Sendable {
  /// It is no JSON. Line and column are 1-based, the column counted in Unicode scalars.
  case text(line: Int, column: Int, what: String)
  /// A member is missing, or not what it must be: `rollouts[0].decision.to`, `is no text`.
  case member(path: String, what: String)

  /// The same fault, told from the object that holds this one.
  func within(_ step: String) -> JSONFault {
    switch self {
    case .text: self
    case .member(let path, let what):
      .member(path: path.isEmpty ? step : step + "." + path, what: what)
    }
  }
}

extension JSONFault: CustomStringConvertible {
  /// What is wrong, without line and column.
  package var description: String {
    switch self {
    case .text(_, _, let what): what
    case .member(let path, let what): path.isEmpty ? "it " + what : "\(path) \(what)"
    }
  }

  /// The fault in a file: `it is not a file of saved answers: host is missing; make one`.
  ///
  /// - Parameter what: Says what the file is not.
  package func diagnostic(in file: String, _ what: String, advice: String) -> Diagnostic {
    let (line, column) =
      switch self {
      case .text(let line, let column, _): (line, column)
      case .member: (1, 1)
      }
    return .error(
      at: SourcePosition(file: file, line: line, column: column), "\(what): \(self)",
      advice: advice)
  }
}
