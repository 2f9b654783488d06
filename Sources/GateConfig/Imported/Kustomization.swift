import Diagnostics

/// What a kustomization would change in objects that are read as configs.
enum Kustomization {
  static let kinds = ["Kustomization", "Component"]

  /// Whether kustomize takes a file for one whatever kind it says, or none.
  static func isNamed(_ file: String) -> Bool {
    ["kustomization.yaml", "kustomization.yml", "Kustomization"]
      .contains(file.split(separator: "/").last.map(String.init))
  }

  static func remarks(on root: ConfigNode) -> [Diagnostic] {
    let keys = ["patches", "patchesStrategicMerge", "patchesJson6902"]
    let patches = keys.flatMap { root[$0]?.items ?? [] }
    return patches.compactMap { patch in
      let target = patch["target"]?["kind"]?.text
      let text = patch["patch"]?.text ?? patch.text ?? ""
      let kind = ForeignDocument.Kind.allCases.map(\.rawValue).first { kind in
        target == kind || text.contains("kind: \(kind)\n")
      }
      return kind.map { kind in
        .warning(
          at: patch.position, "this patch changes a \(kind), which is read here without it",
          advice: "give what `kustomize build` makes of it")
      }
    }
  }
}
