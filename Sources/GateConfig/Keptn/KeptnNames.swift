/// How Keptn calls what it deploys: a workload of the service's name, in the namespace of the project's
/// stage.
struct KeptnNames {
  let name: String
  let namespace: String
  /// The variables that give these, and have no value. Stand-ins are taken for them.
  let missing: [String]

  init(_ arguments: [String: String]) {
    let variables = arguments.filter { !$0.value.isEmpty }
    name = variables["SERVICE"] ?? "service"
    namespace = "\(variables["PROJECT"] ?? "project")-\(variables["STAGE"] ?? "stage")"
    missing = ["SERVICE", "PROJECT", "STAGE"].filter { variables[$0] == nil }
  }
}
