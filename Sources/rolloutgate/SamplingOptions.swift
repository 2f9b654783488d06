import ArgumentParser
import Diagnostics
import Gate

/// How often `run` and `check` judge before they decide.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Waits at most so long until the present weight has been live for a whole window, from which \
      on --for counts. A failure ends the wait.
      """, valueName: "duration"))
  var wait: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      """
      Judges again and again for so long, and passes only if the last sample does and no more than \
      samplesFailureLimit of them fail; one more ends it at once.
      """, valueName: "duration"))
  var span: String?

  @Option(
    help: ArgumentHelp(
      "The time from one sample to the next, with --for and --wait. Default 30s.",
      valueName: "duration"))
  var every: String?

  mutating func validate() throws {
    for (name, text) in [("wait", wait), ("for", span), ("every", every)] {
      guard let text else { continue }
      guard let duration = DurationText.duration(text), duration >= .seconds(1) else {
        throw ValidationError("--\(name) is \"\(text)\"; write a duration such as 30s, 10m or 1h")
      }
    }
    if every != nil, wait == nil, span == nil {
      throw ValidationError("--every without --for and --wait; add one of them")
    }
  }

  /// One run of several samples is of now, and has no one moment that could be repeated.
  func refuse(beside judging: JudgeOptions) throws {
    guard wait != nil || span != nil else { return }
    let others = [
      ("--time", judging.time), ("--answers", judging.answers),
      ("--save-answers", judging.saveAnswers),
    ]
    for (name, value) in others where value != nil {
      throw ValidationError("\(name) with --for or --wait; drop one of them")
    }
  }

  var sampling: Sampling {
    Sampling(
      wait: wait.flatMap(DurationText.duration) ?? .zero,
      bake: span.flatMap(DurationText.duration),
      every: every.flatMap(DurationText.duration) ?? .seconds(30))
  }
}
