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
      "spec.provider": .holds(.text),
      "spec.metricsServer": .holds(.text),
      "spec.targetRef": .within,
      "spec.targetRef.apiVersion": .holds(.text), "spec.targetRef.kind": .holds(.text),
      "spec.targetRef.name": .holds(.text),
      "spec.autoscalerRef": .unused("the gate scales nothing"),
      "spec.ingressRef": .within,
      "spec.ingressRef.apiVersion": .immaterial, "spec.ingressRef.kind": .immaterial,
      "spec.ingressRef.name": .holds(.text),
      "spec.routeRef": .within,
      "spec.routeRef.apiVersion": .immaterial, "spec.routeRef.kind": .immaterial,
      "spec.routeRef.name": .holds(.text),
      "spec.upstreamRef": .unused(inGit),
      "spec.progressDeadlineSeconds": .unused(readiness),
      "spec.revertOnDeletion": .unused("there is no controller to delete"),
      "spec.suspend": .holds(.boolean),
      "spec.skipAnalysis": .holds(.boolean),
      "spec.service": .within,
      "spec.service.name": .holds(.text),
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
      "interval": .holds(.text), "threshold": .holds(.wholeNumber),
      "maxWeight": .holds(.wholeNumber), "stepWeight": .holds(.wholeNumber),
      "stepWeights": .within, "stepWeights[]": .holds(.wholeNumber),
      "iterations": .holds(.wholeNumber), "match": .holds(.list), "mirror": .holds(.boolean),
      "stepWeightPromotion": .unused("promotionStep says it beside atTop: promote"),
      "mirrorWeight": .unused("how much is mirrored stands in the manifest"),
      "primaryReadyThreshold": .unused(readiness), "canaryReadyThreshold": .unused(readiness),
      "sessionAffinity": .unused(
        "cookies stand in the manifest, whose sticky routes are left alone"),
      "alerts": .unused("no AlertProvider is read; notifications of our own config tell people"),
    ]
    let all = own.merging(metrics) { one, _ in one }.merging(webhooks) { one, _ in one }
    return Dictionary(uniqueKeysWithValues: all.map { ("\(path).\($0)", $1) })
  }

  private static let metrics: [String: FieldTable.Use] = [
    "metrics": .within, "metrics[]": .within,
    "metrics[].name": .holds(.text), "metrics[].interval": .holds(.text),
    "metrics[].threshold": .holds(.number), "metrics[].thresholdRange": .within,
    "metrics[].thresholdRange.min": .holds(.number),
    "metrics[].thresholdRange.max": .holds(.number),
    "metrics[].query": .holds(.text), "metrics[].templateRef": .within,
    "metrics[].templateRef.name": .holds(.text),
    "metrics[].templateRef.namespace": .holds(.text),
    "metrics[].templateVariables": .holds(.texts),
  ]

  private static let webhooks: [String: FieldTable.Use] = [
    "webhooks": .within, "webhooks[]": .within,
    "webhooks[].type": .holds(.text), "webhooks[].name": .holds(.text),
    "webhooks[].url": .holds(.text), "webhooks[].timeout": .holds(.text),
    "webhooks[].retries": .holds(.wholeNumber), "webhooks[].metadata": .holds(.texts),
    "webhooks[].disableTLS": .holds(.boolean),
    "webhooks[].muteAlert": .unused("the gate sends no alerts of hooks"),
  ]

  static let template = FieldTable([
    "apiVersion": .used, "kind": .used, "metadata": .immaterial, "status": .immaterial,
    "spec": .within, "spec.query": .holds(.text), "spec.provider": .within,
    "spec.provider.type": .holds(.text), "spec.provider.address": .holds(.text),
    "spec.provider.secretRef": .within, "spec.provider.secretRef.name": .holds(.text),
    "spec.provider.headers": .used, "spec.provider.insecureSkipVerify": .holds(.boolean),
    "spec.provider.region": .unused("only CloudWatch has regions, and it is not asked"),
  ])
}
