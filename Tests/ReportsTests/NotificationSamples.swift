import Analysis
import Diagnostics
import Outcome
import Rollouts

@testable import Reports

/// One thing that people are told, and the folder of `fixtures/notifications` that holds its messages.
struct NotificationSample: CustomStringConvertible, Sendable {
  let folder: String
  let rollout: RolloutOutcome

  var description: String { folder }

  var outcome: Outcome { ran([rollout]) }

  static let all: [NotificationSample] = [
    NotificationSample(folder: "started", rollout: unverified.told(as: .info)),
    NotificationSample(folder: "advanced", rollout: healthy.told(as: .info)),
    NotificationSample(folder: "failure-held", rollout: held.told(as: .warn)),
    NotificationSample(folder: "inconclusive", rollout: noData.told(as: .warn)),
    NotificationSample(folder: "rolled-back", rollout: broken.told(as: .error)),
    NotificationSample(folder: "lowered-by-a-person", rollout: lowered.told(as: .error)),
    NotificationSample(folder: "hostile-text", rollout: hostileNews(Hostile.mentions)),
  ]
}

extension Hostile {
  /// What some service takes for somebody's name, for a link or for markup.
  static let mentions =
    "<!channel> <@U024BE7LH> <users/all> @all @here @everyone <@&1> [bad](https://evil.example) "
    + "<https://evil.example|ok> *b* _i_ ~s~ `c` ||x|| <b>t</b> &lt; ![p](https://evil.example/p.png)"
}

private let lowered = rollout(
  "test/podinfo", standing: .fail,
  decision: decision(
    .hold, 0, 0, .fail, [.loweredByPerson(recorded: weight(30), found: weight(0))]))

/// What is told of the rollout that holds the text wherever others' text can stand.
func hostileNews(_ text: String) -> RolloutOutcome {
  hostile(text).rollouts[0].told(as: .error)
}

/// A service's message on a rollout, by the name of its file.
let services: [(name: String, message: @Sendable (RolloutOutcome, Outcome) -> JSONText?)] = [
  ("slack", { Notice(of: $0, in: $1)?.slack(channel: "#releases", username: "gate") }),
  ("msteams", { Notice(of: $0, in: $1)?.teams() }),
  ("discord", { Notice(of: $0, in: $1)?.discord(username: "gate") }),
  ("rocket", { Notice(of: $0, in: $1)?.rocket(channel: "#releases", username: "gate") }),
  ("gchat", { Notice(of: $0, in: $1)?.googleChat() }),
  ("webhook", { Notice(of: $0, in: $1)?.webhook(of: $0, in: $1, name: "releases") }),
]
