import Diagnostics
import Outcome
import Rollouts

/// A comment on a pull or merge request for each rollout, as `NAMESPACE.NAME.md`.
///
/// Each begins with a line that nobody sees, `<!-- rolloutgate: NAMESPACE/NAME -->`, by which whoever
/// posts it finds the one of an earlier run. Where something is wrong that concerns no rollout with
/// a name, the whole run is told in `rolloutgate.md`, too.
struct Comments {
  private let outcome: Outcome

  init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  var files: [RenderedReport.File] {
    var names = UniqueNames(separator: "-")
    let named = outcome.rollouts.filter { Self.isName($0.title) }
    var files = named.map { rollout in
      let title = names.name(rollout.title)
      // No namespace has a dot, so that no two names are one file's.
      return Self.file(title.replacing("/", with: "."), about: title, text(of: rollout))
    }
    if named.isEmpty || named.count < outcome.rollouts.count || outcome.diagnostics.hasErrors {
      files.append(Self.file("rolloutgate", about: "all", MarkdownReport(outcome).text))
    }
    return files
  }

  private static func file(
    _ name: String, about title: String, _ text: String
  ) -> RenderedReport.File {
    RenderedReport.File(
      name: name + ".md", bytes: Array("<!-- rolloutgate: \(title) -->\n\n\(text)".utf8))
  }

  private func text(of rollout: RolloutOutcome) -> String {
    let shared = MarkdownSection.remarks(on: outcome.diagnostics)
    let end = (shared.isEmpty ? [] : [""] + shared) + ["", MarkdownSection.footer(of: outcome)]
    let section = MarkdownSection(rollout, in: outcome, level: 3)
    let lines = section.lines(within: MarkdownReport.maxBytes - end.byteCount) + end
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whether it is a name that Kubernetes admits: nothing in it ends the marker or leaves the folder.
  private static func isName(_ title: String) -> Bool {
    let parts = title.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 2 && RolloutName(namespace: parts[0], name: parts[1]) != nil
  }
}
