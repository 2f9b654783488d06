import Foundation
import LoopbackServers
import Testing

/// What a job of GitHub, GitLab or Azure sees of a run, by nothing but the variables that each sets.
@Suite struct JobLogTests {
  private static let gitHub = ["GITHUB_ACTIONS": "true"]
  private static let gitLab = ["GITLAB_CI": "true"]
  private static let azure = ["TF_BUILD": "True"]

  private func tree(of workload: String = "erroring") throws -> RolloutTree {
    try RolloutTree(
      of: workload, store: ["address: " + (try PrometheusServer.shared().address)])
  }

  @Test("The format is that of the CI which runs the job, and can be forced")
  func formats() throws {
    let marks = [
      "text": "test/erroring  revision", "github": "::group::", "gitlab": "\u{1B}[0Ksection_start:",
      "azure": "##[group]",
    ]
    for (environment, expected) in [
      (Self.gitHub, "github"), (Self.gitLab, "gitlab"), (Self.azure, "azure"),
      (["TF_BUILD": "true"], "azure"), ([:], "text"), (["GITLAB_CI": "false"], "text"),
      (["CI": "true"], "text"),
    ] {
      let mark = try #require(marks[expected])
      let run = try tree().run(environment: environment)
      #expect(run.output.hasPrefix(mark), "\(environment): \(run.output)")
    }
    for (format, mark) in marks {
      let run = try tree().run(["--format", format], environment: Self.gitLab)
      #expect(run.output.hasPrefix(mark), "\(format): \(run.output)")
    }
  }

  @Test(
    "A job log has colours though it is no terminal, unless they are not wanted",
    arguments: [
      (Self.gitHub, [], true), (Self.gitLab, [], true), (Self.azure, [], true),
      ([:], [], false), (Self.gitHub, ["--format", "text"], false),
      (["NO_COLOR": "1"].merging(Self.gitLab) { $1 }, [], false),
      (["NO_COLOR": ""].merging(Self.gitLab) { $1 }, [], true),
      (["TERM": "dumb"].merging(Self.azure) { $1 }, [], false),
      (["FORCE_COLOR": "1"], [], true), (["CLICOLOR_FORCE": "1"], [], true),
      (["FORCE_COLOR": "0"], [], false), (["FORCE_COLOR": "1", "TERM": "dumb"], [], true),
      (["FORCE_COLOR": "1", "NO_COLOR": "1"], [], false),
      (["NO_COLOR": "1"], ["--color", "always"], true), (Self.gitHub, ["--color", "never"], false),
    ] as [([String: String], [String], Bool)])
  func colours(environment: [String: String], arguments: [String], expected: Bool) throws {
    let run = try tree().run(arguments, environment: environment)
    let colours = run.output.matches(of: #/\x{1b}\[[0-9]+m/#).count
    #expect((colours > 0) == expected, "\(run.output)")
    #expect(run.exitStatus == 1)
  }

  @Test("GitHub's summary of a step gets the page, behind what others wrote, below its limit")
  func summary() throws {
    let folder = try ScratchFolder("summary")
    let environment = Self.gitHub.merging(["GITHUB_STEP_SUMMARY": folder.path("summary")]) { $1 }
    try folder.write("from another command", to: "summary")
    let reports = try ScratchFolder("reports")
    let run = try tree().run(
      ["--report", "markdown=" + reports.path("page.md")], environment: environment)
    #expect(run.exitStatus == 1)
    let page = try reports.read("page.md")
    #expect(page.hasPrefix("## ❌ fail · `test/erroring`, roll back 10 → 0\n"))
    #expect(try folder.read("summary") == "from another command\n\n" + page)

    // 1 MiB is all that GitHub takes of a step, and of more it takes nothing.
    let rest = String(repeating: "x", count: (1 << 20) - page.utf8.count - 2)
    try folder.write(rest, to: "summary")
    _ = try tree().run(environment: environment)
    #expect(try folder.read("summary").utf8.count == 1 << 20)
    try folder.write(rest + "x", to: "summary")
    let full = try tree().run(environment: environment)
    #expect(try folder.read("summary") == rest + "x")
    #expect(full.exitStatus == 1)
    #expect(full.diagnostics.contains("no room"))
  }

  @Test("Scripts that ask for JSON, and other CIs, leave the summary alone")
  func noSummary() throws {
    let folder = try ScratchFolder("summary")
    let summary = ["GITHUB_STEP_SUMMARY": folder.path("summary")]
    _ = try tree().run(["--format", "json"], environment: Self.gitHub.merging(summary) { $1 })
    _ = try tree().run(environment: Self.gitLab.merging(summary) { $1 })
    _ = try tree().run(["--format", "github"], environment: summary)
    #expect(!FileManager.default.fileExists(atPath: folder.path("summary")))
  }

  @Test("Azure attaches the page that was asked for, whatever its path is relative to")
  func attachment() throws {
    let tree = try tree()
    let reports = try ScratchFolder("reports")
    for path in ["page.md", reports.path("page;1].md")] {
      let run = try tree.run(
        ["--dry-run", "--report", "markdown=" + path], environment: Self.azure)
      let line = try #require(run.output.split(separator: "\n").last)
      #expect(line.hasPrefix("##vso[task.uploadsummary]/"))
      let attached = String(line.dropFirst("##vso[task.uploadsummary]".count))
        .replacing("%3B", with: ";").replacing("%5D", with: "]")
      let page = try String(contentsOfFile: attached, encoding: .utf8)
      #expect(page.hasPrefix("## ❌ fail"))
    }
    let none = try tree.run(["--dry-run", "--report", "markdown=-"], environment: Self.azure)
    #expect(!none.output.contains("uploadsummary"))
    let other = try tree.run(["--dry-run", "--report", "markdown=page.md"])
    #expect(!other.output.contains("uploadsummary"))
  }

  @Test("Annotations name files from the root of the repository, not of the work tree")
  func folder() throws {
    let repository = try ScratchFolder("repository")
    let tree = try tree()
    for (name, text) in try tree.files() { try repository.write(text, to: "services/shop/" + name) }
    for (environment, mark) in [
      (Self.gitHub.merging(["GITHUB_WORKSPACE": repository.path]) { $1 }, "file="),
      (Self.azure.merging(["BUILD_SOURCESDIRECTORY": repository.path]) { $1 }, "sourcepath="),
    ] {
      for work in [".", "../../services/./shop"] {
        let run = try GateRun(
          ["run", "--time", FixtureMetrics.evaluationTime, "--dry-run", "-C", work],
          in: repository.path("services/shop"), environment: environment)
        #expect(run.output.contains(mark + "services/shop/rolloutgate.yaml"), "\(run.output)")
      }
    }
    // A work tree elsewhere keeps its own names.
    let elsewhere = try tree.run(
      ["--dry-run"], environment: Self.gitHub.merging(["GITHUB_WORKSPACE": repository.path]) { $1 })
    #expect(elsewhere.output.contains("::error file=rolloutgate.yaml,line="))
  }

  @Test("Each rollout's comment is a file, and those of rollouts that are gone stay")
  func comments() throws {
    let folder = try ScratchFolder("comments")
    try folder.write("of another run", to: "shop.gone.md")
    let run = try tree().run(["--report", "comments=" + folder.path("")])
    #expect(run.exitStatus == 1)
    let body = try folder.read("test.erroring.md")
    #expect(body.hasPrefix("<!-- rolloutgate: test/erroring -->\n\n### ❌ fail · `test/erroring`"))
    #expect(try folder.read("shop.gone.md") == "of another run")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["shop.gone.md", "test.erroring.md"])
  }

  @Test("Every report is written in every case, also where the command line is wrong")
  func always() throws {
    let folder = try ScratchFolder("reports")
    let kinds = ["markdown", "gitlab-annotations", "metrics", "codequality"]
    let reports =
      kinds.flatMap { ["--report", "\($0)=" + folder.path($0)] }
      + ["--report", "comments=" + folder.path("comments")]
    let run = try tree().run(["--to", "many"] + reports)
    #expect(run.exitStatus == 2)
    #expect(try folder.read("markdown").hasPrefix("## ⚠️ error"))
    #expect(try folder.read("metrics").contains("rolloutgate_exit_status 2\n"))
    #expect(try folder.read("codequality").contains("\"severity\": \"blocker\""))
    #expect(try folder.read("gitlab-annotations") == "{}\n")
    #expect(try folder.read("comments/rolloutgate.md").contains("exit status 2"))
  }

  @Test("A kind that is none is refused with those that are")
  func unknown() throws {
    let run = try tree().run(["--report", "html5=x"])
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("markdown"))
    #expect(run.diagnostics.contains("or codequality"))
  }
}
