/// How a rollout gives its canary traffic, in the words of Flagger's users.
package enum Strategy: Hashable, Sendable {
  /// Rung by rung up the ladder.
  case canary
  /// Judged once at weight 0, on traffic that the manifest mirrors, then up the ladder.
  case mirroring
  /// Judged so often at weight 0, on traffic that users don't see, then given all of it.
  case blueGreen(iterations: Int)
  /// All traffic of a route with a match, judged so often; the default route is left alone.
  case abTesting(iterations: Int)

  package static let iterations = 1...1_000

  /// Passes needed at weight 0 before the first rung is taken.
  package var passesAtZero: Int {
    switch self {
    case .canary, .abTesting: 0
    case .mirroring: 1
    case .blueGreen(let iterations): iterations
    }
  }

  /// Passes needed at the top of the ladder.
  var passesAtTop: Int {
    switch self {
    case .canary, .mirroring, .blueGreen: 1
    case .abTesting(let iterations): iterations
    }
  }

  /// Whether the canary's part of the requests is to be the weight: not where a request is mirrored
  /// or picked by its headers.
  package var sharesTraffic: Bool {
    switch self {
    case .canary: true
    case .mirroring, .blueGreen, .abTesting: false
    }
  }
}

/// What follows the last rung.
package enum AtTop: Hashable, Sendable {
  /// The weight stays; a person promotes.
  case stay
  /// The baseline gets the revision, then the traffic: all at once, or in steps of these parts.
  case promote(step: Int?)
}

/// What becomes of a rollout that stays inconclusive.
package struct Patience: Hashable, Sendable {
  package enum End: String, Hashable, Sendable, CaseIterable {
    /// The canary gets no traffic any more.
    case rollBack
    /// It counts as a failed run.
    case fail
  }

  /// Inconclusive runs in a row that are held; the next one is the end. Nil for any number.
  package let limit: Int?
  /// How long a row of them is held, from its first run on. Nil for any time.
  package let deadline: Duration?
  package let then: End

  package init(limit: Int?, deadline: Duration?, then: End = .rollBack) {
    self.limit = limit
    self.deadline = deadline
    self.then = then
  }
}
