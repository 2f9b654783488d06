import YAMLText

extension ManifestKind {
  /// AWS App Mesh's VirtualRouter, `spec.routes[].{httpRoute,http2Route,grpcRoute,tcpRoute}`, and
  /// before it the VirtualService of v1beta1, `spec.routes[].{http,http2,grpc,tcp}`: of each
  /// `action.weightedTargets[].weight`.
  ///
  /// Weights are parts of their sum, each of 0 to 100, and must be there. A destination is a virtual
  /// node.
  /// Source: aws-app-mesh-controller-for-k8s `apis/appmesh/v1beta2/virtualrouter_types.go`, and in
  /// its v0.5.0 `pkg/apis/appmesh/v1beta1/types.go`; App Mesh API reference, WeightedTarget.
  static let appMesh: [ManifestKind] = [
    routed("VirtualRouter", by: ["httpRoute", "http2Route", "grpcRoute", "tcpRoute"]),
    routed("VirtualService", by: ["http", "http2", "grpc", "tcp"]),
  ]

  private static func routed(_ kind: String, by protocols: [String]) -> ManifestKind {
    ManifestKind(kind, of: ["appmesh.k8s.aws"]) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      var lists: [WeightList] = []
      for key in protocols {
        lists += try object.lists(at: "spec", "routes") { route throws(YAMLRefusal) in
          let match = try route.value(at: [key, "match"])
          let traits = RouteTraits(
            name: try route.node.text(at: "name"), index: route.index,
            picksRequests: try match?.node.isMarked(withOneOf: appMeshMarks) ?? false)
          return try WeightList(
            at: key, "action", "weightedTargets", of: route, as: traits, by: appMeshRule
          ) { target throws(YAMLRefusal) in
            try virtualNode(target, in: object.namespace ?? rolloutNamespace)
          }
        }
      }
      return lists
    }
  }

  private static let appMeshRule = WeightRule(
    upTo: 100, missing: .refused(because: "App Mesh wants one on each target"),
    allZero: "leaves App Mesh no target")

  /// The metadata of gRPC are headers.
  private static let appMeshMarks = ["headers", "queryParameters", "metadata"]

  private static func virtualNode(
    _ target: YAMLNode, in namespace: String
  ) throws(YAMLRefusal) -> Destination {
    let port = try target.count(at: "port")
    if let reference = try target.value(at: "virtualNodeRef") {
      let node = try Destination(service: reference, in: namespace)
      return Destination(host: node.host, port: port)
    }
    let name = try target.text(at: "virtualNodeName", "virtualNodeARN")
    return Destination(host: name ?? "", port: port).resolved(in: namespace)
  }
}
