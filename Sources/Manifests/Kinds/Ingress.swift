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

  func service(_ name: String, port: String? = nil) -> Destination {
    Destination(host: name, port: port.flatMap { DecimalText.count($0) }).resolved(in: namespace)
  }
}
