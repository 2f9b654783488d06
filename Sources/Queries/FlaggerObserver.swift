extension Provider {
  /// The provider whose queries Flagger sends for a canary: a name that it does not know is Istio.
  ///
  /// - Parameters:
  ///   - flaggerName: `spec.provider`, as `gatewayapi:v1beta1`; nil or empty for none.
  ///   - targetKind: `spec.targetRef.kind`.
  ///   - targetAPIVersion: `spec.targetRef.apiVersion`.
  ///   - meshProvider: the controller's flag `-mesh-provider`.
  ///
  /// Source: fluxcd/flagger 1.44.0, `observers/factory.go` and `scheduler_metrics.go`.
  package init(
    flaggerName: String?, targetKind: String = "Deployment", targetAPIVersion: String = "apps/v1",
    meshProvider: String = "istio"
  ) {
    var name = meshProvider.contains("crossover") ? "crossover" : meshProvider
    if let flaggerName, !flaggerName.isEmpty {
      name = meshProvider.contains("linkerd") ? "linkerd" : flaggerName
    }
    if targetKind == "Service", targetAPIVersion != "serving.knative.dev/v1" { name += ":service" }
    let byPrefix: [Provider] = [.appmesh, .gloo, .gatewayapi]
    self =
      byPrefix.first { name.hasPrefix($0.rawValue) } ?? Provider(rawValue: name) ?? .istio
  }
}

extension FlaggerSubject {
  /// Whom our checks are asked about where Flagger made the objects; nil where only the cluster
  /// knows: the revision that Knative's primary runs.
  ///
  /// Services bear the service's name here, where Flagger's queries of Gloo, Kuma, Traefik and APISIX
  /// look for the target's: its routers name what they create by the service.
  package func subject(of party: Subject.Party, with provider: Provider) -> Subject? {
    let isCanary = party == .canary
    var service = service + (isCanary ? "-canary" : "-primary")
    var ingress = ingress
    var route = route
    switch provider {
    case .knative:
      guard isCanary else { return nil }
      service = route
    case .skipper:
      ingress += "-canary"
    case .apisix:
      route += "-\(self.service)-canary"
    case .istio, .linkerd, .appmesh, .contour, .gloo, .nginx, .traefik, .kuma, .osm, .gatewayapi,
      .kubernetes:
      break
    }
    return Subject(
      namespace: namespace, workload: isCanary ? target : target + "-primary", service: service,
      ingress: ingress, route: route, party: party)
  }
}

extension FlaggerSubject {
  /// Whom Flagger's queries are asked about where our checks ask about this one: the names without
  /// what Flagger puts behind them.
  package init(of subject: Subject, with provider: Provider) {
    func apart(_ name: String, from suffix: String) -> String {
      name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
    let service = apart(subject.service, from: "-canary")
    var ingress = subject.ingress
    var route = subject.route
    switch provider {
    case .knative: route = subject.service
    case .skipper: ingress = apart(subject.ingress, from: "-canary")
    case .apisix: route = apart(subject.route, from: "-\(subject.workload)-canary")
    case .istio, .linkerd, .appmesh, .contour, .gloo, .nginx, .traefik, .kuma, .osm, .gatewayapi,
      .kubernetes:
      break
    }
    self.init(
      namespace: subject.namespace, target: subject.workload, service: service, ingress: ingress,
      route: route)
  }
}
