import Outcome

/// The reports that are written to files: `--report KIND=PATH`.
package enum ReportKind: String, Hashable, Sendable, CaseIterable {
  case junit
  /// Without what Jenkins' xunit plugin refuses.
  case junitStrict = "junit-strict"
  case json
  /// Variables for the later jobs of a GitLab pipeline.
  case dotenv
  /// One page for a browser, with charts.
  case html
  /// Each chart as a picture, in a folder.
  case svg
  /// A page for people, as CIs show it.
  case markdown
  /// The same for each rollout, as the body of a comment on a pull or merge request, in a folder.
  case comments
  /// Links on the page of a GitLab job.
  case gitlabAnnotations = "gitlab-annotations"
  /// OpenMetrics.
  case metrics
  /// What is wrong, at the lines of the configs, for GitLab's merge requests.
  case codequality

  /// The same outcome gives the same bytes.
  package func render(_ outcome: Outcome) throws(ReportFault) -> RenderedReport {
    switch self {
    case .junit: .file(try JUnitReport(outcome).bytes())
    case .junitStrict: .file(try JUnitReport(outcome, strict: true).bytes())
    case .json: .file(Array(JSONReport(outcome).text.utf8))
    case .dotenv: .file(Array(DotenvReport(outcome).text.utf8))
    case .html: .file(try HTMLReport(outcome).bytes())
    case .svg: .folder(try SVGReport(outcome).files())
    case .markdown: .file(Array(MarkdownReport(outcome).text.utf8))
    case .comments: .folder(Comments(outcome).files)
    case .gitlabAnnotations: .file(Array(GitLabLinks(outcome).text.utf8))
    case .metrics: .file(Array(MetricsReport(outcome).text.utf8))
    case .codequality: .file(Array(CodeQualityReport(outcome).text.utf8))
    }
  }

  /// Whether it shows the checks' values over time, which are asked for it alone.
  package var drawsCharts: Bool {
    switch self {
    case .html, .svg: true
    case .junit, .junitStrict, .json, .dotenv, .markdown, .comments, .gitlabAnnotations, .metrics,
      .codequality:
      false
    }
  }
}

/// What a report consists of.
package enum RenderedReport: Hashable, Sendable {
  case file([UInt8])
  /// Files of one folder, with names that need no quotes anywhere: letters, digits, `.`, `_`, `-`.
  case folder([File])

  package struct File: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Its files, each at its path.
  package func files(at path: String) -> [(path: String, bytes: [UInt8])] {
    switch self {
    case .file(let bytes): [(path, bytes)]
    case .folder(let files): files.map { (path + "/" + $0.name, $0.bytes) }
    }
  }
}

/// Why a report could not be made.
package enum ReportFault: Error, Hashable, Sendable {
  /// The text says at what libxml2 failed.
  case xml(String)
}

extension ReportFault {
  init(_ fault: XMLWriter.Fault) {
    self =
      switch fault {
      case .outOfMemory: .xml("out of memory")
      case .refused(let step): .xml("libxml2 failed at \(step)")
      }
  }
}

extension ReportFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .xml(let text): "the report could not be made: \(text)"
    }
  }
}

/// What standard output shows: `--format`. `auto` is resolved by whoever knows the surroundings.
package enum TextFormat: String, Hashable, Sendable, CaseIterable {
  case text, github, gitlab, azure, json, quiet

  /// Whether it is the text report as the job log of one CI shows it best.
  package var isJobLog: Bool {
    switch self {
    case .github, .gitlab, .azure: true
    case .text, .json, .quiet: false
    }
  }

  /// The text with a line feed at its end; `style` bears on `text` and on job logs.
  package func render(_ outcome: Outcome, style: TextStyle) -> String {
    switch self {
    case .text: TextReport(outcome, style: style).text
    case .github: GitHubReport(outcome, style: style).text
    case .gitlab: GitLabReport(outcome, style: style).text
    case .azure: AzureReport(outcome, style: style).text
    case .json: JSONReport(outcome).text
    case .quiet: QuietReport(outcome).text
    }
  }
}
