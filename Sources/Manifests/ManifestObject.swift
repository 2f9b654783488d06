import Diagnostics
import YAMLText

/// A Kubernetes object in a file: a document, or an item of a `List`.
struct ManifestObject {
  let kind: String
  /// `networking.istio.io`; empty for the core group.
  let group: String
  let name: String
  /// Nil where another tool fills it in.
  let namespace: String?
  let node: YAMLNode
  let place: YAMLPlace
  let document: YAMLDocument

  /// The objects of a file in its order; what is no object is passed over.
  static func all(in file: YAMLFile) -> [ManifestObject] {
    file.documents.enumerated().flatMap { index, document -> [ManifestObject] in
      guard let root = document.root else { return [] }
      let place = YAMLPlace(document: index)
      if let kind = root["kind"]?.scalar?.text, kind.hasSuffix("List"),
        let items = root["items"]?.items
      {
        return items.enumerated().compactMap { number, item in
          ManifestObject(item, at: place["items"][number], in: document)
        }
      }
      return ManifestObject(root, at: place, in: document).map { [$0] } ?? []
    }
  }

  private init?(_ node: YAMLNode, at place: YAMLPlace, in document: YAMLDocument) {
    guard let version = node["apiVersion"]?.scalar?.text, let kind = node["kind"]?.scalar?.text
    else { return nil }
    let slash = version.firstIndex(of: "/")
    group = slash.map { String(version[..<$0]) } ?? ""
    self.kind = kind
    name = node["metadata"]?["name"]?.scalar?.text ?? ""
    namespace = node["metadata"]?["namespace"]?.scalar?.text
    self.node = node
    self.place = place
    self.document = document
  }

  /// Whether a selector means this object, for a rollout in a namespace.
  func isMeant(by selector: ObjectSelector, for rolloutNamespace: String) -> Bool {
    guard kind == selector.kind, name == selector.name else { return false }
    if let group = selector.group {
      guard group == self.group else { return false }
    } else if ManifestKind.all.contains(where: { $0.kind == kind }) {
      // Gloo's VirtualService is not Istio's.
      guard ManifestKind(of: self) != nil else { return false }
    }
    guard let wanted = selector.namespace else { return true }
    return wanted == namespace ?? rolloutNamespace
  }
}

extension ManifestObject: CustomStringConvertible {
  var description: String {
    ObjectSelector(kind: kind, namespace: namespace, name: name).description
  }
}
