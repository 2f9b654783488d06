import Diagnostics
import GateConfig
import Rollouts

/// What a hook is told about.
package struct HookSubject: Hashable, Sendable {
  package let rollout: RolloutName
  /// As `kubectl get canaries` shows it: `Progressing`.
  package let phase: String
  package let revision: String?
  /// Nil before anything is decided.
  package let decision: Decision?

  package init(
    rollout: RolloutName, phase: String, revision: String?, decision: Decision? = nil
  ) {
    self.rollout = rollout
    self.phase = phase
    self.revision = revision
    self.decision = decision
  }

  /// Tells one revision from another, as eight hexadecimal digits: FNV-1a of 32 bits over the
  /// revision's UTF-8, and over nothing without a revision.
  ///
  /// It stands for Flagger's checksum, which is FNV-1a of 32 bits over the pod template and the
  /// tracked configs: equal while the same thing is rolled out, and nothing more is to be read
  /// from it. Source: Fowler, Noll and Vo; flagger `pkg/controller/webhook.go`.
  var checksum: String { FNV1a.digits32(of: revision ?? "") }

  /// The body of a call over HTTP. Source: flagger `CanaryWebhookPayload`.
  func payload(with metadata: [RolloutConfig.Hook.Metadatum]) -> [UInt8] {
    Array(
      JSONText.members([
        ("name", .text(rollout.name)), ("namespace", .text(rollout.namespace)),
        ("phase", .text(phase)), ("checksum", .text(checksum)),
        ("metadata", Self.object(metadata)),
      ]).written(.line).utf8)
  }

  /// What a program reads, as one line; version 1 of this form.
  func input(
    for kind: HookKind, with metadata: [RolloutConfig.Hook.Metadatum]
  ) -> [UInt8] {
    let line = JSONText.members([
      ("schema", .integer(1)), ("hook", .text(kind.rawValue)),
      ("name", .text(rollout.name)), ("namespace", .text(rollout.namespace)),
      ("phase", .text(phase)), ("revision", .text(revision)),
      ("decision", .text(decision?.kind.rawValue)),
      ("from", .integer(decision?.from.parts)), ("to", .integer(decision?.to.parts)),
      ("total", .integer(decision?.to.total)),
      ("reasons", .list((decision?.reasons ?? []).map { .text("\($0)") })),
      ("metadata", Self.object(metadata)),
    ])
    return Array((line.written(.line) + "\n").utf8)
  }

  private static func object(_ metadata: [RolloutConfig.Hook.Metadatum]) -> JSONText {
    .members(metadata.map { ($0.name, .text($0.value)) })
  }
}
