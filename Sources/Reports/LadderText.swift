import Rollouts

extension Ladder {
  /// The rungs with the present weight in brackets and the next one behind an arrow:
  /// `0 [10] >30 60 100`. A weight that is no rung stands where it belongs.
  func text(from: Weight?, to: Weight?) -> String {
    let words = places(near: from, to).map { place in
      guard let place else { return "..." }
      return place == from ? "[\(place.parts)]" : place == to ? ">\(place.parts)" : "\(place.parts)"
    }
    return words.joined(separator: " ") + (total == 100 ? "" : " of \(total)")
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
