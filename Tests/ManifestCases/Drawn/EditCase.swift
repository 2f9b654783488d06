import Manifests
import Rollouts
import SeededRandom
import YAMLText

/// One manifest with the weights that it has, those that it shall get, and what it must be then.
///
/// What must be is rendered like what is: the code that is tested is asked for nothing.
package struct EditCase {
  package let bytes: [UInt8]
  package let target: ManifestTarget
  package let next: Weight
  private let weights: DrawnWeights
  private let file: SketchFile

  package init(of kind: SampledKind, seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    weights = DrawnWeights(kind.rule, &numbers)
    let sample = try kind.draw(weights.slots, &numbers)
    // Neither a key is inserted after a line break that is none to all readers, nor is a text gone
    // on into that has one.
    let isNested = sample.object.weighted().contains { $0.value.isNested }
    file = SketchFile(sample, mayMiss: isNested || !weights.inserted.isEmpty, &numbers)
    bytes = file.bytes(with: weights.before)
    target = ManifestTarget(
      file: "f.yaml", object: file.selector, route: sample.route, at: sample.aim,
      namespace: "test", total: weights.total)
    guard let next = Weight(weights.next, of: weights.total) else {
      throw Fault("\(weights.next) is no weight of \(weights.total)")
    }
    self.next = next
  }

  private struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  /// Throws the first thing that does not hold.
  package func hold() throws {
    let (edit, found) = try outcome(of: bytes)
    try require(found.parts == weights.now, "\(found) was read instead of \(weights.now)")
    try check(edit.new)
    let count = weights.slots.count { all[$0] != weights.before[$0] }
    try require(edit.changes.count == count, "\(edit.changes.count) changes instead of \(count)")
    if let fault = EditWitness.fault(from: bytes, to: edit.new, by: edit.changes) {
      throw Fault(fault)
    }
    let (again, reached) = try outcome(of: edit.new)
    try require(again.isEmpty, "a second plan finds more to do")
    try require(reached == next, "\(reached) is read instead of \(next)")
  }

  /// All weights that there must be afterwards.
  private var all: WrittenWeights {
    weights.after.merging(weights.inserted) { $1 }
  }

  private func outcome(of bytes: [UInt8]) throws -> (edit: ProvedEdit, before: Weight) {
    switch Outcome(bytes, target, next) {
    case .written(let edit, let before): return (edit, before)
    case .refused(let diagnostics): throw Fault("refused: \(diagnostics)")
    case .notProved(let fault): throw Fault("not proved: \(fault)")
    }
  }

  private func check(_ new: [UInt8]) throws {
    // Of missing weights nobody says where exactly they go; all else must be as it is rendered.
    let replaced = file.bytes(with: weights.after)
    if weights.inserted.isEmpty {
      try require(new == replaced, "it became\n\(String(decoding: new, as: UTF8.self))")
    } else if let fault = EditWitness.fault(from: replaced, to: new, by: insertions) {
      throw Fault("\(fault):\n\(String(decoding: new, as: UTF8.self))")
    }
    let read = YAMLFile.read(new, named: "f.yaml").file
    for (steps, sketch) in file.root.weighted() {
      let place = YAMLPlace(document: file.index, steps: steps)
      let text = read?.entry(at: place)?.value.scalar?.text
      let wanted = sketch.text(with: all)
      try require(
        text?.filter { !$0.isWhitespace } == wanted?.filter { !$0.isWhitespace },
        "\(place) is \(text ?? "missing") instead of \(wanted ?? "missing")")
    }
  }

  private var insertions: [YAMLChange] {
    file.root.weighted().compactMap { steps, sketch in
      let text = sketch.text(with: all)
      guard let text, sketch.text(with: weights.after) == nil else { return nil }
      return YAMLChange(
        at: YAMLPlace(document: file.index, steps: steps), from: nil, to: text)
    }
  }

  private func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    guard holds else { throw Fault(what()) }
  }
}

extension EditCase: CustomStringConvertible {
  package var description: String {
    "\(next) for \(target) in\n\(String(decoding: bytes, as: UTF8.self))"
  }
}
