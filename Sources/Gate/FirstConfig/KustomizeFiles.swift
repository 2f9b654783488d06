import Rollouts

/// All kustomizations of a work tree.
struct KustomizeFiles {
  private var files: [KustomizeFile] = []

  mutating func add(_ file: KustomizeFile) { files.append(file) }

  /// The kustomizations that build a file, or lie beside it, the nearest first; then those that build
  /// upon them.
  func builders(of path: String) -> [KustomizeFile] {
    let folder = TreePath.folder(of: path)
    var builders = files.filter { file in
      file.folder == folder || file.built.contains { $0.path == path }
    }
    var seen = Set(builders.map(\.folder))
    var index = 0
    while index < builders.count {
      let inner = builders[index].folder
      index += 1
      for file in files where file.built.contains(where: { $0.path == inner }) {
        if seen.insert(file.folder).inserted { builders.append(file) }
      }
    }
    return builders
  }

  /// The namespace that they give to what a file holds.
  func namespace(of path: String) -> FoundNamespace {
    let given = builders(of: path).compactMap { file in
      file.namespace.flatMap { RolloutName.isLabel($0) ? (file.path, $0) : nil }
    }
    guard let (file, name) = given.first else {
      return .guessed("default", why: "neither the object nor a kustomization names one")
    }
    let names = Set(given.map(\.1))
    guard names.count > 1 else { return .known(name) }
    return .guessed(
      name,
      why: "of \(file); others are \(names.subtracting([name]).sorted().joined(separator: ", "))")
  }
}
