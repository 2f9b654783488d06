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
  fileprivate struct Header: Hashable {
    let name: String
    let value: String
  }

  fileprivate struct Store: Hashable {
    var address: String?
    var headers: [Header] = []
    var secret: [String] = []
    var skipsVerification = false
  }

  fileprivate struct Named {
    let store: Store
    let name: String
    let field: SourceField
  }

  fileprivate var named: [Named] = []
  fileprivate var names = UniqueNames()

  /// Whether the Canary names the server for what is built in.
  var hasOwn = false

  /// The one that is asked for everything, where the Canary names none.
  private var only: Named? { hasOwn || named.count != 1 ? nil : named.first }

  /// A check without the name of its store, where that is asked for everything.
  func asked(_ check: NativeCheck) -> NativeCheck {
    only == nil ? check : check.askingOwnStore()
  }

  func write(to native: inout NativeText, for canary: CanaryImport) {
    if let server = canary.spec?.given("metricsServer") {
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
      let headers = field["headers"]
      native.block("headers", from: headers) { native in
        for header in store.headers {
          native.text(header.name, header.value, from: headers?[header.name])
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
    let namespace = reference.given("namespace")?.text ?? names.namespace
    let title = "MetricTemplate \(namespace)/\(name)"
    let found = templates.named(name, in: namespace)
    if found.count > 1 {
      fault(
        reference, "\(title) is given \(found.count) times, first at \(found[0].object.position)",
        "give it once")
    }
    guard let template = found.first else {
      gap(
        reference, "\(title) is in none of the files", "give its file with --config, too")
      return .elsewhere("\(title), which no file holds,")
    }
    diagnostics += CanaryFields.template.remarks(on: template.object)
      .filter { $0.severity == .error }
    let spec = template.object["spec"]
    guard let provider = spec?["provider"], let query = spec?.given("query") else {
      fault(template.object, "\(title) has no provider or no query", "add them")
      return .elsewhere(title)
    }
    if let other = MetricsProvider.name(of: provider["type"]?.text) { return .elsewhere(other) }
    return .prometheus(query: query, store: store(of: provider, of: template))
  }

  private mutating func store(of provider: SourceField, of template: ForeignDocument) -> String? {
    var store = CanaryStores.Store(
      address: provider.given("address")?.text,
      skipsVerification: provider["insecureSkipVerify"]?.isTrue == true)
    if store.address == nil {
      fault(provider, "the template's provider has no address", "add spec.provider.address")
    }
    for header in provider["headers"]?.entries ?? [] {
      let items = header.value.node.items == nil ? [header.value] : header.value.items
      if items.count != 1 {
        fault(header.value, "\(header.value.path) has \(items.count) values", "give one")
      }
      diagnostics += items.flatMap(FieldContent.text.faults)
      store.headers.append(.init(name: header.key, value: items.first?.text ?? ""))
    }
    if let secret = provider["secretRef"], let name = secret["name"]?.text {
      if let other = templates.secret(mixedUpWithThatOf: template) {
        fault(
          secret,
          "the Secret \(other) goes by the same variables as this one, and to another address",
          "rename one of the two, or convert them apart")
      }
      store.secret = SecretVariables(of: name).lines(settings.variables) ?? []
      if store.secret.isEmpty {
        gap(
          secret,
          "the Secret \(template.namespace ?? names.namespace)/\(name) is not read from the cluster",
          SecretVariables(of: name).advice)
      }
    }
    let isOwn =
      store == CanaryStores.Store(address: self.spec?.given("metricsServer")?.text)
    if isOwn { return nil }
    if let known = stores.named.first(where: { $0.store == store }) { return known.name }
    let name = stores.names.unique(template.name) { "\($0)-\($1)" }
    stores.named.append(CanaryStores.Named(store: store, name: name, field: provider))
    return name
  }
}
