import Diagnostics
import YAMLText

/// A Kubernetes object in a file: a document, or an item of a `List`.
package struct ManifestObject: Sendable {
  package let kind: String
  /// `networking.istio.io`; empty for the core group.
  package let group: String
  /// `v1beta1`.
  let version: String
  package let name: String
  /// Nil where another tool fills it in.
  package let namespace: String?
  package let node: YAMLNode
  package let place: YAMLPlace
  let document: YAMLDocument

  /// The objects of a file in its order; what is no object is passed over.
  package static func all(in file: YAMLFile) -> [ManifestObject] {
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
    guard let apiVersion = node["apiVersion"]?.scalar?.text, let kind = node["kind"]?.scalar?.text
    else { return nil }
    let parts = apiVersion.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    group = parts.count == 2 ? String(parts[0]) : ""
    version = String(parts.last ?? "")
    self.kind = kind
    name = node["metadata"]?["name"]?.scalar?.text ?? ""
    namespace = node["metadata"]?["namespace"]?.scalar?.text
    self.node = node
    self.place = place
    self.document = document
  }

  /// Those of some objects that a selector means, for a rollout in a namespace.
  ///
  /// Where it names no group, kinds that carry weights come before others of their name: Knative's
  /// Service before that of the core.
  static func meant(
    by selector: ObjectSelector, among objects: [ManifestObject], for rolloutNamespace: String
  ) -> [ManifestObject] {
    let found = objects.filter { $0.isMeant(by: selector, for: rolloutNamespace) }
    guard selector.group == nil else { return found }
    let known = found.filter { ManifestKind(of: $0) != nil }
    return known.isEmpty ? found : known
  }

  private func isMeant(by selector: ObjectSelector, for rolloutNamespace: String) -> Bool {
    guard kind == selector.kind, name == selector.name else { return false }
    if let group = selector.group, group != self.group { return false }
    guard let wanted = selector.namespace else { return true }
    return wanted == namespace ?? rolloutNamespace
  }
}

extension ManifestObject: CustomStringConvertible {
  package var description: String {
    ObjectSelector(kind: kind, namespace: namespace, name: name).description
  }
}
