import Diagnostics
import YAMLText

/// A revision written to all its places of one file: one edit, proved.
///
/// Only the values change, in the quotes that they have; see `YAMLNode.needsQuotes(for:)` for those
/// that get some. Whole values are written: where a place holds an image with its tag, the revision
/// is such an image, too.
package struct Promotion: Sendable {
  private let edit: ProvedEdit

  /// Of a file by its name, relative to the work tree; the places are those of this file.
  ///
  /// After the change every path still leads to the same value, and that is the revision: a path
  /// like `images[?newTag=v1].newTag` would lose its own place, and is refused.
  package init(
    of revision: String, to places: [PromotionPlace], in bytes: [UInt8], of file: String
  ) throws(PromotionFault) {
    let (tree, diagnostics) = YAMLFile.read(bytes, named: file)
    guard let tree else { throw PromotionFault(diagnostics) }
    let changes = try Self.changes(to: revision, at: places, in: tree)
    do throws(YAMLEditError) {
      edit = try tree.edited(changes)
    } catch {
      throw PromotionFault([error.diagnostic(in: file)])
    }
    guard !edit.isEmpty else { return }
    let (after, faults) = YAMLFile.read(edit.new, named: file)
    guard let after else { throw PromotionFault(faults) }
    for place in places {
      let before = try place.value(in: tree).place
      let now = try? place.value(in: after)
      guard now?.place == before, now?.text == revision else {
        throw PromotionFault([
          .error(
            at: place.position, "with \"\(revision)\" in it, \(place.path) would lead elsewhere",
            advice: "name the item by another key, or by its number")
        ])
      }
    }
  }

  package var bytes: [UInt8] { edit.new }

  /// Whether the revision stands everywhere already.
  package var isEmpty: Bool { edit.isEmpty }

  /// The change as a unified diff; empty for none.
  package var diff: String {
    UnifiedDiff(path: edit.name, old: edit.old, new: edit.new).text
  }

  /// One change a value, also where two paths lead to the same one; or all that is wrong.
  private static func changes(
    to revision: String, at places: [PromotionPlace], in tree: YAMLFile
  ) throws(PromotionFault) -> [YAMLChange] {
    var changes: [YAMLChange] = []
    var faults: [Diagnostic] = []
    for place in places {
      do throws(PromotionFault) {
        let change = try place.change(to: revision, in: tree)
        if !changes.contains(change) { changes.append(change) }
      } catch {
        faults += error.diagnostics
      }
    }
    guard faults.isEmpty else { throw PromotionFault(faults) }
    return changes
  }
}

extension PromotionPlace {
  fileprivate func change(
    to revision: String, in tree: YAMLFile
  ) throws(PromotionFault) -> YAMLChange {
    let (place, node, text) = try value(in: tree)
    guard text != revision else { return YAMLChange(at: place, from: text, to: revision) }
    do throws(YAMLRefusal) {
      let needsQuotes = try node.needsQuotes(for: revision)
      return YAMLChange(at: place, from: text, to: revision, addingQuotes: needsQuotes)
    } catch {
      throw PromotionFault([error.diagnostic])
    }
  }
}
