import Diagnostics
import Rollouts

/// Somebody who is told what happened to rollouts: a channel of a chat, or another program.
package struct Recipient: Hashable, Sendable {
  /// By the names of Flagger's AlertProvider, and `webhook`.
  package enum Service: String, Hashable, Sendable, CaseIterable {
    case slack, msteams, discord, rocket, gchat
    /// Takes our own JSON.
    case webhook
  }

  package let service: Service
  package let name: String?
  /// Where the address is kept, which lets whoever has it write to the channel.
  package let address: StoreSettings.SecretPlace
  /// The least that it is told of.
  package let least: Severity
  /// The rollouts that it is told of, as `namespace/name`.
  package let rollouts: Set<String>
  package let channel: String?
  package let username: String?
  /// How the address is reached. Its own address is nil.
  package let connection: StoreSettings
  package let position: SourcePosition

  /// `slack "releases"`, or `slack` where it has no name.
  package var title: String { service.rawValue + (name.map { " \(quoted($0))" } ?? "") }

  /// Where the address is kept, in words: `the variable SLACK_URL`.
  package var addressPlace: String { address.words }

  /// What it is told of: `warn, error`.
  package var severities: [Severity] { Severity.allCases.filter { $0 >= least } }
}

extension StoreSettings.SecretPlace {
  /// `the variable NAME` or `the file PATH`.
  package var words: String {
    switch kind {
    case .environment(let name): "the variable \(name)"
    case .file(let path): "the file \(path)"
    }
  }
}
