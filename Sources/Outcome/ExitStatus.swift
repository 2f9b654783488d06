import Rollouts

/// How the process ends. The numbers are a promise to pipelines and are never changed.
package enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  /// Pass, or nothing left to do.
  case pass = 0
  /// A limit was broken, or the revision has already failed.
  case fail = 1
  /// The command line, a config, a manifest or a record is wrong.
  case wrongInput = 2
  /// Neither pass nor fail is known.
  case inconclusive = 3
  /// The store could not be reached or answered with an error.
  case storeFailed = 4
  /// A file could not be written; each file is whole, old or new.
  case notWritten = 5

  package init(_ standing: Standing) {
    self =
      switch standing {
      case .pass, .notJudged: .pass
      case .fail: .fail
      case .inconclusive: .inconclusive
      case .storeFailed: .storeFailed
      }
  }

  /// The worst of several: 5, 2, 1, 4, 3, 0.
  package static func worst(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
    statuses.max { $0.rank < $1.rank } ?? .pass
  }

  /// From 0, the higher the worse.
  package var rank: Int {
    switch self {
    case .pass: 0
    case .inconclusive: 1
    case .storeFailed: 2
    case .fail: 3
    case .wrongInput: 4
    case .notWritten: 5
    }
  }
}
