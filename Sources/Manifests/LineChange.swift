/// Lines of the old text that others of the new text replace; one of the two ranges may be empty.
struct LineChange: Equatable {
  let old: Range<Int>
  let new: Range<Int>

  /// A shortest list of changes, in rising order.
  ///
  /// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). Beyond
  /// `greatestDistance` inserted and deleted lines, all between the first and the last difference
  /// counts as one change: our edits touch a handful.
  static func changes(
    from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]
  ) -> [LineChange] {
    let head = zip(old, new).prefix { $0.elementsEqual($1) }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0.elementsEqual($1) }
      .count
    let oldMiddle = old[head..<old.count - tail]
    let newMiddle = new[head..<new.count - tail]
    guard !oldMiddle.isEmpty || !newMiddle.isEmpty else { return [] }
    let all = LineChange(old: oldMiddle.indices, new: newMiddle.indices)
    guard let frontiers = frontiers(Array(oldMiddle), Array(newMiddle)) else { return [all] }
    return path(back: frontiers, oldMiddle.count, newMiddle.count).map { change in
      LineChange(
        old: change.old.lowerBound + head..<change.old.upperBound + head,
        new: change.new.lowerBound + head..<change.new.upperBound + head)
    }
  }

  private static let greatestDistance = 200

  /// For each distance the furthest old line on each diagonal (old index minus new index), up to the
  /// distance that reaches the end; nil where none does.
  private static func frontiers(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [[Int: Int]]? {
    var frontiers: [[Int: Int]] = []
    var furthest = [1: 0]
    for distance in 0...greatestDistance {
      frontiers.append(furthest)
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        var line = start(on: diagonal, distance, furthest)
        while line < old.count, line - diagonal < new.count, line >= diagonal,
          old[line].elementsEqual(new[line - diagonal])
        {
          line += 1
        }
        furthest[diagonal] = line
        if line >= old.count, line - diagonal >= new.count { return frontiers }
      }
    }
    return nil
  }

  /// Where a path of this distance enters a diagonal: by an insertion from above, or a deletion.
  private static func start(on diagonal: Int, _ distance: Int, _ furthest: [Int: Int]) -> Int {
    isInsertion(on: diagonal, distance, furthest)
      ? furthest[diagonal + 1, default: 0] : furthest[diagonal - 1, default: 0] + 1
  }

  private static func isInsertion(
    on diagonal: Int, _ distance: Int, _ furthest: [Int: Int]
  ) -> Bool {
    if diagonal == -distance { return true }
    if diagonal == distance { return false }
    return furthest[diagonal - 1, default: 0] < furthest[diagonal + 1, default: 0]
  }

  private static func path(
    back frontiers: [[Int: Int]], _ oldCount: Int, _ newCount: Int
  ) -> [LineChange] {
    var changes: [LineChange] = []
    var line = oldCount
    var diagonal = oldCount - newCount
    for distance in stride(from: frontiers.count - 1, to: 0, by: -1) {
      let furthest = frontiers[distance]
      let isInsertion = isInsertion(on: diagonal, distance, furthest)
      let entry = start(on: diagonal, distance, furthest)
      let before = isInsertion ? diagonal + 1 : diagonal - 1
      line = furthest[before, default: 0]
      let newLine = line - before
      let step = LineChange(
        old: line..<(isInsertion ? line : entry), new: newLine..<newLine + (isInsertion ? 1 : 0))
      if let next = changes.last, next.old.lowerBound == step.old.upperBound,
        next.new.lowerBound == step.new.upperBound
      {
        changes[changes.count - 1] = LineChange(
          old: step.old.lowerBound..<next.old.upperBound,
          new: step.new.lowerBound..<next.new.upperBound)
      } else {
        changes.append(step)
      }
      diagonal = before
    }
    return changes.reversed()
  }
}
