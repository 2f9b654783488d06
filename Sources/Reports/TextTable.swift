/// Rows whose cells stand in columns, two blanks apart; no line is wrapped.
struct TextTable {
  enum Alignment {
    case left, right
  }

  struct Cell {
    let text: String
    let paint: TextStyle.Paint

    init(_ text: String, _ paint: TextStyle.Paint = .plain) {
      self.text = text
      self.paint = paint
    }
  }

  let columns: [Alignment]
  let rows: [[Cell]]

  func lines(indent: Int, style: TextStyle) -> [String] {
    let widths = columns.indices.map { column in
      rows.map { $0[column].text.columns }.max() ?? 0
    }
    return rows.map { row in
      // The last filled cell has no blanks after it.
      let last = row.lastIndex { !$0.text.isEmpty } ?? 0
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.prefix(through: last).enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.text.columns)
        let text = style.paint(cell.text, cell.paint)
        switch columns[column] {
        case .left: line += text + (column == last ? "" : padding)
        case .right: line += padding + text
        }
        if column < last { line += "  " }
      }
      return line
    }
  }
}
