import Diagnostics

/// All that the configs of a run say.
package struct GateConfiguration: Hashable, Sendable {
  /// One entry of `rollouts`: read, or named with what is wrong. One's fault is not another's.
  /// A file that is wrong as a whole is one broken entry.
  package indirect enum Entry: Hashable, Sendable {
    case sound(RolloutConfig, warnings: [Diagnostic])
    case broken(title: String, position: SourcePosition, diagnostics: [Diagnostic])

    /// `namespace/name`, or where a broken one stands if not even that is known.
    package var title: String {
      switch self {
      case .sound(let config, _): "\(config.name)"
      case .broken(let title, _, _): title
      }
    }
  }

  /// In the order of the files and of their rollouts.
  package let entries: [Entry]
  /// Of the `prometheus:` sections: an error here stops all rollouts of that config; of the
  /// `notifications:` sections, where it stops none; and warnings.
  package let diagnostics: [Diagnostic]

  /// Who is told what happened to the rollouts.
  package let recipients: [Recipient]
  /// What is wrong with the `notifications:` sections; also among `diagnostics`.
  package let notificationFaults: [Diagnostic]

  /// Files that hold nothing but objects of Kubernetes, which may well be applied to a cluster.
  package let objectFiles: Set<String>

  package init(
    entries: [Entry], diagnostics: [Diagnostic], recipients: [Recipient] = [],
    notificationFaults: [Diagnostic] = [], objectFiles: Set<String> = []
  ) {
    self.entries = entries
    self.diagnostics = (diagnostics + notificationFaults).inFileOrder
    self.recipients = recipients
    self.notificationFaults = notificationFaults
    self.objectFiles = objectFiles
  }

  /// Everything that is said of the configs, in the order of their files.
  package var allDiagnostics: [Diagnostic] {
    let own = entries.flatMap { entry in
      switch entry {
      case .sound(_, let warnings): warnings
      case .broken(_, _, let diagnostics): diagnostics
      }
    }
    return (diagnostics + own).inFileOrder
  }
}

extension GateConfiguration.Entry {
  /// The same with more to be told.
  func warned(of remarks: [Diagnostic]) -> Self {
    switch self {
    case .sound(let config, let warnings):
      .sound(config, warnings: (warnings + remarks).inFileOrder)
    case .broken(let title, let position, let diagnostics):
      .broken(
        title: title, position: position, diagnostics: (diagnostics + remarks).inFileOrder)
    }
  }
}
