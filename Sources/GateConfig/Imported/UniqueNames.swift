/// Names of which none is given twice: a later one has its number behind it.
struct UniqueNames {
  private var given: Set<String> = []
  /// The number that a name had last.
  private var counts: [String: Int] = [:]

  /// - Parameter numbered: The name with its number, from 2 on.
  mutating func unique(
    _ name: String, numbered: (String, Int) -> String = { "\($0) (\($1))" }
  ) -> String {
    var candidate = name
    while !given.insert(candidate).inserted {
      let count = counts[name, default: 1] + 1
      counts[name] = count
      candidate = numbered(name, count)
    }
    return candidate
  }
}
