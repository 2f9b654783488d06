import CSpawn
import Gate
import Glibc

/// A program that was started in a process group of its own, with pipes for its three streams.
struct SpawnedProgram {
  struct Fault: Error {
    let text: String
  }

  let input: PipeEnd
  let output: PipeEnd
  let errors: PipeEnd
  private let identifier: pid_t

  init(_ call: ProgramCall, environment: [String]) throws(Fault) {
    guard let name = call.words.first else { throw Fault(text: "no program is named") }
    guard let input = PipeEnd.pair(), let output = PipeEnd.pair(), let errors = PipeEnd.pair()
    else { throw Fault(text: "no pipe can be made: \(Self.words(of: errno))") }
    let names = call.variables.keys.map { $0 + "=" }
    let variables =
      environment.filter { variable in !names.contains { variable.hasPrefix($0) } }
      + call.variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let (identifier, code) = Self.spawn(
      name, call.words, variables, in: call.folder.isEmpty ? "." : call.folder,
      streams: [input.reading, output.writing, errors.writing])
    guard code == 0 else {
      throw Fault(text: "\(name) can't be started: \(Self.words(of: code))")
    }
    self.identifier = identifier
    self.input = input.writing
    self.output = output.reading
    self.errors = errors.reading
    for end in [self.input, self.output, self.errors] { end.stopWaiting() }
  }

  enum State {
    case running, ended
    /// Its end was taken by somebody else.
    case lost
  }

  /// Whether the program itself has ended. It is not reaped yet, so that its number stays its own.
  var state: State {
    var info = unsafe siginfo_t()
    let code = unsafe waitid(P_PID, id_t(identifier), &info, WEXITED | WNOHANG | WNOWAIT)
    if code != 0 { return errno == EINTR ? .running : .lost }
    return unsafe info.si_signo == 0 ? .running : .ended
  }

  /// Sends a signal to the program and to all that it started and that is still in its group.
  ///
  /// Only before it is reaped: then the number may become another's.
  func signalGroup(_ signal: Int32) { _ = kill(-identifier, signal) }

  /// Takes the end of a program that has ended.
  func reap() -> ProgramResult.End {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return .failed("how it ended is not known") }
    }
    // The macros of <sys/wait.h>: the signal in the low seven bits, the status in the next byte.
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  private static func words(of code: Int32) -> String { unsafe String(cString: strerror(code)) }

  private static func spawn(
    _ name: String, _ words: [String], _ variables: [String], in folder: String, streams: [PipeEnd]
  ) -> (identifier: pid_t, code: Int32) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    var code = unsafe rolloutgate_spawn_in_folder(&actions, folder)
    for (number, stream) in streams.enumerated() where code == 0 {
      code = unsafe posix_spawn_file_actions_adddup2(&actions, stream.descriptor, Int32(number))
    }
    // Also the sockets of libcurl, which are open for the queries that follow.
    if code == 0 { code = unsafe rolloutgate_spawn_without_files_from(&actions, 3) }
    guard code == 0 else { return (0, code) }

    // The gate blocks and ignores signals for itself; the program begins as one does from a shell.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGCHLD] {
      unsafe sigaddset(&signals, signal)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    code = unsafe posix_spawnp(
      &identifier, name, &actions, &attributes, &arguments, &environment)
    return (identifier, code)
  }
}
