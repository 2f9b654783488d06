import Diagnostics
import YAMLText

/// What is known of a metric that a template describes.
enum TemplateMetric {
  /// - Parameters:
  ///   - query: The template's.
  ///   - store: The name of the store that is asked; nil for the config's own.
  case prometheus(query: SourceField, store: String?)
  /// By what has the value.
  case elsewhere(String)
}

/// The stores of a Canary: its own for built-ins, and those of its templates.
struct CanaryStores {
  fileprivate struct Store: Hashable {
    var address: String?
    var headers: [String] = []
    var secret: [String] = []
    var skipsVerification = false
  }

  fileprivate struct Named {
    let store: Store
    let name: String
    let field: SourceField
  }

  fileprivate var named: [Named] = []

  /// Whether the Canary names the server for what is built in.
  var hasOwn = false

  /// The one that is asked for everything, where the Canary names none.
  private var only: Named? { hasOwn || named.count != 1 ? nil : named.first }

  /// A check without the name of its store, where that is asked for everything.
  func asked(_ check: NativeCheck) -> NativeCheck {
    guard only != nil else { return check }
    return NativeCheck(lines: check.lines.filter { $0.key != "store" }, comments: check.comments)
  }

  func write(to native: inout NativeText, for canary: CanaryImport) {
    if let server = canary.spec?["metricsServer"] {
      native.block("prometheus") { $0.text("address", server.text ?? "", from: server) }
    } else if let only {
      // Flagger's own server is a flag of its controller; one that is named is most likely the same.
      native.comment(
        "Flagger asks the server of its flag -metrics-server for what is built in; this is the template's."
      )
      native.block("prometheus") { only.write(to: &$0) }
      return
    }
    guard !named.isEmpty else { return }
    native.block("stores") { native in
      for store in named { native.block(store.name) { store.write(to: &$0) } }
    }
  }
}

extension CanaryStores.Named {
  fileprivate func write(to native: inout NativeText) {
    native.text("address", store.address ?? "", from: field["address"])
    for line in store.secret {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      native.key(parts[0], String(parts[1].drop { $0 == " " }), from: field["secretRef"])
    }
    if !store.headers.isEmpty {
      native.block("headers", from: field["headers"]) { native in
        for header in store.headers {
          let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
          native.text(parts[0], parts[1], from: field["headers"])
        }
      }
    }
    if store.skipsVerification {
      native.key("tls", "{insecureSkipVerify: true}", from: field["insecureSkipVerify"])
    }
  }
}

extension CanaryImport {
  /// The template that a metric names, in its own namespace or the Canary's.
  mutating func template(named reference: SourceField) -> TemplateMetric {
    let name = reference["name"]?.text ?? ""
    let namespace = reference["namespace"]?.text ?? names.namespace
    let title = "MetricTemplate \(namespace)/\(name)"
    let found = templates.first { $0.name == name && ($0.namespace ?? namespace) == namespace }
    guard let template = found else {
      gap(
        reference, "\(title) is in none of the files", "give its file with --config, too")
      return .elsewhere("\(title), which no file holds,")
    }
    guard let provider = template.object["spec"]?["provider"],
      let query = template.object["spec"]?["query"]
    else {
      fault(template.object, "\(title) has no provider or no query", "add them")
      return .elsewhere(title)
    }
    if let other = MetricsProvider.name(of: provider["type"]?.text) { return .elsewhere(other) }
    return .prometheus(query: query, store: store(of: provider, of: template))
  }

  private mutating func store(of provider: SourceField, of template: ForeignDocument) -> String? {
    var store = CanaryStores.Store(
      address: provider["address"]?.text,
      skipsVerification: provider["insecureSkipVerify"]?.isTrue == true)
    if store.address == nil {
      fault(provider, "the template's provider has no address", "add spec.provider.address")
    }
    for header in provider["headers"]?.entries ?? [] {
      let values = header.value.items.compactMap(\.text) + [header.value.text].compactMap(\.self)
      if values.count != 1 {
        fault(header.value, "\(header.value.path) has \(values.count) values", "give one")
      }
      store.headers.append("\(header.key):\(values.first ?? "")")
    }
    if let secret = provider["secretRef"], let name = secret["name"]?.text {
      store.secret = SecretVariables(of: name).lines(settings.variables) ?? []
      if store.secret.isEmpty {
        gap(
          secret,
          "the Secret \(template.namespace ?? names.namespace)/\(name) is not read from the cluster",
          SecretVariables(of: name).advice)
      }
    }
    let isOwn =
      store == CanaryStores.Store(address: spec?["metricsServer"]?.text)
    if isOwn { return nil }
    if let known = stores.named.first(where: { $0.store == store }) { return known.name }
    var name = template.name
    while stores.named.contains(where: { $0.name == name }) { name += "-2" }
    stores.named.append(CanaryStores.Named(store: store, name: name, field: provider))
    return name
  }
}
