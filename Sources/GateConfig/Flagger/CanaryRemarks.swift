import Diagnostics
import Queries

extension CanaryImport {
  /// Says what the names leave open or have wrong.
  mutating func checkNames() {
    if names.target.isEmpty {
      fault(
        spec?["targetRef"] ?? canary, "the Canary names no target",
        "add spec.targetRef.name; of a patch, give what `kustomize build` makes")
    }
    if names.target.contains("/"), let target = spec?["targetRef"]?["name"] {
      fault(target, "\(quoted(names.target)) is no name of a workload", "write the name alone")
    }
    if canary["metadata"]?.given("namespace") == nil {
      note(
        canary["metadata"] ?? canary,
        "no namespace is given, and default is taken: write it where a kustomization adds another")
    }
  }

  /// Says whose metrics are asked, where it is not whom the Canary names.
  mutating func checkProvider() {
    if let field = spec?.given("provider"), provider == .istio, field.text != "istio" {
      warn(field, "Flagger has no metrics of \(quoted(field.text)), and asks Istio's for it")
    }
    if provider == .knative, spec?["routeRef"]?.given("name") == nil {
      warn(
        spec?["provider"] ?? canary,
        "only the cluster knows the newest revision, by which Knative's requests are told",
        "add spec.routeRef with its name, or no data is found")
    }
  }

  /// Says what of the object as a whole is read otherwise than Flagger would.
  mutating func checkObject() {
    if let analysis = spec?["analysis"], let older = spec?["canaryAnalysis"] {
      fault(
        older,
        "the Canary has canaryAnalysis as well as analysis in line \(analysis.position.line)",
        "keep one of them")
    }
    if !["v1beta1", "v1alpha3"].contains(version), let field = canary["apiVersion"] {
      warn(field, "flagger.app/\(version) is not known, and read as v1beta1")
    }
    if spec?["suspend"]?.isTrue == true, let suspend = spec?["suspend"] {
      warn(
        suspend, "Flagger would leave this Canary alone while it is suspended; the gate judges it",
        "take it from the pipeline for as long")
    }
    if spec?["skipAnalysis"]?.isTrue == true, let skip = spec?["skipAnalysis"] {
      warn(
        skip, "Flagger would promote without any check; the gate judges all the same",
        "take the gate from the pipeline where nothing is to be judged")
    }
  }
}
