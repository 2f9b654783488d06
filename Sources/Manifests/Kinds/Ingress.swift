import Diagnostics
import YAMLText

extension ManifestKind {
  /// Ingresses, whose annotations carry weights for three controllers.
  static let ingress = ManifestKind("Ingress", of: ["networking.k8s.io", "extensions"]) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    guard let marks = try object.node.value(at: "metadata")?.value(at: "annotations") else {
      return []
    }
    let annotations = IngressAnnotations(
      ingress: object, node: marks, place: object.place["metadata"]["annotations"],
      namespace: object.namespace ?? rolloutNamespace)
    return try annotations.nginxWeights() + annotations.loadBalancerWeights()
      + annotations.skipperWeights()
  }
}

/// The annotations of an Ingress, whose services are in its own namespace.
struct IngressAnnotations {
  let ingress: ManifestObject
  let node: YAMLNode
  let place: YAMLPlace
  let namespace: String

  /// The JSON that an annotation's text is; nil where there is no such annotation.
  func json(at key: String) throws(YAMLRefusal) -> YAMLNode? {
    guard let value = try node.value(at: key) else { return nil }
    guard let scalar = value.scalar else {
      throw YAMLRefusal(
        at: value.position, "the annotation is no text, as annotations must be",
        advice: "put it in single quotes")
    }
    let root = try value.entered()
    let isJSON =
      root.isFlow
      && !(root.entries ?? []).contains { entry in
        entry.key.scalar?.style != .doubleQuoted
      }
    guard isJSON else {
      throw YAMLRefusal(
        at: root.position, "\"\(scalar.text.prefix(60))\" is no JSON",
        advice: "write JSON, with its keys in double quotes")
    }
    return root
  }

  func service(_ name: String, port: String? = nil) -> Destination {
    Destination(host: name, port: port.flatMap { DecimalText.count($0) }).resolved(in: namespace)
  }
}
