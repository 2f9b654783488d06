/// One place in a file: a document and the steps from its root.
package struct YAMLPlace: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case key(String)
    /// From 0.
    case index(Int)
  }

  /// From 0.
  package let document: Int
  package let steps: [Step]

  package init(document: Int, steps: [Step] = []) {
    self.document = document
    self.steps = steps
  }

  package subscript(key: String) -> YAMLPlace {
    YAMLPlace(document: document, steps: steps + [.key(key)])
  }

  package subscript(index: Int) -> YAMLPlace {
    YAMLPlace(document: document, steps: steps + [.index(index)])
  }

  package func appending(_ more: [Step]) -> YAMLPlace {
    YAMLPlace(document: document, steps: steps + more)
  }

  /// Whether this place is the other or in it.
  package func isBelow(_ other: YAMLPlace) -> Bool {
    document == other.document && steps.starts(with: other.steps)
  }
}

extension YAMLPlace: CustomStringConvertible {
  /// The steps in `YAMLPath`'s grammar, without the document: `spec.http[0].route[1].weight`.
  package var description: String { YAMLPath.text(of: steps.map(YAMLPath.Step.init)) }
}
