import Diagnostics
import YAMLText

/// A Kubernetes object in a file: a document, or an item of a `List`.
package struct ManifestObject: Sendable {
  package let kind: String
  /// `networking.istio.io`; empty for the core group.
  package let group: String
  package let name: String
  /// Nil where another tool fills it in.
  package let namespace: String?
  package let node: YAMLNode
  let place: YAMLPlace
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

/// An item of a list of an object.
struct ManifestItem {
  let node: YAMLNode
  let place: YAMLPlace
  /// From 0.
  let index: Int
}

extension ManifestObject {
  /// The items of the list at the end of these keys; none where one of them is missing.
  func items(at keys: String...) throws(YAMLRefusal) -> [ManifestItem] {
    var (node, place) = (self.node, self.place)
    for key in keys {
      guard let value = try node.value(at: key) else { return [] }
      (node, place) = (value, place[key])
    }
    return try node.listed(at: place)
  }
}

extension ManifestItem {
  /// The items of the list at a key of this one; none where it is missing.
  func items(at key: String) throws(YAMLRefusal) -> [ManifestItem] {
    try node.value(at: key)?.listed(at: place[key]) ?? []
  }
}

extension YAMLNode {
  /// The items of this list, which is at a place.
  func listed(at place: YAMLPlace) throws(YAMLRefusal) -> [ManifestItem] {
    try list().enumerated().map { ManifestItem(node: $1, place: place[$0], index: $0) }
  }

  /// The text at a key; nil where it is missing, null or no single value. Refuses an alias.
  func text(at key: String) throws(YAMLRefusal) -> String? {
    let value = try value(at: key)
    try value?.refuseIndirection()
    return value?.scalar.flatMap { $0.isNull ? nil : $0.text }
  }
}

extension ManifestObject: CustomStringConvertible {
  package var description: String {
    ObjectSelector(kind: kind, namespace: namespace, name: name).description
  }
}
