import Rollouts
import Testing

/// A person's word on a rollout, and what comes of it.
struct WordRow: Sendable, CustomTestStringConvertible {
  let word: Transition.Word.Kind
  let testDescription: String
  let world: @Sendable () -> World
  var revision: String? = "1.1.0"
  /// Of the manifest afterwards, and of the record; nil where the word is refused.
  let phase: Phase?
  let weight: Int
  var refusal = ""

  init(
    _ word: Transition.Word.Kind, _ what: String,
    _ world: @autoclosure @escaping @Sendable () -> World,
    revision: String? = "1.1.0", gives phase: Phase, _ weight: Int
  ) {
    self.word = word
    testDescription = "\(word.rawValue), \(what)"
    self.world = world
    self.revision = revision
    self.phase = phase
    self.weight = weight
  }

  init(
    _ word: Transition.Word.Kind, _ what: String,
    _ world: @autoclosure @escaping @Sendable () -> World,
    revision: String? = "1.1.0", isRefused refusal: String
  ) {
    self.word = word
    testDescription = "\(word.rawValue), \(what)"
    self.world = world
    self.revision = revision
    phase = nil
    weight = world().weight ?? -1
    self.refusal = refusal
  }
}
