import ArgumentParser
import Diagnostics
import GateConfig
import HTTPExchange

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// What every subcommand that reads configs takes.
struct WorkOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp(
      "The work tree; paths are as if started there. Default: the current folder.",
      valueName: "dir"))
  var workTree: String?

  @Option(
    name: [.customShort("f"), .customLong("config")],
    help: ArgumentHelp(
      """
      A config, a folder with configs, or a pattern with * and **. Repeatable. Default: \
      rolloutgate.yaml.
      """, valueName: "file"))
  var configs: [String] = []

  @Option(
    name: .customLong("rollout"),
    help: ArgumentHelp("Only this rollout, as NAME or NAMESPACE/NAME. Repeatable."))
  var rollouts: [String] = []

  @Option(
    help: ArgumentHelp(
      "The revision that is rolled out. Default: as the config says.", valueName: "id"))
  var revision: String?

  @Option(
    name: .customLong("prometheus"),
    help: ArgumentHelp(
      "The store's address; overrides those of the configs.", valueName: "url"))
  var address: String?

  @OptionGroup var importing: ImportOptions

  @Option(help: "Colours on standard output: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: [.customShort("v"), .long], help: "Says what was asked and how long it took.")
  var verbose = false

  mutating func validate() throws {
    try StoreAddress.validate(address)
    if let revision, revision.isEmpty || revision.contains(where: \.isNewline) {
      throw ValidationError("--revision is empty or has several lines; give one name")
    }
  }

  var storeAddress: StoreAddress? { address.flatMap(StoreAddress.init) }
}

extension StoreAddress {
  /// Refuses what `--prometheus` can't be.
  static func validate(_ option: String?) throws {
    guard let option, StoreAddress(option) == nil else { return }
    throw ValidationError(
      """
      --prometheus is "\(shownAddress(option))"; write http://HOST[:PORT][/PREFIX] or https://..., without \
      user, password, '?' and '#'
      """)
  }
}

/// What every subcommand that judges takes.
struct JudgeOptions: ParsableArguments {
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case fail, inconclusive
  }

  @Option(
    help: ArgumentHelp(
      "The evaluation time of all queries, as RFC 3339 or Unix seconds. Default: now.",
      valueName: "time"))
  var time: String?

  @Option(
    help: ArgumentHelp("Saves what the store answered, without secrets.", valueName: "file"))
  var saveAnswers: String?

  @Option(
    help: ArgumentHelp("Judges saved answers and asks no store.", valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      "What fails the process: with fail, an inconclusive run ends with 0 instead of 3.",
      valueName: "fail|inconclusive"))
  var failOn: FailOn = .inconclusive

  mutating func validate() throws {
    if time != nil, answers != nil {
      throw ValidationError("--time and --answers; the answers have their own time: drop --time")
    }
    if let time, moment == nil {
      throw ValidationError(
        "--time is \"\(time)\"; write 2026-01-01T00:50:00Z or Unix seconds such as 1767228600")
    }
  }

  var moment: Timestamp? {
    time.flatMap { text in
      Timestamp(rfc3339: text)
        ?? DecimalText.number(text).flatMap { Timestamp(unixSeconds: $0) }
    }
  }
}
