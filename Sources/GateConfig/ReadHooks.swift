import Diagnostics
import HTTPExchange
import Rollouts

/// Reads hooks that fit their shape.
func readHooks(
  _ items: [ConfigNode], folder: String, _ faults: inout [Diagnostic]
) -> [RolloutConfig.Hook] {
  var hooks: [RolloutConfig.Hook] = []
  var lines: [String: Int] = [:]
  for item in items {
    let (hook, ownFaults) = readHook(item, folder: folder)
    faults += ownFaults
    guard let hook else { continue }
    if let line = lines[hook.name] {
      faults.append(
        .error(
          at: item.position, "two hooks are called \(quoted(hook.name)), the first in line \(line)",
          advice: "give one a name of its own"))
    }
    lines[hook.name] = item.position.line
    hooks.append(hook)
  }
  return hooks
}

private func readHook(
  _ node: ConfigNode, folder: String
) -> (hook: RolloutConfig.Hook?, faults: [Diagnostic]) {
  guard let kind = node["type"]?.text.flatMap(HookKind.init) else { return (nil, []) }
  // A hook's keys for its connection are those of a store, so that they are read alike.
  var settings = StoreSettings(reading: node, folder: folder)
  // As in Flagger, one time is the limit of the whole call, whatever is tried in it.
  settings.deadline = settings.timeout
  settings.retry = RetryRule(
    attempts: 1 + (node["retries"]?.count ?? 0), repeating: .allServerErrors)
  let way: RolloutConfig.Hook.Way
  var faults: [Diagnostic] = []
  if let address = node["url"]?.text.flatMap(HookAddress.init) {
    way = .http(address, settings)
    faults = settings.faults(ofHook: node, at: address)
  } else if let command = node["command"]?.items?.compactMap(\.text), !command.isEmpty {
    way = .program(command)
    faults = settings.timeoutFaults(in: node)
  } else {
    return (nil, [])
  }
  let metadata = (node["metadata"]?.entries ?? []).compactMap { entry in
    entry.key.scalar.flatMap { key in
      entry.value.text.map { RolloutConfig.Hook.Metadatum(name: key.text, value: $0) }
    }
  }
  let hook = RolloutConfig.Hook(
    kind: kind, name: node["name"]?.text ?? kind.rawValue, way: way, timeout: settings.timeout,
    metadata: metadata, folder: folder, position: node.position)
  return (hook, faults)
}

extension StoreSettings {
  /// What a well-shaped hook's connection still has wrong.
  fileprivate func faults(ofHook node: ConfigNode, at address: HookAddress) -> [Diagnostic] {
    var faults =
      timeoutFaults(in: node) + headerFaults(in: node) + authorizationFaults(in: node)
      + tlsFaults(in: node)
    for header in node["headers"]?.entries ?? []
    where header.value.text == nil && !address.isEncrypted {
      faults.append(
        .warning(
          at: header.key.position,
          "the secret \(header.key.scalar?.text ?? "") is sent without encryption",
          advice: "use https"))
    }
    return faults
  }
}

extension StoreSettings {
  /// What a header gives away that stands in the config for all to read.
  func authorizationFaults(in node: ConfigNode) -> [Diagnostic] {
    (node["headers"]?.entries ?? []).compactMap { header in
      let name = header.key.scalar?.text ?? ""
      guard name.lowercased() == "authorization", header.value.text != nil else { return nil }
      return .error(
        at: header.value.position, "\(name) is written into the config",
        advice: "keep it secret: {env: NAME} or {file: PATH}")
    }
  }
}
