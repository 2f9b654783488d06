import Diagnostics
import YAMLText

/// What a `kustomization.yaml` says of the files that are built with it, and of what they become.
struct KustomizeFile {
  /// The names by which Kustomize finds one, in the order of its choice.
  static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  /// Relative to the root of the work tree.
  let path: String
  /// What it builds: files and folders of the work tree, and where it names them.
  let built: [(path: String, position: SourcePosition)]
  let namespace: String?
  /// The names of `images`, in their order.
  let images: [String?]
  let file: YAMLFile

  var folder: String { TreePath.folder(of: path) }

  /// Nil where there is nothing that can be read.
  init?(_ bytes: [UInt8], at path: String) {
    guard let file = YAMLFile.read(bytes, named: path).file,
      let root = file.documents.first?.root
    else { return nil }
    self.file = file
    self.path = path
    let folder = TreePath.folder(of: path)
    built = ["resources", "bases", "components"].flatMap { root[$0]?.items ?? [] }
      .compactMap { item in
        guard let text = item.scalar?.text, let path = TreePath.resolved(text, in: folder) else {
          return nil
        }
        return (path, item.position)
      }
    namespace = root["namespace"]?.scalar.flatMap { $0.isNull ? nil : $0.text }
    images = (root["images"]?.items ?? []).map { $0["name"]?.scalar?.text }
  }
}

extension KustomizeFile {
  /// The path of an image's tag or digest; nil where the file gives it none, or fills it in.
  func tagPath(of image: String?) -> String? {
    for key in ["newTag", "digest"] {
      guard let image, let text = ItemPath.text(of: image, at: "images", then: key),
        let path = try? YAMLPath(parsing: text), let value = file.find(path).node?.scalar
      else { continue }
      guard !value.isNull, !value.text.isEmpty, !value.text.contains("${") else { continue }
      return text
    }
    return nil
  }
}
