import Diagnostics
import YAMLText

/// Holds an imported object to what all readers of YAML take alike: Kubernetes would read a key that
/// is there twice, a merge key or a tag in its own way, and a check could be another one than here.
struct ObjectCheck {
  /// How many values may still be read, aliases unfolded; this bounds a whole file.
  private(set) var budget: Int
  private var faults: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  init(budget: Int) {
    self.budget = budget
  }

  /// What is wrong with the object, in the order of its file, each fault once however many aliases
  /// lead there.
  mutating func faults(in root: ConfigNode) -> [Diagnostic] {
    var waiting = [root]
    while let node = waiting.popLast() {
      guard budget > 0 else {
        add(
          root.position, "the aliases of this file unfold to more than a million values",
          "write less")
        break
      }
      budget -= 1
      if let tag = node.node.tag {
        add(node.position, "a value has the tag \(tag)", "remove the tag")
      }
      if node.node.looksLikeTemplate {
        add(node.position, "this is a template", "render it first, or put the braces in quotes")
        continue
      }
      if case .alias(let name) = node.node.content {
        add(node.position, "the alias *\(name) leads back to itself", "write the value out")
      }
      waiting += node.items ?? []
      waiting += node.entries?.map(\.value) ?? []
      check(node.entries?.map(\.key) ?? [])
    }
    return faults.inFileOrder
  }

  /// The keys of a mapping should be texts, each there once.
  private mutating func check(_ keys: [YAMLNode]) {
    var first: [String: YAMLNode] = [:]
    for key in keys {
      guard let text = key.scalar?.text else {
        add(key.position, "a key is no text", "write a name")
        continue
      }
      if text == "<<" {
        add(key.position, "merge keys (<<) are not read", "write the keys out")
      } else if let first = first.updateValue(key, forKey: text) {
        add(
          key.position, "\(quoted(text)) is given twice, first in line \(first.position.line)",
          "remove one of them")
      }
    }
  }

  private mutating func add(_ position: SourcePosition, _ what: String, _ advice: String) {
    let fault = Diagnostic.error(at: position, what, advice: advice)
    if seen.insert(fault).inserted { faults.append(fault) }
  }
}
