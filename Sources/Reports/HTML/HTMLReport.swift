import Analysis
import Diagnostics
import Outcome
import Rollouts

/// A run as one page that needs nothing else: no script, no font, no picture from elsewhere. It is read
/// on a phone, in the dark, without colours, and aloud.
///
/// The page is HTML in its XML syntax, so that both kinds of parsers read it.
package struct HTMLReport {
  private let outcome: Outcome

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  /// The document in UTF-8.
  package func bytes() throws(ReportFault) -> [UInt8] {
    do throws(XMLWriter.Fault) {
      let xml = try XMLWriter()
      try xml.beginHTML()
      try xml.element("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"]) {
        () throws(XMLWriter.Fault) in
        try writeHead(to: xml)
        try xml.element("body") { () throws(XMLWriter.Fault) in
          try writeHeader(to: xml)
          try xml.element("main") { () throws(XMLWriter.Fault) in
            try xml.diagnostics(outcome.diagnostics)
            if outcome.rollouts.count > 1 { try writeOverview(to: xml) }
            for (index, rollout) in outcome.rollouts.enumerated() {
              try HTMLRollout(rollout, at: index, in: outcome).write(to: xml)
            }
          }
          try writeFooter(to: xml)
        }
      }
      return try xml.finish()
    } catch {
      throw ReportFault(error)
    }
  }

  private var published: Published { Published(outcome) }

  /// `pass: test/podinfo advance 10 -> 30`, or how many of each verdict there are.
  private var headline: String {
    if outcome.rollouts.count == 1, let rollout = outcome.rollouts.first {
      return printable(rollout.title, limit: 200)
        + (rollout.decision.map { " " + $0.kind.words + " " + $0.step } ?? "")
    }
    let words = outcome.rollouts.worstFirst.map(\.verdictWord)
    var seen: Set<String> = []
    let counts = words.filter { seen.insert($0).inserted }
      .map { word in "\(words.count { $0 == word }) \(word)" }
    return counts.isEmpty
      ? "no rollouts" : "\(words.count) rollouts: " + counts.joined(separator: ", ")
  }

  private func writeHead(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("head") { () throws(XMLWriter.Fault) in
      try xml.empty("meta", ["charset": "utf-8"])
      try xml.empty(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      try xml.empty(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content":
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        ])
      try xml.empty("meta", ["name": "referrer", "content": "no-referrer"])
      try xml.element("title", text: "rolloutgate: " + published.verdict + ", " + headline)
      try xml.start("style")
      try xml.constant(Colours.scheme)
      try xml.constant(PageStyle.sheet)
      try xml.constant(Colours.drawing)
      try xml.endWithTag()
    }
  }

  private func writeHeader(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    let verdict = published.verdict
    try xml.element("header", ["class": VerdictStyle(of: verdict).name]) {
      () throws(XMLWriter.Fault) in
      try xml.element("h1") { () throws(XMLWriter.Fault) in
        try xml.badge(verdict)
        try xml.element("span", text: headline)
      }
      let status = outcome.exitStatus
      let isNothing = verdict == "not-judged" && status == .pass
      var facts = [
        "exit status \(status.rawValue): " + (isNothing ? "nothing was judged" : status.words),
        "judged at \(outcome.evaluatedAt)",
        outcome.command.rawValue + " on " + printable(outcome.host, limit: 200),
        DecimalText.text(outcome.seconds, fractionDigits: 1) + " s",
      ]
      if outcome.isDryRun { facts.insert("dry run: no file was written", at: 0) }
      try xml.element("p", ["class": "facts"]) { () throws(XMLWriter.Fault) in
        for fact in facts { try xml.element("span", text: fact) }
        if let job = outcome.job { try xml.link("the job", to: job) }
      }
    }
  }

  /// The worst first, each with a link to its own part of the page.
  private func writeOverview(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("nav", ["aria-label": "Rollouts"]) { () throws(XMLWriter.Fault) in
      try xml.table(
        ["verdict", "rollout", "decision", "because"], class: "overview",
        outcome.rollouts.indicesWorstFirst
      ) {
        (xml, index) throws(XMLWriter.Fault) in
        let rollout = outcome.rollouts[index]
        try xml.cell("verdict") { (xml) throws(XMLWriter.Fault) in
          try xml.badge(rollout.verdictWord)
        }
        try xml.cell("rollout") { (xml) throws(XMLWriter.Fault) in
          try xml.element(
            "a", ["href": "#" + HTMLRollout.anchor(index)],
            text: printable(rollout.title, limit: 200))
        }
        try xml.cell("decision", rollout.decision.map { $0.kind.words + " " + $0.step } ?? "-")
        let reason = printable(rollout.firstReason, limit: 300)
        try xml.cell("because", reason.isEmpty ? "-" : reason)
      }
    }
  }

  private func writeFooter(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("footer") { () throws(XMLWriter.Fault) in
      try xml.element(
        "p",
        text: "rolloutgate \(outcome.version), started at \(outcome.startedAt). All times are UTC.")
    }
  }
}
