import Diagnostics
import Manifests

/// Which destinations of a list are canary and baseline, guessed by what they are called and have.
struct GuessedPair {
  typealias Part = DividedTraffic.Part

  let canary: Part
  /// Nil where nobody writes its weight.
  let baseline: Part?
  /// By what it was guessed.
  let reason: String

  /// Nil for a list with nothing to tell apart.
  init?(of traffic: DividedTraffic) {
    if traffic.leavesRest, traffic.parts.count == 1 {
      self.init(canary: traffic.parts[0], baseline: nil, by: "it is the only one written here")
      return
    }
    guard traffic.parts.count > 1 else { return nil }
    let named = traffic.parts.map { NamedPart($0, among: traffic.parts) }
    let (canary, reason) = Self.canary(among: named)
    let others = named.filter { $0.part != canary.part }
    guard let baseline = Self.baseline(among: others) else { return nil }
    self.init(
      canary: canary.part, baseline: traffic.leavesRest ? nil : baseline.part, by: reason)
  }

  private init(canary: Part, baseline: Part?, by reason: String) {
    (self.canary, self.baseline, self.reason) = (canary, baseline, reason)
  }

  private static func canary(among parts: [NamedPart]) -> (NamedPart, reason: String) {
    let named = parts.filter(\.isCalledCanary)
    if named.count == 1 { return (named[0], "by its name") }
    let unnamed = parts.filter { !$0.isCalledBaseline }
    if unnamed.count == 1 { return (unnamed[0], "by the other's name") }
    let versions = parts.compactMap(\.version)
    if versions.count == parts.count, Set(versions).count == parts.count,
      let newest = parts.max(by: { ($0.version ?? 0) < ($1.version ?? 0) })
    {
      return (newest, "by its version, the highest")
    }
    let least = parts.map(\.part.weight).min()
    let light = parts.filter { $0.part.weight == least }
    if light.count == 1 { return (light[0], "by its weight, the least") }
    return (parts[parts.count - 1], "by its place, the last: nothing tells them apart")
  }

  private static func baseline(among parts: [NamedPart]) -> NamedPart? {
    let named = parts.filter(\.isCalledBaseline)
    if named.count == 1 { return named[0] }
    // The first of the heaviest.
    return parts.max { $0.part.weight < $1.part.weight }
  }
}

/// A destination with the words that tell it from the others.
private struct NamedPart {
  let part: DividedTraffic.Part
  private let words: Set<String>

  init(_ part: DividedTraffic.Part, among parts: [DividedTraffic.Part]) {
    self.part = part
    let common = parts.dropFirst().reduce(Self.words(of: parts[0])) { words, part in
      words.intersection(Self.words(of: part))
    }
    words = Self.words(of: part).subtracting(common)
  }

  private static let canaryWords: Set<String> = [
    "canary", "preview", "new", "next", "candidate", "green", "beta", "experimental",
  ]
  private static let baselineWords: Set<String> = [
    "primary", "stable", "baseline", "ga", "old", "current", "blue", "live", "prod", "production",
  ]

  var isCalledCanary: Bool { !words.isDisjoint(with: Self.canaryWords) }
  var isCalledBaseline: Bool { !words.isDisjoint(with: Self.baselineWords) }

  /// Of `reviews-v2` it is 2.
  var version: Int? {
    let versions = words.compactMap { word in
      word.hasPrefix("v") ? DecimalText.count(word.dropFirst()) : nil
    }
    return versions.count == 1 ? versions[0] : nil
  }

  private static func words(of part: DividedTraffic.Part) -> Set<String> {
    let destination = part.destination
    let texts = [destination.host, destination.subset ?? ""] + destination.tags.values
    return Set(
      texts.flatMap { text in
        text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
      })
  }
}
