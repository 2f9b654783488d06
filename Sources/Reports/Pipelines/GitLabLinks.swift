import Diagnostics
import Outcome

/// Links for the page of a GitLab job (`artifacts:reports:annotations`): where each query of a check
/// that does not pass can be looked at, the worst rollouts first, and the job.
package struct GitLabLinks {
  private let outcome: Outcome

  /// GitLab takes 80 KiB in all and 1,000 links in a list.
  static let maxBytes = 80_000
  static let maxLinks = 1_000

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    var rest = Self.maxBytes - 10_000
    let pages = self.pages
    let shown = pages.prefix(Self.maxLinks - 1).prefix { label, page in
      rest -= label.utf8.count * 2 + page.text.utf8.count + 100
      return rest > 0
    }
    var links = shown.map(Self.link)
    if let job = outcome.job {
      let left = pages.count - shown.count
      links.append(Self.link("this job" + (left == 0 ? "" : ", with \(left) more pages"), job))
    }
    return JSONText.members(links.isEmpty ? [] : [("rolloutgate", .list(links))]).document
  }

  private var pages: [(label: String, page: WebAddress)] {
    outcome.rollouts.worstFirst.flatMap { rollout in
      rollout.checks.flatMap { check -> [(label: String, page: WebAddress)] in
        switch check.word {
        case .pass, .skipped: []
        case .fail, .error, .inconclusive:
          check.queries.compactMap { query in
            query.page.map { page in
              let words = [rollout.title, check.check.name, query.role]
              return (words.map { printable($0, limit: 120) }.joined(separator: " · "), page)
            }
          }
        }
      }
    }
  }

  private static func link(_ label: String, _ page: WebAddress) -> JSONText {
    .object(["external_link": .object(["label": .text(label), "url": .text(page.text)])])
  }
}
