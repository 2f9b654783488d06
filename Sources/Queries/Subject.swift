/// Whom a built-in check is asked about. A provider reads of it what its metrics tell requests by.
package struct Subject: Hashable, Sendable {
  package let namespace: String
  package let workload: String
  /// The party's own Kubernetes service, as `podinfo-canary`; of Knative its revision.
  package let service: String
  /// The Ingress that routes to both parties.
  package let ingress: String
  /// The route object that routes to both parties.
  package let route: String
  package let reporter: Reporter
  package let party: Party

  /// Which proxy's telemetry is read. Source: Istio's standard metrics, label `reporter`.
  package enum Reporter: String, Hashable, Sendable, CaseIterable {
    case destination, source, waypoint
  }

  package enum Party: Hashable, Sendable, CaseIterable {
    case canary, baseline
  }

  /// What is not given bears the workload's name.
  package init(
    namespace: String, workload: String, service: String? = nil, ingress: String? = nil,
    route: String? = nil, reporter: Reporter = .destination, party: Party = .canary
  ) {
    self.namespace = namespace
    self.workload = workload
    self.service = service ?? workload
    self.ingress = ingress ?? workload
    self.route = route ?? workload
    self.reporter = reporter
    self.party = party
  }

  /// What a config may name beside the workload, by its key.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case workload, service, ingress, route, reporter
  }
}
