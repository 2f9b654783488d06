import Outcome
import Rollouts

extension CheckWord {
  /// Beside the word, never instead of it.
  var emoji: String {
    switch self {
    case .pass: "✅"
    case .fail: "❌"
    case .inconclusive: "❓"
    case .error: "⚠️"
    case .skipped: "➖"
    }
  }
}

/// `❌ fail`, of a check or of a rollout.
func markedVerdict(_ word: String) -> String {
  (CheckWord(rawValue: word) ?? .skipped).emoji + " " + word.replacing("-", with: " ")
}

extension Decision {
  /// `roll back 30 → 0`, or `hold at 10`.
  var markdownStep: String { MarkdownText.prose(kind.words + " " + step) }

  /// What follows from it, once it is committed.
  var consequence: String {
    let whole = to.total == 100 ? "\(to.parts) %" : "\(to.parts) of \(to.total)"
    return switch kind {
    case .hold: "the weight stays at \(to.parts); the next run decides anew"
    case .start, .advance:
      from == to
        ? "the weight stays at \(to.parts); the next run judges again"
        : "the canary gets \(whole) of the traffic; the next run judges it there"
    case .rollBack:
      to.isZero
        ? "the canary gets no traffic; this revision is not started again without a `retry`"
        : "the canary has \(whole) of the traffic until a person decides"
    case .promote:
      from == to
        ? "the baseline gets the revision; the next run judges it"
        : "the baseline gets traffic back, the canary keeps \(whole); the next run judges"
    case .finish: "nothing is left to do"
    }
  }
}

extension [RolloutOutcome] {
  /// `1 error, 2 pass, 1 not judged`: how many of each, in the order in which they stand.
  var countsOfVerdicts: String {
    var counts: [(word: String, count: Int)] = []
    for word in map(\.verdictWord) {
      if let index = counts.firstIndex(where: { $0.word == word }) {
        counts[index].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    return counts.map { "\($0.count) \($0.word.replacing("-", with: " "))" }
      .joined(separator: ", ")
  }
}
