import Diagnostics
import Gate
import Glibc
import Outcome
import Reports

/// The process around a command: its variables, clocks, streams and signals.
struct Surroundings {
  private let begin = ContinuousClock.now
  private let live = LiveLine()

  func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// All variables, as `NAME=value`, that programs are given on.
  var variables: [String] {
    var variables: [String] = []
    var next = unsafe environ
    while let variable = unsafe next.pointee {
      variables.append(unsafe String(cString: variable))
      unsafe next += 1
    }
    return variables
  }

  /// The wall clock.
  func now() -> Timestamp {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
      ?? .epoch
  }

  /// Seconds since the process began, by a clock that nobody sets.
  func elapsed() -> Double { begin.duration(to: .now).inSeconds }

  var hostName: String {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return "localhost" }
    let bytes = unsafe withUnsafeBytes(of: &name.nodename) { unsafe Array($0) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// SIGINT and SIGTERM are taken where the run waits, so that no file is left half written.
  func blockSignals() {
    signal(SIGPIPE, SIG_IGN)
    // A write beyond the size that the system allows then fails, as on a full disk, and is told.
    signal(SIGXFSZ, SIG_IGN)
    // Ignored by whoever started the gate, it would keep the ends of our own programs from us.
    signal(SIGCHLD, SIG_DFL)
    var signals = stopSignals
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// What asks a run to stop.
  private var stopSignals: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    return signals
  }

  /// Whether somebody asked the run to stop.
  func isStopped() -> Bool {
    var signals = sigset_t()
    guard unsafe sigpending(&signals) == 0 else { return false }
    return unsafe sigismember(&signals, SIGINT) == 1 || sigismember(&signals, SIGTERM) == 1
  }

  /// Waits so long by a clock that nobody sets; whether somebody asked the run to stop meanwhile.
  func wait(_ duration: Duration) -> Bool {
    let end = ContinuousClock.now.advanced(by: duration)
    var signals = stopSignals
    while true {
      let whole = max(ContinuousClock.now.duration(to: end), .zero)
      let rest = (liveColumns == nil ? whole : min(whole, .seconds(1))).components
      var time = timespec(
        tv_sec: Int(rest.seconds), tv_nsec: Int(rest.attoseconds / 1_000_000_000))
      guard unsafe sigtimedwait(&signals, nil, &time) < 0 else { return true }
      // EAGAIN when the time is over by the system's reckoning, EINTR after any other signal.
      if ContinuousClock.now >= end { return false }
      refresh()
    }
  }

  /// How a run of several samples is getting on: a line that is written over on a terminal, and a
  /// line for each sample elsewhere.
  func show(_ progress: Progress) {
    live.tell(progress)
    guard liveColumns != nil else { return warn(progress.line()) }
    refresh()
  }

  /// Writes the line anew, with the time that is left by now.
  private func refresh() {
    guard let columns = liveColumns, let text = live.text(isUnicode: isUnicode ?? false) else {
      return
    }
    // A line that the terminal wraps can't be written over.
    put("\r\u{1B}[2K" + printable(text, limit: columns - 1), on: STDERR_FILENO)
  }

  /// Ends the line that is written over.
  func endProgress() {
    if liveColumns != nil { put("\r\u{1B}[2K", on: STDERR_FILENO) }
  }

  /// The width of the terminal at standard error; nil where that is none that can write over a line.
  private var liveColumns: Int? {
    guard isatty(STDERR_FILENO) == 1, environment("TERM") != "dumb" else { return nil }
    var size = winsize()
    let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  /// Results go to standard output.
  func show(_ text: String) { put(text, on: STDOUT_FILENO) }

  /// A diagnostic goes to standard error as one line, free of what could mislead a terminal, and of
  /// what a build agent takes for a command: agents read standard error, too.
  func warn(_ text: String) { put(commandFree(printable(text)) + "\n", on: STDERR_FILENO) }

  func warn(_ diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { warn("\(diagnostic)") }
  }

  /// Ends at once: all is written, and taking the libraries down takes longer than a check.
  func exit(with status: ExitStatus) -> Never {
    _exit(status.rawValue)
  }

  /// How much standard output can show, by what was asked and by convention (no-color.org,
  /// force-color.org).
  ///
  /// - Parameter isJobLog: Whether it is what a CI shows of a job: no terminal, and yet with colours
  ///   and all of Unicode.
  func style(color: ColorChoice, isJobLog: Bool = false) -> TextStyle {
    let usesColor =
      switch color {
      case .always: true
      case .never: false
      case .auto:
        (environment("NO_COLOR") ?? "").isEmpty
          && (isOn("FORCE_COLOR") || isOn("CLICOLOR_FORCE")
            || (isJobLog || isatty(STDOUT_FILENO) == 1) && environment("TERM") != "dumb")
      }
    return TextStyle(color: usesColor, unicode: isUnicode ?? isJobLog)
  }

  private func isOn(_ variable: String) -> Bool {
    !["", "0", "false"].contains(environment(variable) ?? "")
  }

  /// By the locale's character set; nil where no locale is said.
  private var isUnicode: Bool? {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    return locale.map { $0.lowercased().replacing("-", with: "").contains("utf8") }
  }

  private func put(_ text: String, on descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0 && errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
