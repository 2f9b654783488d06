/// What a report says of a run. Nil is what it does not speak of.
struct Said {
  var rollouts: [Rollout]
  var order = Order.ofConfigs

  enum Order {
    case ofConfigs
    case ofConfigsWithNames
    /// The worst first.
    case ofExitStatus
  }

  struct Rollout {
    var title: String?
    var verdict: String?
    var decision: Decision?
    var checks: [Check] = []
  }

  struct Decision {
    /// As a sentence has it: `roll back`.
    var kind: String?
    let from: Int
    let to: Int
    var reasons: [String]?

    init(from: Int, to: Int) {
      (self.from, self.to) = (from, to)
    }

    /// Reads `roll back 30 -> 0` and `hold at 10`, in any case of letters, with either arrow.
    init?(_ text: String, reasons: [String]? = nil) {
      let kinds = ["start", "advance", "hold", "roll back", "promote", "finish"]
      let text = text.lowercased().replacing("→", with: "->")
      guard let kind = kinds.first(where: { text.hasPrefix($0 + " ") }) else { return nil }
      let step = text.dropFirst(kind.count + 1)
      if step.hasPrefix("at "), let weight = Int(step.dropFirst(3)) {
        (from, to) = (weight, weight)
      } else {
        let weights = step.split(separator: " -> ").map { Int($0) }
        guard weights.count == 2, let from = weights[0], let to = weights[1] else { return nil }
        (self.from, self.to) = (from, to)
      }
      self.kind = kind
      self.reasons = reasons
    }
  }

  struct Check {
    let name: String
    let verdict: String
    /// `-` for none.
    var value: String?
    /// The value where it stands without its unit.
    var number: Double?
    /// Empty for none.
    var reason: String?
  }
}

/// A value as people read it: `97.2 %`, `at least 10000 ms`, `[1, 1, 1]`.
struct SaidValue: Equatable {
  let numbers: [Double]
  let isList: Bool
  let isLeast: Bool
  let unit: String

  /// Nil for what is no value.
  init?(_ text: String) {
    isLeast = text.hasPrefix("at least ")
    let text = isLeast ? text.dropFirst("at least ".count) : text[...]
    isList = text.hasPrefix("[")
    let parts = text.split(separator: isList ? "]" : " ", maxSplits: 1)
    guard let first = parts.first else { return nil }
    let texts = isList ? first.dropFirst().split(separator: ", ") : [first]
    numbers = texts.compactMap { Double($0) }
    guard numbers.count == texts.count else { return nil }
    unit = parts.count > 1 ? parts[1].trimmingPrefix(" ").description : ""
  }

  /// Whether it is this value, which has six digits where a person reads it.
  func isShort(for value: ReportedRun.Value, in unit: String, atLeast: Bool) -> Bool {
    let exact: [Double] =
      switch value {
      case .number(let number): [number]
      case .list(let values):
        values.compactMap { if case .number(let number) = $0 { number } else { nil } }
      case .none, .word: []
      }
    let suffix = ["percent": "%", "ms": "ms", "s": "s", "ratio": "", "none": ""][unit]
    return !exact.isEmpty && exact.count == numbers.count && isLeast == atLeast
      && self.unit == suffix
      && zip(exact, numbers).allSatisfy { ($0 - $1).magnitude <= 5e-6 * $0.magnitude }
  }
}

/// The one line that tells a check, taken apart: `p99 = 612 ms, limit <= 500 ms (22.4 % over)`.
struct SaidHeadline {
  var value: String?
  var reason = ""

  /// Nil for a line that does not begin with the check's name.
  init?(_ line: String, of name: String) {
    var line = line[...]
    for word in ["pass", "fail", "inconclusive", "error"] where line.hasPrefix("dry run, \(word): ")
    {
      line = line.dropFirst("dry run, \(word): ".count)
    }
    guard line.hasPrefix(name) else { return nil }
    line = line.dropFirst(name.count)
    if line.hasPrefix(": ") {
      reason = String(line.dropFirst(2))
      return
    }
    guard let relation = [" = ", " is "].first(where: { line.hasPrefix($0) }) else { return nil }
    line = line.dropFirst(relation.count)
    let list =
      line.hasPrefix("[") ? line.prefix(through: line.firstIndex(of: "]") ?? line.startIndex) : ""
    let rest = line.dropFirst(list.count)
    let number = rest.prefix { $0 != "," && $0 != ":" }
    value = String(list + number)
    let more = rest.dropFirst(number.count)
    if more.hasPrefix(": ") {
      reason = String(more.dropFirst(2))
    } else if more.hasPrefix(", limit "), more.hasSuffix(")"),
      let bracket = more.range(of: " (")?.upperBound
    {
      reason = String(more[bracket...].dropLast())
    }
  }
}
