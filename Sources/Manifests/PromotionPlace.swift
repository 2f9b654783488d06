import Diagnostics
import YAMLText

/// One place where a baseline's revision is written: an image's tag, a chart's value, a whole image.
package struct PromotionPlace: Hashable, Sendable {
  /// Relative to the work tree.
  package let file: String
  package let path: YAMLPath
  /// Where the config says so.
  package let position: SourcePosition

  package init(file: String, path: YAMLPath, position: SourcePosition) {
    self.file = file
    self.path = path
    self.position = position
  }
}

extension PromotionPlace {
  /// The revision that stands here now; nil comes with an error at its place in `file`.
  ///
  /// Refused is what could not be written either: a value that an alias, an anchor, a merge key or a
  /// tag makes count elsewhere, a template's braces, a block of text, several documents with the same
  /// path, and an empty value, of which nobody can tell whether the path is right.
  package func text(in bytes: [UInt8]) -> (text: String?, diagnostics: [Diagnostic]) {
    let (tree, diagnostics) = YAMLFile.read(bytes, named: file)
    guard let tree else { return (nil, diagnostics) }
    do throws(PromotionFault) {
      return (try value(in: tree).text, [])
    } catch {
      return (nil, error.diagnostics)
    }
  }

  /// Whether both paths lead to one value of a file, be it in different words; false where one of them
  /// leads to none.
  package func isSame(as other: PromotionPlace, in bytes: [UInt8]) -> Bool {
    guard let tree = YAMLFile.read(bytes, named: file).file,
      let one = tree.locate(path).found, let two = tree.locate(other.path).found
    else { return false }
    return one.place == two.place
  }

  /// The one scalar that the path leads to, whose bytes stand for nothing else.
  func value(
    in tree: YAMLFile
  ) throws(PromotionFault) -> (place: YAMLPlace, node: YAMLNode, text: String) {
    let (found, diagnostics) = tree.locate(path)
    guard let (node, place) = found else { throw PromotionFault(diagnostics) }
    do throws(YAMLRefusal) {
      _ = try tree.documents[place.document].ownNode(at: place.steps)
      return (place, node, try node.revision(at: path))
    } catch {
      throw PromotionFault([error.diagnostic])
    }
  }
}

/// Why a revision can't be read or written, with all places that are wrong.
package struct PromotionFault: Error, Hashable, Sendable {
  package let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

extension YAMLNode {
  fileprivate func revision(at path: YAMLPath) throws(YAMLRefusal) -> String {
    guard let scalar else {
      throw YAMLRefusal(
        at: position, "\(path) leads to \(items == nil ? "a mapping" : "a list"), not to one value",
        advice: "name the value itself")
    }
    switch scalar.style {
    case .literal, .folded:
      throw YAMLRefusal(
        at: position, "the revision is a block of text", advice: "write it on one line")
    case .plain, .singleQuoted, .doubleQuoted: break
    }
    guard !scalar.isNull, !scalar.text.isEmpty else {
      throw YAMLRefusal(
        at: position, "there is no revision here", advice: "write the one that runs now")
    }
    // Helm's and Flux's: what stands here is then not what is applied.
    guard !scalar.text.contains("{{"), !scalar.text.contains("${") else {
      throw YAMLRefusal(
        at: position, "the revision is filled in by a template",
        advice: "name the file that it is filled in from")
    }
    return scalar.text
  }
}
