/// A place in a file that a person wrote.
package struct SourcePosition: Hashable, Sendable {
  /// The file as the user would name it: relative to the work tree where it lies inside.
  package let file: String
  /// 1-based.
  package let line: Int
  /// 1-based, counted in Unicode scalars, as libyaml counts and editors show it.
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePosition: Comparable {
  package static func < (one: Self, other: Self) -> Bool {
    (one.file, one.line, one.column) < (other.file, other.line, other.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}
