import Diagnostics
import YAMLText

/// How the Prometheus of an Argo metric is reached, as lines of a config's section.
struct ArgoStore: Equatable {
  struct Line: Equatable {
    let key: String
    /// As YAML is written.
    let value: String
    let field: SourceField

    static func == (one: Line, other: Line) -> Bool {
      one.key == other.key && one.value == other.value
    }
  }

  var lines: [Line] = []
  var headers: [Line] = []

  func write(to native: inout NativeText) {
    for line in lines { native.key(line.key, line.value, from: line.field) }
    guard let first = headers.first else { return }
    native.block("headers", from: first.field) { native in
      for line in headers { native.key(line.key, line.value, from: line.field) }
    }
  }
}

extension ArgoImport {
  /// The store of a metric; nil with what is wrong said, or where it can't be asked.
  mutating func store(
    of prometheus: SourceField, _ arguments: ArgoArguments
  ) -> Result<ArgoStore, Unasked> {
    var store = ArgoStore()
    if let address = prometheus["address"] {
      guard address.text != nil else {
        gap(address, "\(address.path) is no text", "write the address; --prometheus overrides it")
        return .failure(.other("a server whose address is no text"))
      }
      switch filled(address, arguments) {
      case .failure(let reason): return .failure(reason)
      case .success(let text):
        store.lines.append(.init(key: "address", value: YAMLScalar.written(text), field: address))
      }
    }
    if let timeout = prometheus["timeout"], let seconds = timeout.count {
      store.lines.append(.init(key: "timeout", value: "\(seconds)s", field: timeout))
    }
    if prometheus["insecure"]?.isTrue == true, let field = prometheus["insecure"] {
      store.lines.append(.init(key: "tls", value: "{insecureSkipVerify: true}", field: field))
    }
    for header in prometheus["headers"]?.items ?? [] {
      if let reason = add(header, to: &store, arguments) { return .failure(reason) }
    }
    if let authentication = prometheus["authentication"] {
      if let reason = add(authentication: authentication, to: &store, arguments) {
        return .failure(reason)
      }
    }
    return .success(store)
  }

  /// Why the store can't be asked for a header; nil where it can.
  private mutating func add(
    _ header: SourceField, to store: inout ArgoStore, _ arguments: ArgoArguments
  ) -> Unasked? {
    guard let name = (header["key"] ?? header["name"])?.text, let value = header["value"],
      let text = value.text
    else {
      fault(header, "the header has no key or no value", "write {key: ..., value: ...}")
      return nil
    }
    let isAuthorization = name.lowercased() == "authorization"
    if let secret = arguments.secret(in: text) {
      let variable = SecretVariables(of: secret.name).variable(secret.key)
      guard let variable = known(variable, of: secret.name, value) else {
        return .secret(secret.name)
      }
      if isAuthorization, secret.before.lowercased() == "bearer " {
        store.lines.append(.init(key: "bearerToken", value: "{env: \(variable)}", field: value))
        return nil
      }
      guard secret.before.isEmpty, !isAuthorization else {
        gap(
          value,
          isAuthorization
            ? "Authorization is read where it is Bearer and an argument"
            : "the secret stands behind other text in the header \(name)",
          "write the config that convert makes of the rest, and give it there")
        return .other("a server that wants the header \(name)")
      }
      store.headers.append(
        .init(key: YAMLScalar.written(name), value: "{env: \(variable)}", field: value))
      return nil
    }
    switch filled(value, arguments) {
    case .failure(let reason): return reason
    case .success(let text):
      store.headers.append(
        .init(key: YAMLScalar.written(name), value: YAMLScalar.written(text), field: value))
      return nil
    }
  }

  private mutating func add(
    authentication: SourceField, to store: inout ArgoStore, _ arguments: ArgoArguments
  ) -> Unasked? {
    if let sigV4 = authentication["sigv4"], sigV4["region"] == nil {
      fault(sigV4, "sigv4 has no region", "add region: eu-central-1, for instance")
    }
    if let basic = authentication["basicAuth"],
      basic["username"] == nil || basic["password"] == nil
    {
      fault(basic, "basicAuth has no username or no password", "give both")
    }
    if let sigV4 = authentication["sigv4"], let region = sigV4["region"] {
      for key in ["profile", "roleArn"] {
        if let field = sigV4[key] {
          warn(
            field, "\(field.path) is not used", "give the keys in AWS_ACCESS_KEY_ID and the like")
        }
      }
      store.lines.append(
        .init(
          key: "sigv4", value: "{region: \(YAMLScalar.written(region.text ?? ""))}", field: region))
    }
    if let basic = authentication["basicAuth"], let user = basic["username"],
      let password = basic["password"]
    {
      guard let secret = arguments.secret(in: password.text ?? ""), secret.before.isEmpty else {
        gap(
          password, "the password is written into the object",
          "keep it in a Secret that an argument names")
        return .other("a server whose password is written into the object")
      }
      let variable = SecretVariables(of: secret.name).variable(secret.key)
      guard let variable = known(variable, of: secret.name, password) else {
        return .secret(secret.name)
      }
      var name: String
      if let secret = arguments.secret(in: user.text ?? ""), secret.before.isEmpty {
        let variable = SecretVariables(of: secret.name).variable(secret.key)
        guard let variable = known(variable, of: secret.name, user) else {
          return .secret(secret.name)
        }
        name = "{env: \(variable)}"
      } else {
        switch filled(user, arguments) {
        case .failure(let reason): return reason
        case .success(let text): name = YAMLScalar.written(text)
        }
        if DecimalText.number(name) != nil { name = "\"\(name)\"" }
      }
      store.lines.append(
        .init(
          key: "basicAuth", value: "{username: \(name), password: {env: \(variable)}}", field: basic
        ))
    }
    if let oauth = authentication["oauth2"] {
      warn(
        oauth, "OAuth 2 is not known here: the metric is not asked",
        "fetch a token before the gate, and give it as bearerToken")
      return .other("a server behind OAuth 2")
    }
    return nil
  }

  /// The variable where it is set; else it is said which one is to be.
  private mutating func known(
    _ variable: String, of secret: String, _ field: SourceField
  ) -> String? {
    if settings.variables.contains(variable) { return variable }
    gap(field, "the Secret \(secret) is not read from the cluster", "set the variable \(variable)")
    return nil
  }
}
