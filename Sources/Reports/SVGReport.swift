import Outcome

/// The pictures of a run, each as a file that can be shown anywhere: of each check that has a chart, and
/// of each rollout's history.
package struct SVGReport {
  private let outcome: Outcome

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  /// `<namespace>.<name>.<check>.svg` and `<namespace>.<name>.history.svg`, in the order of the run.
  package func files() throws(ReportFault) -> [RenderedReport.File] {
    var names = UniqueNames(separator: "-")
    var files: [RenderedReport.File] = []
    for rollout in outcome.rollouts {
      let title = rollout.fileName
      for check in rollout.checks {
        guard let chart = check.chart else { continue }
        let drawing = ChartDrawing(of: check, chart, isAlone: true)
        let bytes = try picture { (xml) throws(XMLWriter.Fault) in try drawing.write(to: xml) }
        let name = names.name(title + "." + fileNamePart(check.check.name))
        files.append(.init(name: name + ".svg", bytes: bytes))
      }
      guard !rollout.history.isEmpty else { continue }
      let drawing = TimelineDrawing(of: rollout.history, title: rollout.title, isAlone: true)
      let bytes = try picture { (xml) throws(XMLWriter.Fault) in try drawing.write(to: xml) }
      files.append(.init(name: names.name(title + ".history") + ".svg", bytes: bytes))
    }
    return files
  }

  private func picture(
    _ write: (borrowing XMLWriter) throws(XMLWriter.Fault) -> Void
  ) throws(ReportFault) -> [UInt8] {
    do throws(XMLWriter.Fault) {
      let xml = try XMLWriter()
      try xml.begin()
      try write(xml)
      return try xml.finish()
    } catch {
      throw ReportFault(error)
    }
  }
}

extension RolloutOutcome {
  /// `<namespace>.<name>`, of characters that no shell and no file system takes for others.
  var fileName: String {
    let parts = title.split(separator: "/", maxSplits: 1).map { fileNamePart(String($0)) }
    return parts.isEmpty ? "_" : parts.joined(separator: ".")
  }
}

/// At most 100 letters, digits, `-` and `_`; each other character becomes `_`.
func fileNamePart(_ text: String) -> String {
  let safe = text.unicodeScalars.prefix(100).map { isNameCharacter($0) ? Character($0) : "_" }
  return safe.isEmpty ? "_" : String(safe)
}

func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
  default: false
  }
}
