import Outcome
import Reports
import WorkTree

extension TextFormat {
  /// The one that was asked for; `auto` is that of the CI which says that it runs the job.
  init(_ format: ReportOptions.Format, in process: Surroundings) {
    self =
      switch format {
      case .auto: process.jobLog ?? .text
      case .text: .text
      case .github: .github
      case .gitlab: .gitlab
      case .azure: .azure
      case .json: .json
      case .quiet: .quiet
      }
  }
}

extension Surroundings {
  /// The CI that runs the job, by the variable that each sets; nil for none that has a format here.
  fileprivate var jobLog: TextFormat? {
    if isGitHub { return .github }
    if environment("GITLAB_CI") == "true" { return .gitlab }
    if environment("TF_BUILD")?.lowercased() == "true" { return .azure }
    return nil
  }

  var isGitHub: Bool { environment("GITHUB_ACTIONS") == "true" }

  /// The folder of the checked out repository that the present one is; nil where it is the
  /// repository itself, or lies elsewhere.
  var folderInRepository: String? {
    let roots = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"]
    guard let root = roots.lazy.compactMap(environment).first(where: { !$0.isEmpty }),
      let here = try? WorkTree(root: "."),
      let folder = try? WorkTree(root: root).resolve(here.root), folder != "."
    else { return nil }
    return folder
  }

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
