import Analysis
import Diagnostics
import Outcome
import Rollouts

/// A rollout's part of the page: what was decided and why, its checks, its history, its diff.
struct HTMLRollout {
  private let rollout: RolloutOutcome
  private let index: Int
  private let outcome: Outcome

  init(_ rollout: RolloutOutcome, at index: Int, in outcome: Outcome) {
    self.rollout = rollout
    self.index = index
    self.outcome = outcome
  }

  static func anchor(_ index: Int) -> String { "rollout-\(index + 1)" }

  /// Of many rollouts those are folded away that need nobody's eye.
  private var isFolded: Bool {
    outcome.rollouts.count > 3 && ["pass", "not-judged"].contains(rollout.verdictWord)
  }

  func write(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("section", ["id": Self.anchor(index), "class": "rollout"]) {
      () throws(XMLWriter.Fault) in
      guard isFolded else {
        try writeTitle(to: xml)
        return try writeContent(to: xml)
      }
      try xml.element("details") { () throws(XMLWriter.Fault) in
        try xml.element("summary") { () throws(XMLWriter.Fault) in try writeTitle(to: xml) }
        try writeContent(to: xml)
      }
    }
  }

  private func writeTitle(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("h2") { () throws(XMLWriter.Fault) in
      try xml.badge(rollout.verdictWord)
      try xml.element("span", text: printable(rollout.title, limit: 200))
    }
  }

  private func writeContent(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.diagnostics(rollout.diagnostics)
    for failure in rollout.writeFailures {
      try xml.element(
        "p", ["class": "bad"], text: "not written: " + printable(failure, limit: 2_000))
    }
    try writeDecision(to: xml)
    try writeLadder(to: xml)
    try writeFacts(to: xml)
    try writeChecks(to: xml)
    try writeHooks(to: xml)
    try writeHistory(to: xml)
    try writeDiff(to: xml)
  }

  private func writeDecision(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard let decision = rollout.decision else { return }
    let texts = decision.reasonTexts
    try xml.element("p", ["class": "decision"]) { () throws(XMLWriter.Fault) in
      try xml.element("strong", text: decision.kind.words + " " + decision.step)
      if let first = texts.first { try xml.element("span", text: first) }
    }
    guard texts.count > 1 else { return }
    try xml.element("ul", ["class": "grounds"]) { () throws(XMLWriter.Fault) in
      for text in texts.dropFirst() { try xml.element("li", text: text) }
    }
  }

  /// The rungs with words for where the weight was and is.
  private func writeLadder(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard let ladder = rollout.ladder else { return }
    let (from, to) = (rollout.decision?.from, rollout.decision?.to)
    let then = outcome.isDryRun ? "would be" : "next"
    try xml.element("ol", ["class": "ladder", "aria-label": "Ladder of weights"]) {
      () throws(XMLWriter.Fault) in
      for place in ladder.places(near: from, to) {
        let word = place == nil ? nil : place == from ? "now" : place == to ? then : nil
        try xml.element("li", ["class": word == nil ? nil : word == "now" ? "now" : "next"]) {
          () throws(XMLWriter.Fault) in
          try xml.element("span", text: place.map { "\($0.parts)" } ?? "…")
          if let word { try xml.element("small", text: word) }
        }
      }
      if ladder.total != 100 { try xml.element("li", text: "of \(ladder.total)") }
    }
  }

  private func writeFacts(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    var facts: [(String, String)] = []
    if let revision = rollout.revision {
      facts.append(("revision", printable(revision, limit: 200)))
    }
    if let phase = rollout.phase { facts.append(("phase", phase.name)) }
    if let traffic = rollout.traffic { facts.append(("traffic", traffic.text)) }
    if let samples = rollout.samples {
      facts.append(("samples", "\(samples.count), \(samples.failed) failed"))
    }
    if let moment = rollout.evaluatedAt, moment != outcome.evaluatedAt {
      facts.append(("judged last", "\(moment)"))
    }
    if let manifest = rollout.manifest {
      facts.append(("manifest", printable(manifest, limit: 1_000)))
    }
    for path in rollout.changedPaths { facts.append(("wrote", printable(path, limit: 1_000))) }
    try xml.list(facts)
  }

  private func writeChecks(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard !rollout.checks.isEmpty else { return }
    try xml.element("h3", text: "Checks")
    let titles = ["verdict", "check", "value", "limit", "window", "requests", "reason"]
    try xml.table(titles, class: "checks", rollout.checks) {
      (xml, check) throws(XMLWriter.Fault) in
      try xml.cell("verdict") { (xml) throws(XMLWriter.Fault) in
        try xml.badge(check.word.rawValue)
      }
      try xml.cell("check", printable(check.check.name, limit: 120))
      try xml.cell("value", check.valueText ?? "-", class: "number")
      try xml.cell(
        "limit", check.limitText, class: check.check.criterion.limit == nil ? nil : "number")
      try xml.cell("window", DurationText.text(check.check.window), class: "number")
      let requests = check.judgement?.measurement.requests.map(CheckOutcome.count)
      try xml.cell("requests", requests ?? "-", class: "number")
      try xml.cell("reason", check.reasonText ?? "")
    }
    let moment = rollout.evaluatedAt ?? outcome.evaluatedAt
    try xml.element("div", ["class": "cards"]) { () throws(XMLWriter.Fault) in
      for check in rollout.checks where check.judgement != nil {
        try HTMLCheck(check, at: moment).write(to: xml)
      }
    }
  }

  private func writeHooks(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard !rollout.hooks.isEmpty else { return }
    try xml.element("h3", text: "Hooks")
    try xml.element("ul") { () throws(XMLWriter.Fault) in
      for hook in rollout.hooks {
        let name = hook.isBreach ? "bad" : hook.isOpen ? "unsure" : nil
        try xml.element("li", ["class": name], text: hook.headline)
      }
    }
  }

  private func writeHistory(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard !rollout.history.isEmpty else { return }
    try xml.element("h3", text: "History")
    try xml.element("figure") { () throws(XMLWriter.Fault) in
      try TimelineDrawing(of: rollout.history, title: rollout.title, isAlone: false).write(to: xml)
    }
    let count = rollout.history.count
    try xml.folded(count == 1 ? "1 transition" : "\(count) transitions, the latest first") {
      () throws(XMLWriter.Fault) in
      let titles = ["at", "decision", "weight", "revision", "because"]
      try xml.table(titles, class: "history", rollout.history.reversed()) {
        (xml, transition) throws(XMLWriter.Fault) in
        try xml.cell("at", "\(transition.at)", class: "number")
        try xml.cell("decision", transition.decision.words)
        try xml.cell("weight", "\(transition.from) -> \(transition.to)", class: "number")
        try xml.cell("revision", transition.revision.map { printable($0, limit: 200) } ?? "-")
        try xml.cell("because", transition.because)
      }
    }
  }

  private func writeDiff(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard !rollout.diff.isEmpty else { return }
    try xml.folded("The manifest's change") { () throws(XMLWriter.Fault) in
      try xml.element("div", ["class": "diff"]) { () throws(XMLWriter.Fault) in
        for line in printableLines(rollout.diff, lineLimit: 500) {
          let isName = line.hasPrefix("+++ ") || line.hasPrefix("--- ")
          let name =
            isName ? nil : line.hasPrefix("+") ? "added" : line.hasPrefix("-") ? "removed" : nil
          try xml.element("code", ["class": name], text: line.isEmpty ? " " : line)
        }
      }
    }
  }
}

extension Transition {
  /// What a person said, else the reasons, then the values.
  fileprivate var because: String {
    let said = word.map { ["\($0.kind.rawValue): \($0.reason)"] } ?? reasons
    return (said + values).map { printable($0, limit: 300) }.joined(separator: "; ")
  }
}

extension XMLWriter {
  /// Names and what they are.
  func list(_ facts: [(String, String)]) throws(Fault) {
    guard !facts.isEmpty else { return }
    try element("dl") { () throws(Fault) in
      for (name, text) in facts {
        try element("dt", text: name)
        try element("dd", text: text)
      }
    }
  }
}
