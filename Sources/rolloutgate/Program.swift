import Diagnostics
import Gate
import Glibc

/// Runs a program to its end, or until its time is up or somebody asks the run to stop: then its
/// whole process group is told to end (SIGTERM), and two seconds later it is killed (SIGKILL).
///
/// What a program that ended by itself has left running is left alone. The process must ignore
/// SIGPIPE.
///
/// - Parameters:
///   - environment: As `NAME=value`, beside the call's own variables.
///   - isStopped: Asked at least every 50 ms.
package func run(
  _ call: ProgramCall, environment: [String], isStopped: () -> Bool
) -> ProgramResult {
  guard !isStopped() else { return ProgramResult(.interrupted) }
  let begin = ContinuousClock.now
  do throws(SpawnedProgram.Fault) {
    let program = try SpawnedProgram(call, environment: environment)
    var running = RunningProgram(program, of: call, until: begin + call.timeout)
    let end = running.follow(isStopped: isStopped)
    return ProgramResult(
      end, output: running.output, errors: running.errors,
      seconds: begin.duration(to: .now).inSeconds)
  } catch {
    return ProgramResult(.failed(error.text), seconds: begin.duration(to: .now).inSeconds)
  }
}

/// A program under way: what it was given and what it has said so far.
private struct RunningProgram {
  typealias Instant = ContinuousClock.Instant

  private enum Stage {
    case running
    /// Told to end, and killed at the moment.
    case ending(ProgramResult.End, killedAt: Instant)
    /// Killed, and given up at the moment: a program that waits inside the system can't be killed.
    case killed(ProgramResult.End, givenUpAt: Instant)
  }

  private static let grace: Duration = .seconds(2)
  /// The longest time until a stop, or an end with open streams, is noticed.
  private static let longestWait: Duration = .milliseconds(50)

  private let program: SpawnedProgram
  private var input: ArraySlice<UInt8>
  /// The most bytes that are kept of each stream; the rest is read and dropped.
  private let limit: Int
  private let deadline: Instant
  private var stage = Stage.running
  private var pause: Duration = .milliseconds(1)
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []

  init(_ program: SpawnedProgram, of call: ProgramCall, until deadline: Instant) {
    self.program = program
    input = call.input[...]
    limit = call.outputLimit
    self.deadline = deadline
  }

  mutating func follow(isStopped: () -> Bool) -> ProgramResult.End {
    while true {
      switch program.state {
      case .ended: return ended()
      case .lost: return .failed("how it ended is not known")
      case .running: break
      }
      if let end = advance(at: .now, isStopped: isStopped) { return end }
      exchange(within: wait(from: .now))
    }
  }

  /// What the stage becomes with time; the end where it is not waited for any longer.
  private mutating func advance(at now: Instant, isStopped: () -> Bool) -> ProgramResult.End? {
    switch stage {
    case .running:
      let isInterrupted = isStopped()
      guard isInterrupted || now >= deadline else { return nil }
      program.signalGroup(SIGTERM)
      stage = .ending(isInterrupted ? .interrupted : .timedOut, killedAt: now + Self.grace)
    case .ending(let end, let killedAt):
      guard now >= killedAt else { return nil }
      program.signalGroup(SIGKILL)
      stage = .killed(end, givenUpAt: now + Self.grace)
    case .killed(let end, let givenUpAt):
      return now >= givenUpAt ? end : nil
    }
    return nil
  }

  private mutating func ended() -> ProgramResult.End {
    // What is in the pipes already; whoever else still holds them may write without end.
    while program.output.isOpen, output.count < limit, readOutput() {}
    while program.errors.isOpen, errors.count < limit, readErrors() {}
    switch stage {
    case .running: return program.reap()
    case .ending(let end, _), .killed(let end, _):
      // The rest of the group, while its number can't be another's.
      program.signalGroup(SIGKILL)
      _ = program.reap()
      return end
    }
  }

  /// Until something is due, or to look whether the program has ended: of that no stream tells.
  private mutating func wait(from now: Instant) -> Duration {
    var longest = Self.longestWait
    if !program.output.isOpen, !program.errors.isOpen {
      longest = pause
      pause = min(pause * 2, Self.longestWait)
    }
    let due: Instant =
      switch stage {
      case .running: deadline
      case .ending(_, let killedAt): killedAt
      case .killed(_, let givenUpAt): givenUpAt
      }
    return max(min(now.duration(to: due), longest), .zero)
  }

  /// Carries bytes both ways, so that neither side waits for the other.
  private mutating func exchange(within time: Duration) {
    // A descriptor of -1 is passed over.
    var waits = [
      pollfd(fd: program.input.descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: program.output.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: program.errors.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    // At least one, else the last part of a millisecond would be spent asking.
    let milliseconds = Int32(max(time.milliseconds, 1))
    guard unsafe poll(&waits, nfds_t(waits.count), milliseconds) > 0 else { return }
    if waits[0].revents != 0 { program.input.write(&input) }
    if waits[1].revents != 0 { _ = readOutput() }
    if waits[2].revents != 0 { _ = readErrors() }
  }

  private mutating func readOutput() -> Bool {
    program.output.read(into: &output, limit: limit)
  }

  private mutating func readErrors() -> Bool {
    program.errors.read(into: &errors, limit: limit)
  }
}
