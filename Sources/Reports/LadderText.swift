import Rollouts

extension Ladder {
  /// The rungs with the present weight in brackets and the next one behind an arrow:
  /// `0 [10] >30 60 100`. A weight that is no rung stands where it belongs.
  ///
  /// - Parameters:
  ///   - present: How the present weight is marked.
  ///   - next: How the one that follows is.
  func text(
    from: Weight?, to: Weight?, joined separator: String = " ",
    present: (String) -> String = { "[\($0)]" }, next: (String) -> String = { ">" + $0 }
  ) -> String {
    let words = places(near: from, to).map { place in
      guard let place else { return "..." }
      let text = "\(place.parts)"
      return place == from ? present(text) : place == to ? next(text) : text
    }
    return words.joined(separator: separator) + (total == 100 ? "" : " of \(total)")
  }

  /// The weights that are shown, from 0 up; nil stands for those that are left out of a long ladder, of
  /// which the ends and the neighbours of these two are shown.
  func places(near from: Weight?, _ to: Weight?) -> [Weight?] {
    let marked = [from, to].compactMap(\.self)
    let all = Set([top.zero] + rungs + marked).sorted()
    let near = marked.compactMap(all.firstIndex(of:)) + [0, all.count - 1]
    var places: [Weight?] = []
    for (index, place) in all.enumerated() {
      if all.count <= 15 || near.contains(where: { abs($0 - index) <= 2 }) {
        places.append(place)
      } else if places.last != .some(nil) {
        places.append(nil)
      }
    }
    return places
  }
}
