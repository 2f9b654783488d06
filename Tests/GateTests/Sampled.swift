import Diagnostics
import Gate
import HTTPExchange
import Outcome

/// One rollout at weight 10 in a world whose time passes only where the gate waits or asks, and
/// whose store answers by that time.
struct Sampled {
  enum Health: Sendable {
    case healthy, failing
    /// Half of the hundred requests that 99 % need.
    case quiet
    /// The canary gets a hundredth of the traffic.
    case unshifted
    /// No series at all.
    case silent
    case unavailable

    func answer(_ query: String, at time: Timestamp) -> HTTPAnswer {
      switch self {
      case .healthy: World.serving(query, failures: "0", at: time)
      case .failing: World.serving(query, failures: "100", at: time)
      case .quiet:
        World.serving(query, failures: "0", requests: "50", baseline: "450", at: time)
      case .unshifted: World.serving(query, failures: "0", requests: "110", at: time)
      case .silent: World.nothing
      case .unavailable: World.json(#"{"status":"error","error":"no"}"#, status: 503)
      }
    }
  }

  let world: World

  /// - Parameters:
  ///   - age: Seconds since the last transition.
  ///   - health: By the seconds since the begin.
  init(
    settings: String = "", age: Int = 3_000, health: @escaping @Sendable (Int) -> Health
  ) {
    let since = World.now.advanced(by: .seconds(-age))
    world = World([
      "rolloutgate.yaml": World.config("podinfo")
        .replacing("    ladder: [10, 50]\n", with: "    ladder: [10, 50]\n" + settings),
      "vs.yaml": World.manifest(["podinfo": 10]),
      World.recordPath: World.record("podinfo", weight: 10, since: "\(since)"),
    ])
    world.answer = { [unowned world] query in
      health(world.secondsSinceBegin).answer(query, at: world.clock)
    }
  }
}

extension World {
  var secondsSinceBegin: Int { Int(seconds - 1 + 0.001) }
}

extension Sampling {
  init(wait: Int = 0, bake: Int? = nil, every: Int = 30) {
    self.init(wait: .seconds(wait), bake: bake.map { .seconds($0) }, every: .seconds(every))
  }
}
