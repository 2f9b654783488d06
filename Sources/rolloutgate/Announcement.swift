import Diagnostics
import Gate
import GateConfig
import Outcome
import Reports

/// What people are told of a run, once all is written and reported and the work tree is free for the
/// next run: a chat that does not answer keeps nobody from it.
struct Announcement {
  private let outcome: Outcome
  private let recipients: [Recipient]
  private let effects: Effects

  /// Nil where nobody is to be told anything.
  init?(of outcome: Outcome, to recipients: [Recipient], with effects: Effects) {
    guard !due(outcome, to: recipients).isEmpty else { return nil }
    self.outcome = outcome
    self.recipients = recipients
    self.effects = effects
  }

  /// - Parameter isVerbose: Whether each message is told of as it was answered.
  func make(showing isVerbose: Bool, in process: Surroundings) {
    // Whoever stopped the run has it tell what it still did; a second signal ends that, too.
    while process.wait(.zero) {}
    let (warnings, sent) = notify(
      of: outcome, to: recipients, writing: { $0.message(on: $1, in: outcome) }, with: effects)
    if isVerbose { for line in sent { process.warn(line) } }
    process.warn(warnings)
  }
}

extension Recipient {
  /// The body of a request, in the service's own form.
  func message(on rollout: RolloutOutcome, in outcome: Outcome) -> [UInt8] {
    guard let notice = Notice(of: rollout, in: outcome) else { return [] }
    let json =
      switch service {
      case .slack: notice.slack(channel: channel, username: username)
      case .msteams: notice.teams()
      case .discord: notice.discord(username: username)
      case .rocket: notice.rocket(channel: channel, username: username)
      case .gchat: notice.googleChat()
      case .webhook: notice.webhook(of: rollout, in: outcome, name: name)
      }
    return Array(json.written(.line).utf8)
  }
}
