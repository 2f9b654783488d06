import Diagnostics
import YAMLText

/// Finds the one object of a file that a target means, by its name or by where it routes to.
struct ObjectChoice {
  let object: ManifestObject
  let kind: ManifestKind

  init(
    in file: YAMLFile, of canary: Destination, for target: ManifestTarget
  ) throws(YAMLRefusal) {
    let objects = ManifestObject.all(in: file)
    if let selector = target.object {
      self = try Self.selected(selector, of: canary, among: objects, in: file, for: target)
    } else {
      self = try Self.only(of: canary, among: objects, in: file, for: target)
    }
  }

  private init(object: ManifestObject, kind: ManifestKind) {
    self.object = object
    self.kind = kind
  }

  private static func selected(
    _ selector: ObjectSelector, of canary: Destination, among objects: [ManifestObject],
    in file: YAMLFile, for target: ManifestTarget
  ) throws(YAMLRefusal) -> ObjectChoice {
    let found = ManifestObject.meant(by: selector, among: objects, for: target.namespace)
    // Istio's VirtualService is neither Gloo's nor App Mesh's.
    if Set(found.map(\.group)).count > 1 {
      return try only(of: canary, among: found, in: file, for: target)
    }
    let object = try one(found, of: selector, among: objects, in: file)
    guard let kind = ManifestKind(of: object) else { throw unsupported(object) }
    return ObjectChoice(object: object, kind: kind)
  }

  /// The one object that a selector means.
  static func one(
    _ found: [ManifestObject], of selector: ObjectSelector, among objects: [ManifestObject],
    in file: YAMLFile
  ) throws(YAMLRefusal) -> ManifestObject {
    guard let object = found.first else {
      throw YAMLRefusal(
        at: file.beginning, "there is no \(selector) here",
        advice: "the objects here are \(listed(objects) { described($0, among: objects) })")
    }
    guard found.count == 1 else {
      throw YAMLRefusal(
        at: object.node.position,
        "\(selector) is there \(found.count) times: \(listed(found) { described($0, among: objects) })",
        advice:
          "give manifest.object with its namespace, as Kind/namespace/name, or with its group, "
          + "as Kind.group/name")
    }
    return object
  }

  private static func only(
    of canary: Destination, among objects: [ManifestObject], in file: YAMLFile,
    for target: ManifestTarget
  ) throws(YAMLRefusal) -> ObjectChoice {
    var found: [ObjectChoice] = []
    // Those where the canary shares the traffic; a tester's route of its own has nobody else.
    var dividing: [ObjectChoice] = []
    var refusal: YAMLRefusal?
    // Of an object that speaks of the canary, and may be one more that routes to it.
    var doubt: YAMLRefusal?
    var lists: [WeightList] = []
    // As the kinds here understand it.
    var sought = canary
    for object in objects {
      guard let kind = ManifestKind(of: object) else { continue }
      do throws(YAMLRefusal) {
        let its = try kind.lists(object, target.namespace)
        lists += its
        sought = kind.resolved(canary, in: target.namespace)
        let routing = its.filter { !$0.entries(for: sought).isEmpty }
        let choice = ObjectChoice(object: object, kind: kind)
        if !routing.isEmpty { found.append(choice) }
        if routing.contains(where: \.divides) { dividing.append(choice) }
      } catch {
        refusal = refusal ?? error
        if file.mentions(canary.host, in: object.node) { doubt = doubt ?? error }
      }
    }
    if !found.isEmpty, let doubt { throw doubt }
    if dividing.count == 1 { return dividing[0] }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      if let refusal { throw refusal }
      if !lists.isEmpty || objects.contains(where: { ManifestKind(of: $0) != nil }) {
        throw YAMLRefusal(
          at: file.beginning, "nothing here routes to \(sought)",
          advice: "correct canary.destination; the routes here are "
            + listed(lists) { "\($0)" })
      }
      if let owned = objects.first(where: { $0.controller != nil }) { throw unsupported(owned) }
      throw YAMLRefusal(
        at: file.beginning, "there is no object with weights here",
        advice: "name the file of the routes, or the value that is a weight as canary.path")
    }
    throw YAMLRefusal(
      at: found[0].object.node.position,
      "\(found.count) objects route to \(sought): "
        + listed(found) { described($0.object, among: objects) },
      advice: "name one as manifest.object")
  }

  private static func unsupported(_ object: ManifestObject) -> YAMLRefusal {
    if let controller = object.controller { return object.owned(by: controller) }
    let group = object.group.isEmpty ? "" : " of \(object.group)"
    return YAMLRefusal(
      at: object.node.position, "\(object.kind)\(group) has no weights that are known",
      advice: "name the object that routes, or the value that is a weight as canary.path")
  }

  /// With its group, unless everybody knows it.
  private static func described(
    _ object: ManifestObject, among objects: [ManifestObject]
  ) -> String {
    let isAlone = !objects.contains { $0.kind == object.kind && $0.group != object.group }
    let firstOfItsName = ManifestKind.all.first { $0.kind == object.kind }
    let isClear =
      object.group.isEmpty || isAlone && firstOfItsName?.groups.contains(object.group) == true
    let selector = ObjectSelector(
      kind: object.kind, group: isClear ? nil : object.group, namespace: object.namespace,
      name: object.name)
    return "\(selector) at \(object.node.position)"
  }
}

extension YAMLFile {
  /// Whether the first label of a host is among a node's bytes.
  fileprivate func mentions(_ host: String, in node: YAMLNode) -> Bool {
    let label = host.split(separator: ".").first.map { Array($0.lowercased().utf8) } ?? []
    let text = String(decoding: bytes[node.range], as: UTF8.self).lowercased()
    return text.utf8.firstRange(of: label) != nil
  }

  var beginning: SourcePosition { SourcePosition(file: name, line: 1, column: 1) }
}

/// The texts of at most six, and how many more there are.
func listed<Item>(_ items: [Item], _ text: (Item) -> String) -> String {
  guard !items.isEmpty else { return "none" }
  let more = items.count > 6 ? ", and \(items.count - 6) more" : ""
  return items.prefix(6).map(text).joined(separator: ", ") + more
}
