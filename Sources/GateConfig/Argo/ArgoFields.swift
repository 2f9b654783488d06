/// What becomes of the fields of Argo Rollouts' objects.
enum ArgoFields {
  private static let workload = "the gate changes weights in Git, and no workloads"
  private static let inGit =
    "the gate changes the weights of a manifest in Git, and makes no objects"
  private static let kept = "the gate keeps a record of its own in Git"

  static let template = FieldTable(
    [
      "apiVersion": .used, "kind": .used, "metadata": .immaterial,
      "status": .unused(kept),
      "spec": .within, "spec.args": .holds(.list), "spec.dryRun": .holds(.list),
      "spec.templates": .holds(.list),
      "spec.measurementRetention": .unused("saved answers keep what was measured"),
      "spec.metrics": .within, "spec.metrics[]": .within,
    ].merging(metric) { one, _ in one })

  private static let metric: [String: FieldTable.Use] = [
    "name": .used, "successCondition": .used, "failureCondition": .used, "failureLimit": .used,
    "interval": .used, "count": .used,
    "initialDelay": .unused("settle says how long a new weight takes to be live, and --wait waits"),
    "inconclusiveLimit": .unused(
      "what is not known holds the rollout; inconclusive.limit ends that"),
    "consecutiveErrorLimit": .unused("the store's retry says how often it is asked again"),
    "consecutiveSuccessLimit": .unused("a run passes when all checks of its last sample do"),
    "provider": .within, "provider.*": .used,
    "provider.prometheus": .within, "provider.prometheus.address": .used,
    "provider.prometheus.query": .used, "provider.prometheus.timeout": .holds(.wholeNumber),
    "provider.prometheus.insecure": .holds(.boolean),
    "provider.prometheus.headers": .within, "provider.prometheus.headers[]": .within,
    "provider.prometheus.headers[].key": .used, "provider.prometheus.headers[].value": .used,
    "provider.prometheus.authentication": .within,
    "provider.prometheus.authentication.basicAuth": .within,
    "provider.prometheus.authentication.basicAuth.username": .used,
    "provider.prometheus.authentication.basicAuth.password": .used,
    "provider.prometheus.authentication.sigv4": .within,
    "provider.prometheus.authentication.sigv4.region": .used,
    "provider.prometheus.authentication.sigv4.profile": .used,
    "provider.prometheus.authentication.sigv4.roleArn": .used,
    "provider.prometheus.authentication.oauth2": .used,
    "provider.prometheus.rangeQuery": .within,
    "provider.prometheus.rangeQuery.start": .used, "provider.prometheus.rangeQuery.end": .used,
    "provider.prometheus.rangeQuery.step": .used,
  ].reduce(into: [:]) { uses, use in uses["spec.metrics[].\(use.key)"] = use.value }

  static let rollout = FieldTable([
    "apiVersion": .used, "kind": .used, "metadata": .immaterial, "status": .unused(kept),
    "spec": .within,
    "spec.replicas": .unused(workload), "spec.selector": .unused(workload),
    "spec.template": .unused(workload), "spec.workloadRef": .unused(workload),
    "spec.minReadySeconds": .unused(workload), "spec.revisionHistoryLimit": .unused(workload),
    "spec.paused": .unused("the gate has its own word for that: rolloutgate pause"),
    "spec.progressDeadlineSeconds": .unused(
      "the gate asks no cluster whether workloads are ready; a check `at: [start]` can"),
    "spec.progressDeadlineAbort": .unused("the gate waits for no workload"),
    "spec.restartAt": .unused(workload), "spec.rollbackWindow": .unused(kept),
    "spec.analysis": .unused(kept),
    "spec.strategy": .within, "spec.strategy.blueGreen": .used,
    "spec.strategy.canary": .within,
    "spec.strategy.canary.steps": .within, "spec.strategy.canary.steps[]": .within,
    "spec.strategy.canary.steps[].setWeight": .holds(.wholeNumber),
    "spec.strategy.canary.steps[].*": .used, "spec.strategy.canary.analysis": .used,
    "spec.strategy.canary.canaryService": .used, "spec.strategy.canary.stableService": .used,
    "spec.strategy.canary.trafficRouting": .within,
    "spec.strategy.canary.trafficRouting.maxTrafficWeight": .holds(.wholeNumber),
    "spec.strategy.canary.trafficRouting.*": .unused(inGit),
    "spec.strategy.canary.trafficRouting.istio": .within,
    "spec.strategy.canary.trafficRouting.istio.*": .unused(inGit),
    "spec.strategy.canary.trafficRouting.istio.destinationRule": .used,
    "spec.strategy.canary.trafficRouting.istio.virtualService": .within,
    "spec.strategy.canary.trafficRouting.istio.virtualService.name": .used,
    "spec.strategy.canary.trafficRouting.istio.virtualService.routes": .holds(.list),
    "spec.strategy.canary.trafficRouting.istio.virtualService.*": .unused(inGit),
    "spec.strategy.canary.maxSurge": .unused(workload),
    "spec.strategy.canary.maxUnavailable": .unused(workload),
    "spec.strategy.canary.antiAffinity": .unused(workload),
    "spec.strategy.canary.canaryMetadata": .unused(workload),
    "spec.strategy.canary.stableMetadata": .unused(workload),
    "spec.strategy.canary.dynamicStableScale": .unused(workload),
    "spec.strategy.canary.abortScaleDownDelaySeconds": .unused(workload),
    "spec.strategy.canary.scaleDownDelaySeconds": .unused(workload),
    "spec.strategy.canary.scaleDownDelayRevisionLimit": .unused(workload),
    "spec.strategy.canary.minPodsPerReplicaSet": .unused(workload),
    "spec.strategy.canary.replicaProgressThreshold": .unused(workload),
    "spec.strategy.canary.pingPong": .unused(
      "which of two services is the canary would change with each release; name it in a config"),
  ])
}
