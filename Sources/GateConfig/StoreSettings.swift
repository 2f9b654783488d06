import Diagnostics
import HTTPExchange

/// How a store is reached, with its secrets named and not yet read.
package struct StoreSettings: Hashable, Sendable {
  /// Where a secret is kept. Its text is never in a config.
  package struct SecretPlace: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case environment(String)
      /// Relative to the config's folder, or absolute.
      case file(String)
    }

    package let kind: Kind
    package let position: SourcePosition
    /// Whether the run can do without it.
    package let isOptional: Bool
  }

  package enum TextOrSecret: Hashable, Sendable {
    case text(String)
    case secret(SecretPlace)
  }

  package enum Authentication: Hashable, Sendable {
    case none
    case bearer(SecretPlace)
    case basic(username: TextOrSecret, password: SecretPlace)
    case sigV4(
      region: String, service: String, accessKeyID: SecretPlace, secretAccessKey: SecretPlace,
      sessionToken: SecretPlace)
  }

  package struct TLS: Hashable, Sendable {
    package var authorityFile: String?
    package var certificateFile: String?
    package var keyFile: String?
    package var keyPassword: SecretPlace?
    package var verifies = true
  }

  package struct Named<Value: Hashable & Sendable>: Hashable, Sendable {
    package let name: String
    package let value: Value
  }

  /// Where the settings are written; nil for those of the command line alone.
  package var position: SourcePosition?
  /// The folder that files are relative to.
  package var folder = ""
  package var address: StoreAddress?
  package var scrapeInterval: Duration?
  package var timeout: Duration = .seconds(10)
  package var deadline: Duration = .seconds(60)
  package var retry = RetryRule()
  /// Nil: POST, and GET where the server does not take it.
  package var method: HTTPRequest.Method?
  /// Nil: those that ask for whole answers.
  package var parameters: [Named<String>]?
  package var headers: [Named<TextOrSecret>] = []
  package var authentication: Authentication = .none
  package var tls = TLS()
  /// Nil: at the address.
  package var browser: QueryBrowser?
  /// False where the section has an error, which is told beside: nothing may be asked of it.
  package var isSound = true

  package init() {}
}
