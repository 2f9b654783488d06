import Diagnostics

/// Two rollouts of one name would share a record: the second one is refused.
func withoutDoubles(_ entries: [GateConfiguration.Entry]) -> [GateConfiguration.Entry] {
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

extension GateConfiguration.Entry {
  /// The same rollout, not to be run: another version, or a store's section under a misspelt key,
  /// would give its words another meaning.
  func withheld(for fault: Diagnostic) -> Self {
    guard case .sound(let config, let warnings) = self else { return self }
    let place = fault.position.map { " at \($0)" } ?? ""
    return .broken(
      title: "\(config.name)", position: config.position,
      diagnostics: warnings + [
        .error(
          at: config.position, "not run, since the config around it is wrong\(place)",
          advice: "correct that first")
      ])
  }
}
