import Foundation
import Gate
import Testing

@testable import rolloutgate

/// Programs that hooks start, run in this process as the executable runs them.
@Suite struct ProgramTests {
  private let folder: ScratchFolder

  init() throws {
    // The executable ignores it; here the test stands in for it.
    _ = signal(SIGPIPE, SIG_IGN)
    folder = try ScratchFolder("program")
  }

  private func run(
    _ words: [String], input: String = "", variables: [String: String] = [:],
    within timeout: Duration = .seconds(60), isStopped: () -> Bool = { false }
  ) -> ProgramResult {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return rolloutgate.run(
      ProgramCall(
        words, input: Array(input.utf8), folder: folder.path, variables: variables,
        timeout: timeout),
      environment: ["PATH=\(path)", "OTHER=given", "ROLLOUTGATE_HOOK=old"], isStopped: isStopped)
  }

  private func shell(
    _ script: String, input: String = "", within timeout: Duration = .seconds(60),
    isStopped: () -> Bool = { false }
  ) -> ProgramResult {
    run(["sh", "-c", script], input: input, within: timeout, isStopped: isStopped)
  }

  @Test(
    "A program's status or signal is told",
    arguments: [
      ("exit 0", .exited(0)), ("exit 1", .exited(1)), ("exit 255", .exited(255)),
      ("kill -KILL $$", .signalled(SIGKILL)), ("kill -TERM $$", .signalled(SIGTERM)),
      // Its streams are closed long before it ends.
      ("exec 9<>fifo <&- >&- 2>&-; read x <&9; exit 7", .exited(7)),
    ] as [(String, ProgramResult.End)])
  func ends(script: String, end: ProgramResult.End) throws {
    let fifo = try Fifo(folder.path("fifo"))
    fifo.writeLine()
    withExtendedLifetime(fifo) { #expect(shell(script).end == end) }
  }

  @Test("Output and errors are told apart, and input reaches the program whole")
  func streams() {
    let result = shell("cat; echo no >&2", input: "yes\n")
    #expect(result.end == .exited(0))
    #expect(String(decoding: result.output, as: UTF8.self) == "yes\n")
    #expect(String(decoding: result.errors, as: UTF8.self) == "no\n")
  }

  @Test(
    "More than a pipe holds goes both ways at once, and what is kept has an end",
    arguments: [
      ("cat; cat >&2", 65_536, 0), ("tee /proc/self/fd/2", 65_536, 65_536),
      ("head -c 8000000 /dev/zero; cat", 65_536, 0),
      ("cat >/dev/null; head -c 65535 /dev/zero", 65_535, 0),
      // Whoever does not read is not waited for.
      ("exec <&-; echo x", 2, 0), ("head -c 1 >/dev/null; echo x", 2, 0),
    ])
  func amounts(script: String, output: Int, errors: Int) {
    let result = shell(script, input: String(repeating: "x", count: 4 << 20))
    #expect(result.end == .exited(0))
    #expect(result.output.count == output)
    #expect(result.errors.count == errors)
  }

  @Test(
    "A program whose time is up is killed with all that it started, heeding SIGTERM or not",
    arguments: [
      "exec 9>fifo; exec sleep 1000",
      "exec 9>fifo; trap '' TERM; echo begun; while :; do sleep 1000; done",
      "(trap '' TERM; exec 9>fifo; exec sleep 1000) & trap 'exit 0' TERM; echo begun; wait",
      "exec 9>fifo; exec <&- >&- 2>&-; trap '' TERM; sleep 1000 & wait; wait; sleep 1000",
      "exec 9>fifo; yes",
    ])
  func timeouts(script: String) throws {
    let fifo = try Fifo(folder.path("fifo"))
    let result = shell(script, within: .milliseconds(300))
    #expect(result.end == .timedOut)
    #expect(fifo.isLeftByAllWriters)
    if script.contains("echo") {
      #expect(String(decoding: result.output, as: UTF8.self) == "begun\n")
    }
  }

  @Test("What a program leaves running keeps nobody waiting, though it holds the streams")
  func left() throws {
    let fifo = try Fifo(folder.path("fifo"))
    let result = shell("echo out; (read x <fifo) & exit 4", within: .seconds(30))
    #expect(result.end == .exited(4))
    #expect(String(decoding: result.output, as: UTF8.self) == "out\n")
    fifo.writeLine()
  }

  @Test("A stop ends the program, and begins none")
  func stops() throws {
    #expect(shell("echo x", isStopped: { true }) == ProgramResult(.interrupted))
    let fifo = try Fifo(folder.path("fifo"))
    var asked = 0
    let result = shell("exec 9>fifo; trap 'exit 0' TERM; sleep 1000 & wait") {
      asked += 1
      return asked > 3
    }
    #expect(result.end == .interrupted)
    #expect(fifo.isLeftByAllWriters)
  }

  @Test(
    "What can't be started says which and why",
    arguments: [
      (["no-such-program"], "no-such-program can't be started: No such file or directory"),
      (["./no-such-file", "x"], "./no-such-file can't be started: No such file or directory"),
      (["./data"], "./data can't be started: Permission denied"),
      (["."], ". can't be started: Permission denied"), ([], "no program is named"),
    ])
  func missing(words: [String], why: String) throws {
    try folder.write("no program", to: "data")
    #expect(run(words, input: "x").end == .failed(why))
  }

  @Test("A program starts in its folder, is found there, and gets its arguments as they are")
  func place() throws {
    try folder.write("#!/bin/sh\npwd -P\nprintf '<%s>' \"$@\"\n", to: "script")
    _ = unsafe chmod(folder.path("script"), 0o755)
    let result = run(["./script", "a b", "", "$HOME", "*", "é"])
    let real = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
    #expect(
      String(decoding: result.output, as: UTF8.self) == "\(real)\n<a b><><$HOME><*><é>")
  }

  @Test("The gate's variables are given on, and the call's own stand above them")
  func environment() {
    let script = "echo $OTHER $ROLLOUTGATE_HOOK; env | grep -c ROLLOUTGATE_HOOK"
    let result = run(["sh", "-c", script], variables: ["ROLLOUTGATE_HOOK": "rollback"])
    #expect(String(decoding: result.output, as: UTF8.self) == "given rollback\n1\n")
  }

  @Test("A program begins with no signal blocked or ignored, in a group of its own, with no files")
  func inheritance() throws {
    var blocked = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&blocked)
    unsafe sigaddset(&blocked, SIGINT)
    unsafe sigaddset(&blocked, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    // A file that is not closed by itself when a program starts.
    let open = unsafe Glibc.open("/dev/null", O_RDONLY)
    defer { close(open) }
    let result = run([
      "perl", "-e",
      #"open(F, "/proc/self/status"); print grep /SigBlk|SigIgn/, <F>; close F;"#
        + #"print getpgrp() == $$ ? "own\n" : "other\n"; opendir(D, "/proc/self/fd");"#
        + #"print join(" ", sort grep { /\d/ && readlink("/proc/self/fd/$_") !~ m{/fd$} }"#
        + #" readdir D), "\n""#,
    ])
    #expect(result.end == .exited(0))
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    try #require(lines.count == 4, "\(lines)")
    func mask(_ line: Substring) -> UInt64? {
      line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
    }
    let ours = [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGCHLD].map { UInt64(1) << UInt64($0 - 1) }
    #expect(mask(lines[0]) == 0)
    for signal in ours { #expect(try #require(mask(lines[1])) & signal == 0, "\(lines[1])") }
    #expect(lines[2] == "own")
    #expect(lines[3] == "0 1 2")
  }
}

/// A named pipe that is open for reading: by it a test learns that nobody holds it any more.
private final class Fifo: Sendable {
  private let path: String
  private let reader: Int32

  init(_ path: String) throws {
    self.path = path
    guard unsafe mkfifo(path, 0o600) == 0 else { throw SetUpFailure("no fifo: errno \(errno)") }
    reader = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  }

  deinit { close(reader) }

  /// False where somebody still had it open after a minute, or nobody ever had.
  var isLeftByAllWriters: Bool {
    var wait = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&wait, 1, 60_000) == 1 && wait.revents & Int16(POLLHUP) != 0
  }

  /// It stays there until somebody reads it.
  func writeLine() {
    let writer = unsafe open(path, O_WRONLY | O_CLOEXEC)
    _ = unsafe write(writer, "x\n", 2)
    close(writer)
  }
}
