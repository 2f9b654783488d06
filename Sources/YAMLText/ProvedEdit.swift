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
  ///
  /// What a document says depends on its own bytes alone, so only the changed ones are read again, each
  /// by itself; the others have the same bytes in the same place.
  func proof(
    of plan: EditPlan, for changes: [YAMLChange], in new: [UInt8]
  ) throws(ProofFailure) -> [Int: YAMLDocument] {
    if let offset = plan.splices.strayByte(from: bytes, to: new) {
      throw ProofFailure(fault: .otherBytes(offset: offset))
    }
    let touched = Set(changes.map(\.place.document)).sorted()
    for splice in plan.splices.all
    where !touched.contains(where: { isIn(slice(of: $0), splice) }) {
      let index = documents.indices.last { isIn(slice(of: $0), splice) }
      throw ProofFailure(fault: .unplanned(YAMLPlace(document: index ?? 0)))
    }
    var kept: [Int: YAMLDocument] = [:]
    var found: [YAMLChange] = []
    for index in touched {
      let document = try document(index, in: new, plan.splices)
      kept[index] = document
      let result = TreeDifference.changes(
        from: documents[index], to: document, document: index,
        wanted: plan.effective.map(\.place))
      switch result {
      case .success(let changes): found += changes
      case .failure(let difference): throw ProofFailure(fault: .unplanned(difference.place))
      }
    }
    if let stray = found.first(where: { !plan.effective.contains($0) }) {
      throw ProofFailure(fault: .unplanned(stray.place))
    }
    if let lost = plan.effective.first(where: { !found.contains($0) }) {
      throw ProofFailure(fault: .missing(lost.place))
    }
    let again = try? EditPlan(changes, bytes: new) { kept[$0] }
    guard let again, again.effective.isEmpty else { throw ProofFailure(fault: .notIdempotent) }
    return kept
  }

  /// A document as it reads in the new bytes: from its first byte to the next document's, and so whole
  /// and alone.
  private func document(
    _ index: Int, in new: [UInt8], _ splices: Splices
  ) throws(ProofFailure) -> YAMLDocument {
    let stray = ProofFailure(fault: .unplanned(YAMLPlace(document: index)))
    guard documents.indices.contains(index) else { throw stray }
    let slice = slice(of: index)
    let lower = moved(slice.lowerBound, by: splices)
    let upper = moved(slice.upperBound, by: splices)
    // The next document's marker begins a line, as it did before.
    let isKept = !splices.all.contains { $0.range.upperBound == slice.upperBound }
    guard isKept || upper == new.count || LineBreaks.isBreak(endingAt: upper - 1, in: new) else {
      throw stray
    }
    let (read, diagnostics) = Self.readDocuments(in: lower..<upper, of: new, named: name)
    if let first = diagnostics.first {
      throw ProofFailure(fault: .unreadable(first.description))
    }
    guard let document = read.first else { throw stray }
    guard read.count == 1 else {
      throw ProofFailure(fault: .unplanned(YAMLPlace(document: index + 1)))
    }
    return document
  }

  private func isIn(_ slice: Range<Int>, _ splice: Splices.Splice) -> Bool {
    slice.lowerBound <= splice.range.lowerBound && splice.range.upperBound <= slice.upperBound
  }

  /// Where a slice's end is in the new bytes. What is inserted right before a document's marker, or at
  /// the end of the file, belongs to the document before.
  private func moved(_ offset: Int, by splices: Splices) -> Int {
    let isEnd = offset == bytes.count || bytes[offset...].starts(with: "---".utf8)
    return offset + splices.shift(before: isEnd ? offset + 1 : offset)
  }

  /// The bytes that make a document: its own with its directives, and the comments behind it.
  private func slice(of index: Int) -> Range<Int> {
    let lower = index == 0 ? 0 : documents[index].range.lowerBound
    let next = documents.indices.contains(index + 1) ? documents[index + 1].range.lowerBound : nil
    return lower..<(next ?? bytes.count)
  }
}
