import Glibc
import Outcome
import WorkTree

/// This process's turn with the work tree: from before anything is read to after the last write, no
/// other process has one.
///
/// Of two runs of one decision, the second waits, reads what the first one wrote, and decides anew:
/// it never writes on the ground of what it read before. Each file's own check, that it is as it was
/// read, can't give that: another process may write between that check and the new file's name.
struct Turn: ~Copyable {
  /// Nil where the file system has no locks.
  private let lock: WorkTreeLock?

  /// Long enough for a run whose store answers; a run that waits itself, or asks a slow store, is not
  /// waited for.
  private static let patienceSeconds = 10.0

  init(in process: Surroundings) throws(TurnFault) {
    // Where there is no work tree, whoever reads the configs says so.
    guard let tree = try? WorkTree(root: ".") else {
      lock = nil
      return
    }
    let end = process.elapsed() + Self.patienceSeconds
    var isTold = false
    while true {
      do throws(WorkTreeLockError) {
        lock = try tree.lock()
        return
      } catch {
        switch error {
        case .unavailable(let reason):
          process.warn("other runs can't be kept off this work tree meanwhile: \(reason)")
          lock = nil
          return
        case .held(let holder):
          let holder = holder ?? "another process"
          guard !process.isStopped() else { throw .stopped(waitingFor: holder) }
          guard process.elapsed() < end else {
            throw .held(by: holder, seconds: Int(Self.patienceSeconds))
          }
          if !isTold {
            process.warn(
              "waiting up to \(Int(Self.patienceSeconds)) s for \(holder), which has this work tree"
            )
          }
          isTold = true
          usleep(20_000)
        }
      }
    }
  }

  /// Lets the next process go on.
  consuming func end() {
    lock?.release()
  }
}

/// Why the work tree was not had.
enum TurnFault: Error {
  case held(by: String, seconds: Int)
  /// SIGINT or SIGTERM came.
  case stopped(waitingFor: String)

  var text: String {
    switch self {
    case .held(let holder, let seconds):
      "\(holder) has had this work tree for \(seconds) s; nothing was read or written, run again"
    case .stopped(let holder):
      "stopped while waiting for \(holder), which has this work tree; nothing was read or written"
    }
  }
}

extension Surroundings {
  /// Does a work within a turn with the work tree, where it needs one; it is told why it has none.
  func inTurn<Result>(_ isNeeded: Bool, _ work: (TurnFault?) -> Result) -> Result {
    guard isNeeded else { return work(nil) }
    do throws(TurnFault) {
      let turn = try Turn(in: self)
      let result = work(nil)
      turn.end()
      return result
    } catch {
      return work(error)
    }
  }
}
