import Foundation

extension Process {
  /// Starts the program with no signal blocked.
  ///
  /// A child inherits the mask of the thread that starts it, and the threads that tests run on
  /// block nearly every signal: SIGTERM would not reach the program, nor SIGCHLD a shell that waits.
  func runWithSignalsUnblocked() throws {
    var none = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }

  /// Closes the files that stand for the program's streams, which it has for itself once it runs.
  ///
  /// Foundation keeps them open, and with a thousand of them its next `run` may crash
  /// (swift-corelibs-foundation pull request 5472).
  func closeStreams() {
    for stream in [standardInput, standardOutput, standardError] {
      try? (stream as? FileHandle)?.close()
    }
  }
}
