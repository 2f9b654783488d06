import ArgumentParser
import GateConfig

/// What objects of Flagger and Argo Rollouts and files of Keptn do not say of themselves.
struct ImportOptions: ParsableArguments {
  enum Compatibility: String, ExpressibleByArgument, CaseIterable {
    case flagger
  }

  @Option(
    help: ArgumentHelp(
      "The file with the weights, where the config is a Canary or a Rollout.", valueName: "file"))
  var manifest: String?

  @Option(
    name: .customLong("arg"),
    help: ArgumentHelp(
      "A value that a template asks for. Repeatable.", valueName: "name=value"))
  var arguments: [String] = []

  @Option(
    help: ArgumentHelp(
      "With flagger, Canaries are judged as Flagger judges them, where the gate knows better.",
      valueName: "flagger"))
  var compatibility: Compatibility?

  mutating func validate() throws {
    var names: Set<String> = []
    for argument in arguments {
      guard let (name, _) = Self.parts(argument), !name.isEmpty else {
        throw ValidationError("--arg is \"\(argument)\"; write NAME=VALUE")
      }
      guard names.insert(name).inserted else {
        throw ValidationError("--arg gives \(name) twice; give it once")
      }
    }
    if let manifest, manifest.isEmpty || manifest.hasPrefix("/") || manifest.contains("\0") {
      throw ValidationError("--manifest is \"\(manifest)\"; name a file of the work tree")
    }
  }

  /// - Parameter admitsGaps: Whether files and arguments may be missing that templates ask for.
  func settings(in process: Surroundings, admitsGaps: Bool) -> ImportSettings {
    let given = arguments.compactMap(Self.parts)
    let variables = process.variables.compactMap { variable in
      variable.hasPrefix("ROLLOUTGATE_SECRET_")
        ? variable.split(separator: "=", maxSplits: 1).first.map(String.init) : nil
    }
    return ImportSettings(
      manifest: manifest, arguments: Dictionary(given) { one, _ in one },
      isFlaggers: compatibility == .flagger, variables: Set(variables), admitsGaps: admitsGaps)
  }

  private static func parts(_ argument: String) -> (String, String)? {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }
}
