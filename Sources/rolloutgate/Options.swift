import Rollouts

/// Every option that an environment variable can give, once.
///
/// The variable is `ROLLOUTGATE_` and the option's name in capitals: `--save-answers` is
/// `ROLLOUTGATE_SAVE_ANSWERS`. The option on the command line stands above its variable.
struct OptionVariable {
  enum Kind {
    case value
    /// Split at line breaks.
    case list
    /// On for `1`, `true` and `yes`; off for `0`, `false` and `no`.
    case flag
  }

  let name: String
  let short: String?
  let kind: Kind
  let commands: Set<String>

  private static let words = Set(Transition.Word.Kind.allCases.map(\.rawValue))
  private static let all: Set<String> = words.union([
    "run", "check", "lint", "explain", "status", "apply", "convert",
  ])
  private static let judging: Set<String> = ["run", "check"]

  static let table: [OptionVariable] = [
    .init(name: "work-tree", short: "C", kind: .value, commands: all.union(["init"])),
    .init(name: "config", short: "f", kind: .list, commands: all),
    .init(name: "rollout", short: nil, kind: .list, commands: all.subtracting(words)),
    .init(name: "revision", short: nil, kind: .value, commands: all),
    .init(name: "prometheus", short: nil, kind: .value, commands: all.union(["init"])),
    .init(name: "time", short: nil, kind: .value, commands: judging),
    .init(name: "report", short: nil, kind: .list, commands: judging.union(["apply"])),
    .init(name: "junit-strict", short: nil, kind: .flag, commands: judging.union(["apply"])),
    .init(
      name: "format", short: nil, kind: .value,
      commands: judging.union(words).union(["status", "apply"])),
    .init(name: "save-answers", short: nil, kind: .value, commands: judging),
    .init(name: "answers", short: nil, kind: .value, commands: judging),
    .init(name: "fail-on", short: nil, kind: .value, commands: judging),
    .init(name: "color", short: nil, kind: .value, commands: all),
    .init(name: "verbose", short: "v", kind: .flag, commands: all),
    .init(
      name: "dry-run", short: nil, kind: .flag, commands: words.union(["run", "apply", "init"])),
    .init(name: "output", short: "o", kind: .value, commands: ["init", "convert"]),
    .init(name: "manifest", short: nil, kind: .value, commands: all),
    .init(name: "arg", short: nil, kind: .list, commands: all),
    .init(name: "compatibility", short: nil, kind: .value, commands: all),
    .init(name: "write", short: nil, kind: .flag, commands: ["run"]),
    .init(name: "to", short: nil, kind: .value, commands: ["run"]),
    .init(name: "run-id", short: nil, kind: .value, commands: ["run", "apply"]),
    .init(name: "wait", short: nil, kind: .value, commands: judging),
    .init(name: "for", short: nil, kind: .value, commands: judging),
    .init(name: "every", short: nil, kind: .value, commands: judging),
    .init(name: "decision", short: nil, kind: .value, commands: ["apply"]),
    .init(name: "max-age", short: nil, kind: .value, commands: ["apply"]),
    .init(name: "reason", short: nil, kind: .value, commands: words),
    .init(name: "provider", short: nil, kind: .value, commands: ["check", "explain"]),
    .init(name: "canary", short: nil, kind: .value, commands: ["check"]),
    .init(name: "success-rate", short: nil, kind: .value, commands: ["check"]),
    .init(name: "p99", short: nil, kind: .value, commands: ["check"]),
    .init(name: "code-percentage", short: nil, kind: .list, commands: ["check"]),
    .init(name: "window", short: nil, kind: .value, commands: ["check"]),
    .init(name: "min-requests", short: nil, kind: .value, commands: ["check"]),
    .init(name: "base", short: nil, kind: .value, commands: ["check", "explain"]),
    .init(name: "allow-hooks", short: nil, kind: .flag, commands: ["check"]),
  ]

  var variable: String {
    "ROLLOUTGATE_" + name.uppercased().replacing("-", with: "_")
  }

  /// Whether the arguments give this option themselves.
  private func isGiven(in arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { argument in
      if argument == "--\(name)" || argument.hasPrefix("--\(name)=") { return true }
      guard let short, !argument.hasPrefix("--") else { return false }
      return argument.hasPrefix("-\(short)")
    }
  }

  /// The arguments with those that the environment adds, right behind the subcommand.
  static func arguments(
    _ arguments: [String], environment: (String) -> String?
  ) -> [String] {
    guard let command = arguments.first(where: { !$0.hasPrefix("-") }),
      let index = arguments.firstIndex(of: command)
    else { return arguments }
    var added: [String] = []
    for option in table
    where option.commands.contains(command) && !option.isGiven(in: arguments) {
      guard let text = environment(option.variable), !text.isEmpty else { continue }
      switch option.kind {
      case .value: added.append("--\(option.name)=\(text)")
      case .list:
        added += text.split(whereSeparator: \.isNewline).map { "--\(option.name)=\($0)" }
      case .flag:
        switch text.lowercased() {
        case "1", "true", "yes": added.append("--\(option.name)")
        case "0", "false", "no": break
        // The parser refuses it: a dry run that was meant must not become a run that writes.
        default: added.append("--\(option.name)=\(text)")
        }
      }
    }
    return Array(arguments[...index]) + added + arguments[(index + 1)...]
  }
}
