/// Providers of metrics that other tools ask, and this gate does not.
enum MetricsProvider {
  /// What one is called in sentences; nil for Prometheus, which is also what Flagger takes for a type
  /// that it does not know.
  static func name(of type: String?) -> String? { type.flatMap { names[$0] } }

  /// By Flagger's and Argo Rollouts' words for them.
  static let names = [
    "cloudWatch": "CloudWatch", "cloudwatch": "CloudWatch", "datadog": "Datadog",
    "dynatrace": "Dynatrace", "externalmetrics": "the external metrics API",
    "graphite": "Graphite", "influxdb": "InfluxDB", "job": "a Job", "kayenta": "Kayenta",
    "keptn": "Keptn", "newRelic": "New Relic", "newrelic": "New Relic", "plugin": "a plugin",
    "skywalking": "SkyWalking", "splunk": "Splunk", "stackdriver": "Stackdriver",
    "wavefront": "Wavefront", "web": "a web request",
  ]
}
