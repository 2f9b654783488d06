extension AppliedRow {
  private static let flux = "clusters/prod/apps.yaml"
  private static let inApps = "apps/podinfo/rolloutgate.yaml"
  private static let ofRoot =
    "clusters/prod/apps.yaml:7:3: warning: Flux would apply rolloutgate.yaml, which is no Kubernetes "
    + "object, and fail; add it to .sourceignore, or list the resources in kustomization.yaml"
  private static let ofApps =
    "clusters/prod/apps.yaml:8:9: warning: Flux would apply apps/podinfo/rolloutgate.yaml, which is "
    + "no Kubernetes object, and fail; move it out of ./apps, add it to .sourceignore, or list the "
    + "resources in apps/kustomization.yaml"

  private static func listed(_ file: String, at place: String) -> String {
    "clusters/prod/apps.yaml:8:9: warning: Flux would apply \(file), which is no Kubernetes object, "
      + "and fail: \(place) lists it; take it out of the list"
  }

  static let fluxRows: [AppliedRow] = [
    AppliedRow(
      "a folder without a kustomization", [flux: flux("./apps")], config: inApps, says: ofApps),
    AppliedRow(
      "the root, by a path", [flux: flux("./")],
      says: ofRoot.replacing("7:3", with: "8:9")),
    AppliedRow("the root, by no path", [flux: flux(nil)], says: ofRoot),
    AppliedRow("another folder", [flux: flux("./infrastructure")], config: inApps, says: nil),
    AppliedRow(
      "a folder whose name only begins so", [flux: flux("./app")], config: inApps, says: nil),
    AppliedRow("a folder beside the config", [flux: flux("apps/")], says: nil),
    AppliedRow(
      "a kustomization that does not list it",
      [flux: flux("./apps"), "apps/kustomization.yaml": resources("podinfo/vs.yaml")],
      config: inApps, says: nil),
    AppliedRow(
      "a kustomization that lists it",
      [flux: flux("./apps"), "apps/kustomization.yaml": resources("podinfo/rolloutgate.yaml")],
      config: inApps, says: listed(inApps, at: "apps/kustomization.yaml:2:5")),
    AppliedRow(
      "a kustomization on the way, by another of its names",
      [flux: flux("./apps"), "apps/podinfo/Kustomization": resources("vs.yaml")], config: inApps,
      says: nil),
    AppliedRow(
      "one on the way that lists it",
      [
        flux: flux("./apps"),
        "apps/podinfo/kustomization.yml": resources("vs.yaml", "./rolloutgate.yaml"),
      ],
      config: inApps, says: listed(inApps, at: "apps/podinfo/kustomization.yml:3:5")),
    AppliedRow(
      "one that builds upon one that lists it, and both upon each other",
      [
        flux: flux("./apps/prod"), "apps/prod/kustomization.yaml": resources("../base"),
        "apps/base/kustomization.yaml": resources("../prod", "../../rolloutgate.yaml"),
      ], says: listed("rolloutgate.yaml", at: "apps/base/kustomization.yaml:3:5")),
    AppliedRow(
      "a component that lists it",
      [
        flux: flux("./apps", more: "  components: [../gate]\n"),
        "apps/kustomization.yaml": "components: []\n",
        "gate/kustomization.yaml": "kind: Component\nresources: [../rolloutgate.yaml]\n",
      ], says: listed("rolloutgate.yaml", at: "gate/kustomization.yaml:2:13")),
    AppliedRow(
      "a kustomization that lists the record",
      [
        flux: flux("./apps"),
        "apps/kustomization.yaml": resources("../\(World.recordPath)"),
      ], says: listed(World.recordPath, at: "apps/kustomization.yaml:2:5")),
    AppliedRow(
      "a list of two files",
      [
        flux: flux("./apps"),
        "apps/kustomization.yaml": resources("../\(World.recordPath)", "podinfo/rolloutgate.yaml"),
      ], config: inApps,
      says:
        "clusters/prod/apps.yaml:8:9: warning: Flux would apply \(World.recordPath) and 1 more, "
        + "which are no Kubernetes objects, and fail: apps/kustomization.yaml:2:5 lists them; take "
        + "them out of the list"),
    AppliedRow(
      "a file that .sourceignore leaves out",
      [flux: flux("./apps"), ".sourceignore": "# not for Flux\nrolloutgate.yaml\n"],
      config: inApps, says: nil),
    AppliedRow(
      "one that a .sourceignore below leaves out",
      [flux: flux("./apps"), "apps/podinfo/.sourceignore": "/*.yaml\n"], config: inApps, says: nil),
    AppliedRow(
      "one that another folder's .sourceignore means",
      [flux: flux("./apps"), "apps/other/.sourceignore": "rolloutgate.yaml\n"], config: inApps,
      says: ofApps),
    AppliedRow(
      "one that the source leaves out",
      [flux: flux("./apps"), "source.yaml": source("{ignore: \"apps/**/rolloutgate.yaml\"}")],
      config: inApps, says: nil),
    AppliedRow(
      "a folder that Flux leaves out by itself", [flux: flux("./")],
      config: ".github/rolloutgate.yaml", says: nil),
    AppliedRow(
      "the same, where .sourceignore says what it leaves out",
      [flux: flux("./"), ".sourceignore": "/docs/\n"], config: ".github/rolloutgate.yaml",
      says: ofRoot.replacing("7:3", with: "8:9").replacing(
        "rolloutgate.yaml", with: ".github/rolloutgate.yaml")),
    AppliedRow(
      "a config by another name than Flux takes", [flux: flux("./")], config: "rolloutgate.conf",
      says: nil),
    AppliedRow("a path that is filled in", [flux: flux("./${cluster}")], says: nil),
    AppliedRow("a path that leads out", [flux: flux("../")], says: nil),
    AppliedRow(
      "an artifact, whose root is anywhere",
      [flux: flux("./").replacing("GitRepository", with: "OCIRepository")], says: nil),
    AppliedRow(
      "another repository",
      [flux: flux("./"), "source.yaml": source("{url: 'https://a.example/other'}")],
      remotes: ["https://b.example/fleet.git"], says: nil),
    AppliedRow(
      "a fork of this one",
      [flux: flux("./"), "source.yaml": source("{url: 'ssh://git@a.example/me/Fleet.git'}")],
      remotes: ["git@b.example:fleet"], says: ofRoot.replacing("7:3", with: "8:9")),
    AppliedRow(
      "a source that is not in the tree", [flux: flux("./")], remotes: ["https://b.example/x"],
      says: ofRoot.replacing("7:3", with: "8:9")),
    AppliedRow(
      "Kustomize's own kind of that name",
      [
        flux: flux("./").replacing(
          "kustomize.toolkit.fluxcd.io/v1", with: "kustomize.config.k8s.io/v1beta1")
      ],
      says: nil),
    AppliedRow(
      "a file that can't be read", [flux: flux("./") + "\n  - : ["], says: nil),
  ]
}
