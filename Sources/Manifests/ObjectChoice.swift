import Diagnostics
import YAMLText

/// Finds the one object of a file that a target means.
struct ObjectChoice {
  let object: ManifestObject
  let kind: ManifestKind

  init(in file: YAMLFile, for target: ManifestTarget) throws(YAMLRefusal) {
    let objects = ManifestObject.all(in: file)
    if let selector = target.object {
      self = try Self.selected(selector, among: objects, in: file, for: target)
    } else {
      self = try Self.only(among: objects, in: file, for: target)
    }
  }

  private init(object: ManifestObject, kind: ManifestKind) {
    self.object = object
    self.kind = kind
  }

  private static func selected(
    _ selector: ObjectSelector, among objects: [ManifestObject], in file: YAMLFile,
    for target: ManifestTarget
  ) throws(YAMLRefusal) -> ObjectChoice {
    let found = objects.filter { $0.isMeant(by: selector, for: target.namespace) }
    guard let object = found.first else {
      throw YAMLRefusal(
        at: beginning(of: file), "there is no \(selector) here",
        advice: "the objects here are \(listed(objects) { described($0) })")
    }
    guard found.count == 1 else {
      throw YAMLRefusal(
        at: object.node.position,
        "\(selector) is there \(found.count) times: \(listed(found) { described($0) })",
        advice: "give manifest.object with its namespace, as Kind/namespace/name")
    }
    guard let kind = ManifestKind(of: object) else { throw unsupported(object) }
    return ObjectChoice(object: object, kind: kind)
  }

  private static func only(
    among objects: [ManifestObject], in file: YAMLFile, for target: ManifestTarget
  ) throws(YAMLRefusal) -> ObjectChoice {
    let canary = target.canary.resolved(in: target.namespace)
    var found: [ObjectChoice] = []
    var refusal: YAMLRefusal?
    var lists: [WeightList] = []
    for object in objects {
      guard let kind = ManifestKind(of: object) else { continue }
      do throws(YAMLRefusal) {
        let its = try kind.lists(object, target.namespace)
        lists += its
        if its.contains(where: { !$0.entries(for: canary).isEmpty }) {
          found.append(ObjectChoice(object: object, kind: kind))
        }
      } catch {
        refusal = refusal ?? error
      }
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      if let refusal { throw refusal }
      if !lists.isEmpty || objects.contains(where: { ManifestKind(of: $0) != nil }) {
        throw YAMLRefusal(
          at: beginning(of: file), "nothing here routes to \(canary)",
          advice: "correct canary.destination; the routes here are "
            + listed(lists) { "\($0)" })
      }
      if let other = objects.first(where: { ManifestKind.later.contains($0.kind) }) {
        throw unsupported(other)
      }
      throw YAMLRefusal(
        at: beginning(of: file), "there is no object with weights here",
        advice: "name a file with one of \(ManifestKind.names)")
    }
    throw YAMLRefusal(
      at: found[0].object.node.position,
      "\(found.count) objects route to \(canary): \(listed(found) { described($0.object) })",
      advice: "name one as manifest.object")
  }

  private static func unsupported(_ object: ManifestObject) -> YAMLRefusal {
    let group = object.group.isEmpty ? "" : " of \(object.group)"
    return YAMLRefusal(
      at: object.node.position, "\(object.kind)\(group) is not supported yet",
      advice: "supported is \(ManifestKind.names)")
  }

  private static func described(_ object: ManifestObject) -> String {
    let isKnown = ManifestKind(of: object) != nil || object.group.isEmpty
    let selector = ObjectSelector(
      kind: object.kind, group: isKnown ? nil : object.group, namespace: object.namespace,
      name: object.name)
    return "\(selector) at \(object.node.position)"
  }

  private static func beginning(of file: YAMLFile) -> SourcePosition {
    SourcePosition(file: file.name, line: 1, column: 1)
  }
}

/// The texts of at most six, and how many more there are.
func listed<Item>(_ items: [Item], _ text: (Item) -> String) -> String {
  guard !items.isEmpty else { return "none" }
  let more = items.count > 6 ? ", and \(items.count - 6) more" : ""
  return items.prefix(6).map(text).joined(separator: ", ") + more
}
