import Diagnostics
import GateConfig
import Manifests

/// What the baseline runs, as the places of `promote` say in the work tree.
struct Baseline {
  /// Of each place, in the order of the files; none where the config names no place.
  var revisions: [String] { files.flatMap { file in file.places.map(\.revision) } }
  private let files: [PromotedFile]

  /// Reads each file once; a fault comes with all that is wrong in all of them.
  init(of config: RolloutConfig, with effects: Effects) throws(CandidateFault) {
    var files: [PromotedFile] = []
    var faults: [Diagnostic] = []
    var indices: [String: Int] = [:]
    for written in config.promote {
      do throws(CandidateFault) {
        let index: Int
        if let known = indices[written.file] {
          index = known
        } else {
          let found = try read(written.file, of: config, at: written.position, with: effects).found
          // Two ways to write a path may lead to one file.
          index = files.firstIndex { $0.found.path == found.path } ?? files.count
          if index == files.count { files.append(PromotedFile(found)) }
          indices[written.file] = index
        }
        try files[index].add(written)
      } catch {
        faults += error.diagnostics
      }
    }
    faults += Self.canarysOwn(in: files, of: config, with: effects)
    guard faults.isEmpty else { throw CandidateFault(faults) }
    self.files = files
  }

  /// Whether this revision stands in every place, and there is a place at all.
  func runs(_ revision: String) -> Bool {
    !files.isEmpty && revisions.allSatisfy { $0 == revision }
  }

  /// The files that change for the baseline to get a revision, each with its new bytes, proved, and
  /// the difference; none where it stands everywhere already.
  ///
  /// Each file is read again: another rollout of this run, or a person, may have written to it. Where
  /// a place then holds neither what the run found nor the new revision, the file is left alone.
  func edits(
    to revision: String, with effects: Effects
  ) throws(EditFault) -> [(file: FoundFile, bytes: [UInt8], diff: String)] {
    var edits: [(file: FoundFile, bytes: [UInt8], diff: String)] = []
    for file in files {
      if let edit = try file.edit(to: revision, with: effects) { edits.append(edit) }
    }
    return edits
  }

  /// A place that is the canary's own revision in other words, or by a link.
  private static func canarysOwn(
    in files: [PromotedFile], of config: RolloutConfig, with effects: Effects
  ) -> [Diagnostic] {
    guard !files.isEmpty, let own = config.revision,
      let found = try? read(own.file, of: config, at: own.position, with: effects).found,
      let file = files.first(where: { $0.found.path == found.path })
    else { return [] }
    let canary = PromotionPlace(own, in: found)
    return file.places.filter { $0.place.isSame(as: canary, in: found.bytes) }.map {
      .error(
        at: $0.place.position, "\($0.place.path) leads to the canary's own revision",
        advice: "name the place of the baseline's")
    }
  }
}

/// A file with the places in it that are promoted to.
private struct PromotedFile {
  let found: FoundFile
  private(set) var places: [(place: PromotionPlace, revision: String)] = []

  init(_ found: FoundFile) {
    self.found = found
  }

  mutating func add(_ written: RolloutConfig.RevisionPlace) throws(CandidateFault) {
    let place = PromotionPlace(written, in: found)
    let (revision, faults) = place.text(in: found.bytes)
    guard let revision else { throw CandidateFault(faults) }
    places.append((place, revision))
  }

  /// Nil where the revision stands everywhere already.
  func edit(
    to revision: String, with effects: Effects
  ) throws(EditFault) -> (file: FoundFile, bytes: [UInt8], diff: String)? {
    guard case .success(let now) = effects.read(found.path) else {
      throw .overtaken("\(found.path) was there and can't be read any more; run again")
    }
    for (place, before) in places where now.bytes != found.bytes {
      guard let text = place.text(in: now.bytes).text, text != before, text != revision else {
        continue
      }
      throw overtaken("\(place.path) became \"\(text)\"; run again")
    }
    do throws(PromotionFault) {
      let promotion = try Promotion(
        of: revision, to: places.map(\.place), in: now.bytes, of: found.path)
      return promotion.isEmpty ? nil : (now, promotion.bytes, promotion.diff)
    } catch {
      guard now.bytes != found.bytes else { throw .refused(CandidateFault(error.diagnostics)) }
      throw overtaken(error.diagnostics.map { "\($0)" }.joined(separator: "; "))
    }
  }

  private func overtaken(_ what: String) -> EditFault {
    .overtaken("\(found.path) was changed while the run was under way, and is left alone: " + what)
  }
}

extension PromotionPlace {
  fileprivate init(_ written: RolloutConfig.RevisionPlace, in file: FoundFile) {
    self.init(file: file.path, path: written.path, position: written.position)
  }
}
