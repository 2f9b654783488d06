import Diagnostics
import GateConfig
import HTTPExchange
import Prometheus

/// A store with its secrets read, ready to be asked. Two configs that reach one store alike have one.
struct OpenStore: Hashable {
  let api: QueryAPI
  let connection: Connection
  /// Whether GET may be tried where the server does not take POST.
  let mayFallBack: Bool

  /// Reads the secrets and checks that they can be used; all that is missing is said at once.
  init(opening settings: StoreSettings, with effects: Effects) throws(StoreFaults) {
    guard let address = settings.address else {
      throw StoreFaults(diagnostics: [
        .error(
          at: settings.position, "no address of the store is given",
          advice: "add prometheus: {address: ...} to the config, or give --prometheus URL")
      ])
    }
    connection = try Connection(opening: settings, with: effects)
    api = QueryAPI(
      address: address.text, method: settings.method ?? .post,
      parameters: settings.parameters.map { given in
        given.map { QueryAPI.Parameter(name: $0.name, value: $0.value) }
      } ?? QueryAPI.wholeAnswers,
      timeout: settings.timeout)
    let isSigned: Bool = if case .sigV4 = settings.authentication { true } else { false }
    mayFallBack = settings.method == nil && !isSigned
  }
}

extension Connection {
  /// Reads the secrets and checks that they can be used; all that is missing is said at once.
  init(
    opening settings: StoreSettings, sizeLimit: Int = 16 << 20, with effects: Effects
  ) throws(StoreFaults) {
    var reader = SecretReader(settings: settings, effects: effects)
    let headers = settings.headers.compactMap { header in
      let isPublic: Bool = if case .text = header.value { true } else { false }
      return reader.secret(header.value).map {
        Connection.Header(name: header.name, value: $0, isPublic: isPublic)
      }
    }
    self.init(
      authentication: reader.authentication(), tls: reader.tls(), headers: headers,
      proxies: ProxyCredentials.variables.compactMap {
        effects.environment($0).flatMap(ProxyCredentials.init)
      },
      timeout: settings.timeout, deadline: settings.deadline, retry: settings.retry,
      sizeLimit: sizeLimit)
    guard reader.faults.isEmpty else { throw StoreFaults(diagnostics: reader.faults) }
  }
}

extension Recipient {
  /// Reads its address, which is a secret as a whole.
  func openAddress(with effects: Effects) throws(StoreFaults) -> HookAddress {
    var reader = SecretReader(settings: connection, effects: effects)
    guard let secret = reader.secret(address) else {
      throw StoreFaults(diagnostics: reader.faults)
    }
    guard let address = HookAddress(secret.reveal()) else {
      throw StoreFaults(diagnostics: [
        .error(
          at: address.position, "\(addressPlace) holds no address of a webhook",
          advice: HookAddress.advice)
      ])
    }
    return address
  }
}

struct StoreFaults: Error {
  let diagnostics: [Diagnostic]
}

/// Reads secrets from where the settings say they are.
private struct SecretReader {
  let settings: StoreSettings
  let effects: Effects
  private(set) var faults: [Diagnostic] = []

  init(settings: StoreSettings, effects: Effects) {
    self.settings = settings
    self.effects = effects
  }

  mutating func secret(_ value: StoreSettings.TextOrSecret) -> Secret? {
    switch value {
    case .text(let text): Secret(text)
    case .secret(let place): secret(place)
    }
  }

  mutating func secret(_ place: StoreSettings.SecretPlace) -> Secret? {
    let text: String?
    let source: String
    switch place.kind {
    case .environment(let name):
      source = "the variable \(name)"
      text = effects.environment(name)
    case .file(let path):
      source = "the file \(path)"
      switch effects.readSecret(path, settings.folder) {
      case .success(let bytes):
        text = String(decoding: bytes, as: UTF8.self).droppingFinalNewline
      case .failure(.missing):
        text = nil
      case .failure(.unreadable(let why)):
        fault(place, why, "give a readable file")
        return nil
      }
    }
    guard let text, !text.isEmpty else {
      if !place.isOptional {
        fault(place, "\(source) is \(text == nil ? "not there" : "empty")", "put the secret there")
      }
      return nil
    }
    guard !text.contains(where: \.isNewline) else {
      fault(place, "\(source) holds several lines", "a secret is one line")
      return nil
    }
    return Secret(text)
  }

  mutating func authentication() -> Connection.Authentication {
    switch settings.authentication {
    case .none:
      return .none
    case .bearer(let place):
      return secret(place).map(Connection.Authentication.bearer) ?? .none
    case .basic(let username, let place):
      guard let user = secret(username), let password = secret(place) else { return .none }
      return .basic(username: user.reveal(), password: password)
    case .sigV4(let region, let service, let accessKeyID, let secretAccessKey, let sessionToken):
      let key = secret(accessKeyID)
      let secretKey = secret(secretAccessKey)
      let token = secret(sessionToken)
      guard let key, let secretKey else { return .none }
      return .sigV4(
        Connection.SigV4(
          region: region, service: service, accessKeyID: key, secretAccessKey: secretKey,
          sessionToken: token))
    }
  }

  mutating func tls() -> Connection.TLS {
    let given = settings.tls
    for path in [given.authorityFile, given.certificateFile, given.keyFile].compactMap(\.self) {
      switch effects.readSecret(path, settings.folder) {
      case .success: break
      case .failure(.missing): fault("the file \(path) is not there", "give a PEM file")
      case .failure(.unreadable(let why)): fault(why, "give a readable PEM file")
      }
    }
    func path(_ path: String?) -> String? { path.map { effects.secretPath($0, settings.folder) } }
    // The curl tool reads these two variables, and so do its users' pipelines; libcurl does not.
    let system =
      effects.environment("CURL_CA_BUNDLE").nonEmpty
      ?? effects.environment("SSL_CERT_FILE").nonEmpty
    return Connection.TLS(
      authorityFile: path(given.authorityFile) ?? system,
      certificateFile: path(given.certificateFile),
      keyFile: path(given.keyFile) ?? path(given.certificateFile),
      keyPassword: given.keyPassword.flatMap { secret($0) }, verifies: given.verifies)
  }

  private mutating func fault(
    _ place: StoreSettings.SecretPlace, _ what: String, _ advice: String
  ) {
    faults.append(.error(at: place.position, what, advice: advice))
  }

  private mutating func fault(_ what: String, _ advice: String) {
    faults.append(.error(at: settings.position, what, advice: advice))
  }
}

extension String {
  fileprivate var droppingFinalNewline: String {
    guard let last, last.isNewline else { return self }
    return String(dropLast())
  }
}

extension String? {
  fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
