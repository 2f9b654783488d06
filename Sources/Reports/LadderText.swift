import Rollouts

extension Ladder {
  /// The rungs with the present weight in brackets and the next one behind an arrow:
  /// `0 [10] >30 60 100`. A weight that is no rung stands where it belongs.
  ///
  /// Of a long ladder only the ends and the neighbours of what is marked are shown.
  func text(from: Weight?, to: Weight?) -> String {
    let marked = [from, to].compactMap(\.self)
    let places = Set([top.zero] + rungs + marked).sorted()
    let near = marked.compactMap(places.firstIndex(of:)) + [0, places.count - 1]
    var words: [String] = []
    var isGap = false
    for (index, place) in places.enumerated() {
      guard places.count <= 15 || near.contains(where: { abs($0 - index) <= 2 }) else {
        if !isGap { words.append("...") }
        isGap = true
        continue
      }
      isGap = false
      let text = "\(place.parts)"
      words.append(place == from ? "[\(text)]" : place == to ? ">" + text : text)
    }
    return words.joined(separator: " ") + (total == 100 ? "" : " of \(total)")
  }
}
