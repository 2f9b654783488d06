import Diagnostics

/// All that the configs of a run say.
package struct GateConfiguration: Hashable, Sendable {
  /// One entry of `rollouts`: read, or named with what is wrong. One's fault is not another's.
  package enum Entry: Hashable, Sendable {
    case sound(RolloutConfig, warnings: [Diagnostic])
    case broken(title: String, position: SourcePosition, diagnostics: [Diagnostic])
  }

  /// In the order of the files and of their rollouts.
  package let entries: [Entry]
  /// Errors in files as a whole and in `prometheus:` sections, which stop everything; and warnings.
  package let diagnostics: [Diagnostic]

  package init(entries: [Entry], diagnostics: [Diagnostic]) {
    self.entries = entries
    self.diagnostics = diagnostics
  }
}
