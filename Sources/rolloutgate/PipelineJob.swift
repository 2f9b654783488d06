import Outcome

extension Surroundings {
  /// The page of the CI's job, as its own variables tell it; nil outside of the CIs that are known.
  ///
  /// Sources: the lists of predefined variables of GitHub Actions, GitLab, Azure Pipelines, Jenkins,
  /// Buildkite, CircleCI and Bitbucket Pipelines.
  var job: WebAddress? {
    for parts in Self.jobPages {
      let texts = parts.map { part in
        switch part {
        case .variable(let name): environment(name) ?? ""
        case .text(let text): text
        }
      }
      guard !texts.contains("") else { continue }
      if let page = WebAddress(texts.joined()) { return page }
    }
    return nil
  }

  private enum Part {
    case variable(String)
    case text(String)
  }

  /// What a page's address is put together of; the first one whose variables are all there counts.
  private static let jobPages: [[Part]] = [
    [
      .variable("GITHUB_SERVER_URL"), .text("/"), .variable("GITHUB_REPOSITORY"),
      .text("/actions/runs/"), .variable("GITHUB_RUN_ID"),
    ],
    [.variable("CI_JOB_URL")],
    [
      .variable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"), .variable("SYSTEM_TEAMPROJECTID"),
      .text("/_build/results?buildId="), .variable("BUILD_BUILDID"),
    ],
    [.variable("BUILD_URL")],
    [.variable("BUILDKITE_BUILD_URL")],
    [.variable("CIRCLE_BUILD_URL")],
    [
      .variable("BITBUCKET_GIT_HTTP_ORIGIN"), .text("/pipelines/results/"),
      .variable("BITBUCKET_BUILD_NUMBER"),
    ],
  ]
}
