import Diagnostics
import Rollouts

/// Rollouts that wait for each other would wait for ever: each that stands in a circle is refused,
/// at the item of its `after` that leads back to it.
func withoutCircles(_ entries: [GateConfiguration.Entry]) -> [GateConfiguration.Entry] {
  let waiting = Waiting(entries)
  return entries.indices.map { index in
    guard case .sound(let config, let warnings) = entries[index] else { return entries[index] }
    let faults = config.after.compactMap { predecessor -> Diagnostic? in
      guard let way = waiting.way(from: predecessor.name, to: index) else { return nil }
      let between = way.map { entries[$0].title }
      return .error(
        at: predecessor.position, "\(config.name) waits for itself\(words(for: between))",
        advice: between.isEmpty ? "take it out of `after`" : "take one of them out of its `after`")
    }
    guard !faults.isEmpty else { return entries[index] }
    return .broken(
      title: "\(config.name)", position: config.position, diagnostics: warnings + faults)
  }
}

private func words(for between: [String]) -> String {
  guard !between.isEmpty else { return "" }
  let rest = between.count - 3
  return ", by way of " + between.prefix(3).joined(separator: ", ")
    + (rest > 0 ? " and \(rest) more" : "")
}

/// Who waits for whom, by their places among the entries.
private struct Waiting {
  private let places: [RolloutName: Int]
  /// Of each entry those that it waits for, where these may lead into a circle.
  private let after: [[Int]]

  init(_ entries: [GateConfiguration.Entry]) {
    var places: [RolloutName: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if case .sound(let config, _) = entry { places[config.name] = index }
    }
    let all = entries.map { entry -> [Int] in
      switch entry {
      case .sound(let config, _): config.after.compactMap { places[$0.name] }
      case .broken: []
      }
    }
    self.places = places
    after = Self.unending(all)
  }

  /// The same without those that come to an end, which in most configs leaves nothing.
  private static func unending(_ after: [[Int]]) -> [[Int]] {
    var waiters = after.map { _ in [Int]() }
    for (index, others) in after.enumerated() {
      for other in others { waiters[other].append(index) }
    }
    var open = after.map(\.count)
    var ended = after.indices.filter { open[$0] == 0 }
    var next = 0
    while next < ended.count {
      for waiter in waiters[ended[next]] {
        open[waiter] -= 1
        if open[waiter] == 0 { ended.append(waiter) }
      }
      next += 1
    }
    return after.indices.map { index in
      open[index] == 0 ? [] : after[index].filter { open[$0] > 0 }
    }
  }

  /// The shortest way back to an entry from one that it waits for, without the entry itself; nil
  /// where there is none.
  func way(from name: RolloutName, to end: Int) -> [Int]? {
    guard let start = places[name] else { return nil }
    guard start != end else { return [] }
    guard !after[start].isEmpty, !after[end].isEmpty else { return nil }
    var cameFrom: [Int: Int] = [start: start]
    var reached = [start]
    var next = 0
    while next < reached.count {
      let place = reached[next]
      next += 1
      for other in after[place] where cameFrom[other] == nil {
        cameFrom[other] = place
        guard other != end else { return way(to: place, from: start, cameFrom) }
        reached.append(other)
      }
    }
    return nil
  }

  private func way(to end: Int, from start: Int, _ cameFrom: [Int: Int]) -> [Int] {
    var way = [end]
    while let last = way.last, last != start, let before = cameFrom[last] { way.append(before) }
    return way.reversed()
  }
}
