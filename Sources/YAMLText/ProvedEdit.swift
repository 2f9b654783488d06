import Diagnostics

/// The new bytes of a file, proved to say what the changes say and nothing else.
///
/// Only `YAMLFile.edited(_:)` makes one, after the proof.
package struct ProvedEdit: Sendable {
  /// The file's name, as it was read.
  package let name: String
  package let old: [UInt8]
  package let new: [UInt8]
  /// What was changed in fact; a change whose value was there already is not among them.
  package let changes: [YAMLChange]
  /// The changed documents as they read now, by their index.
  package let documents: [Int: YAMLDocument]

  /// Whether there is anything to write.
  package var isEmpty: Bool { changes.isEmpty }

  fileprivate init(
    name: String, old: [UInt8], new: [UInt8], changes: [YAMLChange],
    documents: [Int: YAMLDocument]
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.changes = changes
    self.documents = documents
  }
}

extension YAMLFile {
  /// This file's bytes with the changes made, after proving that
  /// - no byte outside the changed values differs,
  /// - the new text, read again, differs from the old in exactly these values (and each document
  ///   without a change has the same bytes in its place),
  /// - the same changes find nothing left to do in it.
  package func edited(_ changes: [YAMLChange]) throws(YAMLEditError) -> ProvedEdit {
    let plan: EditPlan
    do throws(YAMLRefusal) {
      plan = try EditPlan(changes, bytes: bytes) {
        documents.indices.contains($0) ? documents[$0] : nil
      }
    } catch {
      throw .refused(error)
    }
    let new = plan.splices.applied(to: bytes)
    let changed: [Int: YAMLDocument]
    do throws(ProofFailure) {
      changed = try proof(of: plan, for: changes, in: new)
    } catch {
      throw .notProved(error.fault)
    }
    return ProvedEdit(
      name: name, old: bytes, new: new, changes: plan.effective, documents: changed)
  }

  struct ProofFailure: Error {
    let fault: ProofFault
  }

  /// The changed documents as they read in the new bytes, if these are what the plan says.
  func proof(
    of plan: EditPlan, for changes: [YAMLChange], in new: [UInt8]
  ) throws(ProofFailure) -> [Int: YAMLDocument] {
    if let offset = plan.splices.strayByte(from: bytes, to: new) {
      throw ProofFailure(fault: .otherBytes(offset: offset))
    }
    let wanted = Set(changes.map(\.place.document))
    var kept: [Int: YAMLDocument] = [:]
    var found: [YAMLChange] = []
    var stray: YAMLPlace?
    var count = 0
    let isWanted = { (index: Int) in wanted.contains(index) }
    let diagnostics = YAMLFile.read(new, named: name, wanted: isWanted) { document in
      defer { count += 1 }
      guard documents.indices.contains(count) else { return }
      guard isWanted(count) else {
        if !isUntouched(documents[count], as: document, in: new, plan.splices) {
          stray = stray ?? YAMLPlace(document: count)
        }
        return
      }
      kept[count] = document
      let result = TreeDifference.changes(
        from: documents[count], to: document, document: count,
        wanted: plan.effective.map(\.place))
      switch result {
      case .success(let changes): found += changes
      case .failure(let difference): stray = stray ?? difference.place
      }
    }
    if let first = diagnostics.first {
      throw ProofFailure(fault: .unreadable(first.description))
    }
    if count != documents.count {
      stray = stray ?? YAMLPlace(document: min(count, documents.count))
    }
    stray = stray ?? found.first { !plan.effective.contains($0) }?.place
    if let stray { throw ProofFailure(fault: .unplanned(stray)) }
    if let lost = plan.effective.first(where: { !found.contains($0) }) {
      throw ProofFailure(fault: .missing(lost.place))
    }
    let again = try? EditPlan(changes, bytes: new) { kept[$0] }
    guard let again, again.effective.isEmpty else { throw ProofFailure(fault: .notIdempotent) }
    return kept
  }

  /// Whether a document has the same bytes in the same place, moved by what was spliced in before.
  ///
  /// What a YAML document says depends on its own bytes alone, so it then says the same.
  private func isUntouched(
    _ old: YAMLDocument, as document: YAMLDocument, in new: [UInt8], _ splices: Splices
  ) -> Bool {
    let shift = splices.shift(before: old.range.lowerBound)
    return old.range.lowerBound + shift == document.range.lowerBound
      && old.range.count == document.range.count
      && bytes[old.range].elementsEqual(new[document.range])
  }
}
