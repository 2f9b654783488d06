extension AppliedRow {
  private static let app = "argocd/apps.yaml"
  private static let inApps = "apps/rolloutgate.yaml"
  /// A config that Argo CD takes for an object.
  private static let mistaken = "# apiVersion: v1, kind: Pod, metadata: none\n"

  private static func said(_ file: String, at column: Int = 11, line: Int = 7) -> String {
    "argocd/apps.yaml:\(line):\(column): warning: Argo CD would take \(file), which is no Kubernetes "
      + "object, for one by its text, and fail; move it out of apps, exclude it by "
      + "directory.exclude, or write \"# +argocd:skip-file-rendering\" into it"
  }

  private static func listed(_ file: String, at place: String) -> String {
    "argocd/apps.yaml:7:11: warning: Argo CD would apply \(file), which is no Kubernetes object, and "
      + "fail: \(place) lists it; take it out of the list"
  }

  static let argoRows: [AppliedRow] = [
    AppliedRow(
      "a config, which is passed over", [app: argo("path: apps")], config: inApps, says: nil),
    AppliedRow(
      "a config that looks like an object", [app: argo("path: apps"), inApps: mistaken],
      config: inApps, says: said(inApps)),
    AppliedRow(
      "one that says it is none",
      [app: argo("path: apps"), inApps: mistaken + "# +argocd:skip-file-rendering\n"],
      config: inApps, says: nil),
    AppliedRow(
      "one in a folder below", [app: argo("path: apps"), "apps/x/rolloutgate.yaml": mistaken],
      config: "apps/x/rolloutgate.yaml", says: nil),
    AppliedRow(
      "the same, where folders are gone through",
      [
        app: argo("path: apps\n    directory: {recurse: true}"),
        "apps/x/rolloutgate.yaml": mistaken,
      ], config: "apps/x/rolloutgate.yaml", says: said("apps/x/rolloutgate.yaml")),
    AppliedRow(
      "one that is excluded",
      [
        app: argo("path: apps\n    directory: {exclude: '{other.yaml,*gate.y?ml}'}"),
        inApps: mistaken,
      ], config: inApps, says: nil),
    AppliedRow(
      "one that is not included",
      [app: argo("path: apps\n    directory: {include: 'vs-*.yaml'}"), inApps: mistaken],
      config: inApps, says: nil),
    AppliedRow(
      "one that is included with all",
      [app: argo("path: apps\n    directory: {include: '*'}"), inApps: mistaken],
      config: inApps, says: said(inApps)),
    AppliedRow(
      "a kustomization that does not list it",
      [app: argo("path: apps"), inApps: mistaken, "apps/kustomization.yaml": resources("vs.yaml")],
      config: inApps, says: nil),
    AppliedRow(
      "a kustomization that lists it",
      [app: argo("path: apps"), "apps/kustomization.yaml": resources("rolloutgate.yaml")],
      config: inApps, says: listed(inApps, at: "apps/kustomization.yaml:2:5")),
    AppliedRow(
      "a chart that has it among its templates",
      [app: argo("path: apps"), "apps/Chart.yaml": "name: apps\n"],
      config: "apps/templates/rolloutgate.yaml",
      says: "argocd/apps.yaml:7:11: warning: Argo CD would render apps/templates/rolloutgate.yaml, "
        + "which is no Kubernetes object, as a template of the chart, and fail; move it out of "
        + "apps/templates"),
    AppliedRow(
      "a chart that has it beside them",
      [app: argo("path: apps"), "apps/Chart.yaml": "name: apps\n", inApps: mistaken],
      config: inApps, says: nil),
    AppliedRow(
      "one of several sources",
      [
        app: argo("path: apps").replacing(
          "  source:\n    repoURL: https://example.com/fleet\n    path: apps",
          with: "  sources:\n    - {repoURL: x, chart: y}\n    - {repoURL: z, path: apps}"),
        inApps: mistaken,
      ], config: inApps, says: said(inApps, at: 26)),
    AppliedRow(
      "the template of a set",
      [
        app: argo("path: apps").replacing("kind: Application", with: "kind: ApplicationSet")
          .replacing(
            "spec:\n  source:\n    repoURL: https://example.com/fleet\n    path: apps",
            with: "spec:\n  template:\n    spec: {source: {repoURL: x, path: apps}}"),
        inApps: mistaken,
      ], config: inApps, says: said(inApps, at: 39, line: 6)),
    AppliedRow(
      "a set whose paths are filled in",
      [app: argo("path: '{{path}}'"), inApps: mistaken], config: inApps, says: nil),
    AppliedRow(
      "what a plugin makes", [app: argo("path: apps\n    plugin: {name: x}"), inApps: mistaken],
      config: inApps, says: nil),
    AppliedRow(
      "another repository", [app: argo("path: apps"), inApps: mistaken], config: inApps,
      remotes: ["https://example.com/other"], says: nil),
  ]
}
