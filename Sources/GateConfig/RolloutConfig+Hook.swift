import Diagnostics
import Rollouts

extension RolloutConfig {
  /// Something that is called at a point of the rollout, and that has a say in what follows.
  package struct Hook: Hashable, Sendable {
    package enum Way: Hashable, Sendable {
      /// By POST, over a connection whose secrets are named and not yet read.
      case http(HookAddress, StoreSettings)
      /// A program and its arguments; never empty.
      case program([String])
    }

    /// A text of the user's own that is sent along.
    package struct Metadatum: Hashable, Sendable {
      package let name: String
      package let value: String

      package init(name: String, value: String) {
        self.name = name
        self.value = value
      }
    }

    package let kind: HookKind
    /// Unique in its rollout.
    package let name: String
    package let way: Way
    /// The longest time for the whole call, its retries and their waits included; above zero.
    package let timeout: Duration
    /// In the order of the config.
    package let metadata: [Metadatum]
    /// The config's folder, in which a program works; empty for the work tree itself.
    package let folder: String
    package let position: SourcePosition

    package init(
      kind: HookKind, name: String, way: Way, timeout: Duration = .seconds(10),
      metadata: [Metadatum] = [], folder: String = "", position: SourcePosition
    ) {
      self.kind = kind
      self.name = name
      self.way = way
      self.timeout = timeout
      self.metadata = metadata
      self.folder = folder
      self.position = position
    }
  }

  /// The hooks of a kind, in the order of the config.
  package func hooks(of kind: HookKind) -> [Hook] { hooks.filter { $0.kind == kind } }
}
