import Diagnostics
import YAMLText

/// A config file as it was found.
package struct ConfigFile: Hashable, Sendable {
  /// As the user names it.
  package let name: String
  /// The folder that its paths are relative to; empty for the work tree itself.
  package let folder: String
  package let bytes: [UInt8]

  package init(name: String, folder: String, bytes: [UInt8]) {
    self.name = name
    self.folder = folder
    self.bytes = bytes
  }
}

/// Reads all configs of a run, and says everything that is wrong in all of them.
///
/// An address given here stands above those in the files.
package func readConfigs(
  _ files: [ConfigFile], address: StoreAddress? = nil
) -> GateConfiguration {
  var entries: [GateConfiguration.Entry] = []
  var diagnostics: [Diagnostic] = []
  for file in files {
    let (tree, faults) = YAMLFile.read(file.bytes, named: file.name)
    diagnostics += faults
    guard let tree else { continue }
    let documents = tree.documents.filter { $0.root.map { $0.scalar?.isNull != true } ?? false }
    if documents.isEmpty {
      diagnostics.append(
        .error(
          at: SourcePosition(file: file.name, line: 1, column: 1), "the config is empty",
          advice: "begin with version: 1"))
    }
    for document in documents {
      guard let root = document.root else { continue }
      let node = ConfigNode(root, in: document, of: tree)
      read(node, folder: file.folder, address: address, &entries, &diagnostics)
    }
  }
  return GateConfiguration(entries: withoutDoubles(entries), diagnostics: diagnostics)
}

private func read(
  _ root: ConfigNode, folder: String, address: StoreAddress?,
  _ entries: inout [GateConfiguration.Entry], _ diagnostics: inout [Diagnostic]
) {
  // The rollouts are checked one by one below, so that the fault of one stays its own.
  var check = ShapeCheck()
  check.check(root, is: .object(ConfigShape.root.withFreeItems("rollouts")), called: "the config")
  diagnostics += check.diagnostics
  guard root.entries != nil else { return }

  var store = StoreSettings()
  if let section = root["prometheus"], section.entries != nil, !check.diagnostics.hasErrors {
    store = StoreSettings(reading: section, folder: folder)
    diagnostics += store.faults(in: section)
  }
  store.address = address ?? store.address
  for (index, item) in (root["rollouts"]?.items ?? []).enumerated() {
    var check = ShapeCheck()
    check.check(item, is: .object(ConfigShape.rollout), called: "rollouts[\(index)]")
    guard check.diagnostics.isEmpty else {
      let name = [item["namespace"]?.text, item["name"]?.text].compactMap(\.self)
      entries.append(
        .broken(
          title: name.count == 2 ? name.joined(separator: "/") : "rollouts[\(index)]",
          position: item.position, diagnostics: check.diagnostics))
      continue
    }
    entries.append(readRollout(item, store: store, folder: folder))
  }
}

/// Two rollouts of one name would share a record: the second one is refused.
private func withoutDoubles(_ entries: [GateConfiguration.Entry]) -> [GateConfiguration.Entry] {
  var seen: [String: SourcePosition] = [:]
  return entries.map { entry in
    guard case .sound(let config, _) = entry else { return entry }
    let title = "\(config.name)"
    guard let first = seen.updateValue(config.position, forKey: title) else { return entry }
    seen[title] = first
    return .broken(
      title: title, position: config.position,
      diagnostics: [
        .error(
          at: config.position, "\(title) is already at \(first)", advice: "rename one of the two")
      ])
  }
}

extension ObjectShape {
  /// The same object with a list whose items may be anything, for those who check them elsewhere.
  fileprivate func withFreeItems(_ name: String) -> ObjectShape {
    ObjectShape(
      fields.map { field in
        guard field.name == name else { return field }
        return Field(
          name: name, shape: .list(.anything), isRequired: field.isRequired,
          summary: field.summary)
      }, rules: rules)
  }
}
