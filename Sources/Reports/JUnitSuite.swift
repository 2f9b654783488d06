import Diagnostics

/// A test suite as JUnit's readers know it: one rollout.
struct JUnitSuite {
  /// Also the class name of its cases.
  let name: String
  let position: SourcePosition?
  let properties: [(name: String, value: String)]
  /// Never empty: readers take a suite without cases for a broken report.
  let cases: [JUnitCase]

  var failures: Int { cases.count { $0.result.isFailure } }
  var errors: Int { cases.count { $0.result.isError } }
  var skipped: Int { cases.count { $0.result.isSkipped } }

  /// The longest of its cases, which were asked at the same time.
  var seconds: Double { cases.map(\.seconds).max() ?? 0 }
}

/// One check, the decision, or one thing that went wrong.
struct JUnitCase {
  enum Result {
    /// The text goes to `<system-out>`: most readers show nothing else of a pass.
    case passed(String)
    /// A limit was broken, or the revision has failed.
    case failure(Trouble)
    /// It could not be decided.
    case error(Trouble)
    /// Deliberately not judged.
    case skipped(Notice)
  }

  struct Notice {
    /// One line, at most 200 characters; also the first line of `text`, as GitLab reads only the
    /// text, and others headline the message.
    let message: String
    /// At most 2,000 characters, with more of a message that was cut off in a line of its own.
    let text: String

    init(_ message: String, details: [String] = []) {
      let shown = printable(message, limit: 200)
      let isBlank = shown.allSatisfy(\.isWhitespace)
      self.message = isBlank ? "(no text)" : shown
      let more = printable(message, limit: 600)
      let rest = isBlank || more == shown ? [] : ["  " + more]
      text = ([self.message] + rest + details).joined(separator: "\n").clipped(to: 2_000)
    }
  }

  struct Trouble {
    /// In CamelCase: readers print `type: message`, and GitLab's treats `yaml` or `integer` as a
    /// data type.
    let type: String
    let notice: Notice

    init(type: String, message: String, details: [String] = []) {
      self.type = type.prefix(1).uppercased() + type.dropFirst()
      notice = Notice(message, details: details)
    }
  }

  /// Unique in its suite and the same in every run, so that readers can compare runs.
  let name: String
  let position: SourcePosition?
  let seconds: Double
  let result: Result
}

extension JUnitCase.Result {
  var isFailure: Bool {
    switch self {
    case .failure: true
    case .passed, .error, .skipped: false
    }
  }

  var isError: Bool {
    switch self {
    case .error: true
    case .passed, .failure, .skipped: false
    }
  }

  var isSkipped: Bool {
    switch self {
    case .skipped: true
    case .passed, .failure, .error: false
    }
  }
}

/// Hands out names, each only once: with the separator `-`, the second `a` becomes `a-2`.
struct UniqueNames {
  private let separator: String
  private var taken: Set<String>

  /// `reserved` are names that are given without asking.
  init(separator: String, reserved: Set<String> = []) {
    self.separator = separator
    taken = reserved
  }

  mutating func name(_ wanted: String) -> String {
    var name = wanted
    var count = 1
    while !taken.insert(name).inserted {
      count += 1
      name = wanted + separator + "\(count)"
    }
    return name
  }
}
