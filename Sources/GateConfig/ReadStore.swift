import Diagnostics
import HTTPExchange

extension StoreSettings {
  /// Reads a `prometheus:` section that fits its shape.
  init(reading node: ConfigNode, folder: String) {
    self.init()
    position = node.position
    self.folder = folder
    address = node["address"]?.text.flatMap(StoreAddress.init)
    scrapeInterval = node["scrapeInterval"]?.duration
    timeout = node["timeout"]?.duration ?? timeout
    deadline = node["deadline"]?.duration ?? deadline
    if let given = node["retry"] {
      retry = RetryRule(
        attempts: given["attempts"]?.count ?? retry.attempts,
        firstWait: given["wait"]?.duration ?? retry.firstWait)
    }
    method = node["method"]?.text.flatMap(HTTPRequest.Method.init)
    parameters = node["parameters"]?.entries?.compactMap { entry in
      guard let name = entry.key.scalar?.text, let value = entry.value.text else { return nil }
      return Named(name: name, value: value)
    }
    headers = (node["headers"]?.entries ?? []).compactMap { entry in
      guard let name = entry.key.scalar?.text, let value = entry.value.textOrSecret else {
        return nil
      }
      return Named(name: name, value: value)
    }
    authentication = Self.authentication(in: node)
    if let given = node["tls"] {
      tls = TLS(
        authorityFile: given["caFile"]?.text, certificateFile: given["certFile"]?.text,
        keyFile: given["keyFile"]?.text, keyPassword: given["keyPassword"]?.secretPlace,
        verifies: given["insecureSkipVerify"]?.text != "true")
    }
    if let given = node["grafana"], let place = given["address"]?.text.flatMap(StoreAddress.init),
      let dataSource = given["dataSource"]?.text
    {
      browser = .grafana(place, dataSource: dataSource)
    } else {
      browser = node["browser"]?.text.flatMap(StoreAddress.init).map(QueryBrowser.prometheus)
    }
  }

  private static func authentication(in node: ConfigNode) -> Authentication {
    if let token = node["bearerToken"]?.secretPlace { return .bearer(token) }
    if let basic = node["basicAuth"], let username = basic["username"]?.textOrSecret,
      let password = basic["password"]?.secretPlace
    {
      return .basic(username: username, password: password)
    }
    guard let sigV4 = node["sigv4"] else { return .none }
    func place(_ key: String, _ variable: String, isOptional: Bool = false) -> SecretPlace {
      sigV4[key]?.secretPlace
        ?? SecretPlace(
          kind: .environment(variable), position: sigV4.position, isOptional: isOptional)
    }
    return .sigV4(
      region: sigV4["region"]?.text ?? "", service: sigV4["service"]?.text ?? "aps",
      accessKeyID: place("accessKeyId", "AWS_ACCESS_KEY_ID"),
      secretAccessKey: place("secretAccessKey", "AWS_SECRET_ACCESS_KEY"),
      sessionToken: place("sessionToken", "AWS_SESSION_TOKEN", isOptional: true))
  }

  /// What a well-shaped section still has wrong.
  func faults(in node: ConfigNode) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    func fault(_ key: String, _ what: String, _ advice: String) {
      faults.append(.error(at: (node[key] ?? node).position, what, advice: advice))
    }
    if case .sigV4 = authentication, method == .get {
      fault("method", "sigv4 signs POST only", "remove method: GET")
    }
    if deadline == .zero { fault("deadline", "deadline is 0", "write 1m, for instance") }
    if scrapeInterval == .zero {
      fault("scrapeInterval", "scrapeInterval is 0", "write 15s, for instance")
    }
    faults += timeoutFaults(in: node) + headerFaults(in: node) + tlsFaults(in: node)
    for header in node["headers"]?.entries ?? []
    where header.key.scalar?.text.lowercased() == "authorization" {
      faults.append(
        .error(
          at: header.key.position, "Authorization among the headers",
          advice: "use bearerToken, basicAuth or sigv4, which keep it secret"))
    }
    for parameter in node["parameters"]?.entries ?? []
    where ["query", "time", "timeout"].contains(parameter.key.scalar?.text) {
      faults.append(
        .error(
          at: parameter.key.position, "\(quoted(parameter.key.scalar?.text)) is set by the gate",
          advice: "remove it"))
    }
    if address?.isEncrypted == false, authentication != .none {
      faults.append(
        .warning(
          at: (node["address"] ?? node).position, "credentials are sent without encryption",
          advice: "use https"))
    }
    return faults
  }

  func timeoutFaults(in node: ConfigNode) -> [Diagnostic] {
    guard timeout == .zero else { return [] }
    return [
      .error(
        at: (node["timeout"] ?? node).position, "timeout is 0", advice: "write 10s, for instance")
    ]
  }

  func headerFaults(in node: ConfigNode) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for header in node["headers"]?.entries ?? [] {
      let name = header.key.scalar?.text ?? ""
      if !TextRule.headerName.accepts(name) {
        faults.append(
          .error(
            at: header.key.position, "\(quoted(name)) is no header's name",
            advice: TextRule.headerName.advice))
      }
      if let text = header.value.text, text.unicodeScalars.contains(where: isControl) {
        faults.append(
          .error(
            at: header.value.position, "the value of \(name) holds control characters",
            advice: "write it on one line"))
      }
    }
    return faults
  }

  func tlsFaults(in node: ConfigNode) -> [Diagnostic] {
    guard !tls.verifies else { return [] }
    return [
      .warning(
        at: (node["tls"] ?? node).position, "any server's certificate is trusted",
        advice: "give caFile instead of insecureSkipVerify")
    ]
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || scalar.value == 0x7F
}

extension ConfigNode {
  var duration: Duration? { text.flatMap(DurationText.duration) }

  var count: Int? { text.flatMap { DecimalText.count($0) } }

  var secretPlace: StoreSettings.SecretPlace? {
    if let name = self["env"]?.text {
      return .init(kind: .environment(name), position: position, isOptional: false)
    }
    return self["file"]?.text.map {
      .init(kind: .file($0), position: position, isOptional: false)
    }
  }

  fileprivate var textOrSecret: StoreSettings.TextOrSecret? {
    text.map(StoreSettings.TextOrSecret.text) ?? secretPlace.map(StoreSettings.TextOrSecret.secret)
  }
}
