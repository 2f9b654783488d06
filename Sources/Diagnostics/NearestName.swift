/// The known name nearest to what was written, for "did you mean"; nil where none is near.
///
/// Near is a Damerau-Levenshtein distance (optimal string alignment) of at most a third of the
/// longer name's length, letter case ignored; or a known name of three letters or more that
/// begins what was written, as `max` does `maximum`.
package func nearestName(to written: String, among known: some Sequence<String>) -> String? {
  guard written.utf8.count <= 64 else { return nil }
  let wanted = Array(written.lowercased())
  var best: (name: String, distance: Int)?
  for name in known {
    let distance = alignmentDistance(wanted, Array(name.lowercased()))
    guard distance * 3 <= max(wanted.count, name.count), distance < best?.distance ?? .max
    else { continue }
    best = (name, distance)
  }
  let lower = written.lowercased()
  return best?.name
    ?? known.first { $0.utf8.count >= 3 && lower.hasPrefix($0.lowercased()) }
}

private func alignmentDistance(_ one: [Character], _ other: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...other.count)
  for row in one.indices {
    var current = [row + 1]
    for column in other.indices {
      let same = one[row] == other[column]
      var least = min(
        previous[column] + (same ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      let swapped =
        row > 0 && column > 0 && one[row] == other[column - 1] && one[row - 1] == other[column]
      if swapped { least = min(least, beforePrevious[column - 1] + 1) }
      current.append(least)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[other.count]
}
