/// What becomes of the fields of Flagger's objects.
enum CanaryFields {
  private static let inGit =
    "the gate changes the weights of a manifest in Git, and makes no objects"
  private static let readiness =
    "the gate asks no cluster whether workloads are ready; a check `at: [start]` can"

  static let table = FieldTable(
    [
      "apiVersion": .used, "kind": .used, "metadata": .immaterial,
      "status": .unused("the gate keeps a record of its own in Git"),
      "spec": .within,
      "spec.provider": .used,
      "spec.metricsServer": .used,
      "spec.targetRef": .within,
      "spec.targetRef.apiVersion": .used, "spec.targetRef.kind": .used,
      "spec.targetRef.name": .used,
      "spec.autoscalerRef": .unused("the gate scales nothing"),
      "spec.ingressRef": .within,
      "spec.ingressRef.apiVersion": .immaterial, "spec.ingressRef.kind": .immaterial,
      "spec.ingressRef.name": .used,
      "spec.routeRef": .within,
      "spec.routeRef.apiVersion": .immaterial, "spec.routeRef.kind": .immaterial,
      "spec.routeRef.name": .used,
      "spec.upstreamRef": .unused(inGit),
      "spec.progressDeadlineSeconds": .unused(readiness),
      "spec.revertOnDeletion": .unused("there is no controller to delete"),
      "spec.suspend": .used,
      "spec.skipAnalysis": .used,
      "spec.service": .within,
      "spec.service.name": .used,
      "spec.analysis": .within, "spec.canaryAnalysis": .within,
    ].merging(service) { one, _ in one }
      .merging(analysis("spec.analysis")) { one, _ in one }
      .merging(analysis("spec.canaryAnalysis")) { one, _ in one })

  /// All that shapes routes and services.
  private static let service: [String: FieldTable.Use] = Dictionary(
    uniqueKeysWithValues: [
      "additionalLabels", "apex", "appProtocol", "backends", "canary", "corsPolicy", "delegation",
      "gatewayRefs", "gateways", "headers", "headless", "hosts", "istioIngressGateway", "match",
      "meshName", "mirror", "port", "portDiscovery", "portName", "primary", "retries", "rewrite",
      "serviceAccountName", "targetPort", "timeout", "trafficDistribution", "trafficPolicy",
      "unmanagedMetadata",
    ].map { ("spec.service.\($0)", FieldTable.Use.unused(inGit)) })

  private static func analysis(_ path: String) -> [String: FieldTable.Use] {
    let own: [String: FieldTable.Use] = [
      "interval": .used, "threshold": .used, "maxWeight": .used, "stepWeight": .used,
      "stepWeights": .used, "iterations": .used, "match": .used, "mirror": .used,
      "stepWeightPromotion": .unused("promotionStep says it beside atTop: promote"),
      "mirrorWeight": .unused("how much is mirrored stands in the manifest"),
      "primaryReadyThreshold": .unused(readiness), "canaryReadyThreshold": .unused(readiness),
      "sessionAffinity": .unused(
        "cookies stand in the manifest, whose sticky routes are left alone"),
      "alerts": .unused("the gate reports to the pipeline"),
      "metrics": .within, "metrics[]": .within,
      "metrics[].name": .used, "metrics[].interval": .used, "metrics[].threshold": .used,
      "metrics[].thresholdRange": .within, "metrics[].thresholdRange.min": .used,
      "metrics[].thresholdRange.max": .used, "metrics[].query": .used,
      "metrics[].templateRef": .within, "metrics[].templateRef.name": .used,
      "metrics[].templateRef.namespace": .used, "metrics[].templateVariables": .used,
      "webhooks": .within, "webhooks[]": .within,
      "webhooks[].type": .used, "webhooks[].name": .used, "webhooks[].url": .used,
      "webhooks[].timeout": .used, "webhooks[].retries": .used, "webhooks[].metadata": .used,
      "webhooks[].disableTLS": .used,
      "webhooks[].muteAlert": .unused("the gate sends no alerts of hooks"),
    ]
    return Dictionary(uniqueKeysWithValues: own.map { ("\(path).\($0)", $1) })
  }

  static let template = FieldTable([
    "apiVersion": .used, "kind": .used, "metadata": .immaterial, "status": .immaterial,
    "spec": .within, "spec.query": .used, "spec.provider": .within,
    "spec.provider.type": .used, "spec.provider.address": .used,
    "spec.provider.secretRef": .within, "spec.provider.secretRef.name": .used,
    "spec.provider.headers": .used, "spec.provider.insecureSkipVerify": .used,
    "spec.provider.region": .unused("only CloudWatch has regions, and it is not asked"),
  ])
}
