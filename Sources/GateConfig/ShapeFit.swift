/// The object that knows the most keys of a mapping that fits none of them.
func nearestShape(to node: ConfigNode, among shapes: [Shape]) -> Shape? {
  guard let entries = node.entries else { return nil }
  func known(_ shape: Shape) -> Int {
    guard case .object(let object) = shape else { return -1 }
    return entries.count { object.field(named: $0.key.scalar?.text ?? "") != nil }
  }
  return shapes.max { known($0) < known($1) }
}

extension Shape {
  /// Whether a node is of this shape's kind, by which an alternative is chosen.
  func fits(_ node: ConfigNode) -> Bool {
    switch (self, node.node.content) {
    case (.list, .sequence), (.map, .mapping): true
    case (.object(let shape), .mapping(let entries)):
      shape.fields.filter(\.isRequired).allSatisfy { field in
        entries.contains { $0.key.scalar?.text == field.name }
      }
    case (.anything, _): true
    case (.integer, .scalar(let scalar)): ScalarKind(scalar) == .integer
    case (.text, .scalar(let scalar)), (.choice, .scalar(let scalar)):
      ScalarKind(scalar) == .text
    case (.number, .scalar), (.boolean, .scalar): true
    case (.either(let shapes), _): shapes.contains { $0.fits(node) }
    case (.list, _), (.map, _), (.object, _), (.integer, _), (.text, _), (.choice, _), (.number, _),
      (.boolean, _):
      false
    }
  }
}
