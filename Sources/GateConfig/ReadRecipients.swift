import Diagnostics
import HTTPExchange
import Rollouts

/// Reads a `notifications:` section, and says what is wrong with it. Whoever is wrong is left out;
/// the others are told, and no rollout waits for a mistake in here.
///
/// - Parameter titles: The rollouts of the same config.
func readRecipients(
  _ section: ConfigNode, of titles: [String], folder: String, budget: inout Int
) -> (recipients: [Recipient], faults: [Diagnostic]) {
  var list = ShapeCheck(budget: max(0, budget))
  list.check(section, is: .list(.anything), called: "notifications")
  budget = list.budget
  var faults = list.diagnostics
  var recipients: [Recipient] = []
  for (index, item) in (section.items ?? []).enumerated() {
    var check = ShapeCheck(budget: max(0, budget))
    check.check(item, is: .object(ConfigShape.notification), called: "notifications[\(index)]")
    budget = check.budget
    let own = check.diagnostics.isEmpty ? faultsOfMeaning(in: item, titles) : check.diagnostics
    faults += own
    guard !own.hasErrors,
      let recipient = Recipient(reading: item, of: titles, folder: folder)
    else { continue }
    recipients.append(recipient)
  }
  return (recipients, faults)
}

extension Recipient {
  /// Reads a recipient that fits its shape.
  fileprivate init?(reading node: ConfigNode, of titles: [String], folder: String) {
    guard let service = node["type"]?.text.flatMap(Service.init),
      let address = node["address"]?.secretPlace
    else { return nil }
    self.service = service
    self.address = address
    name = node["name"]?.text
    least = node["severity"]?.text.flatMap(Severity.init) ?? .info
    let names = node["rollouts"]?.items?.compactMap(\.text)
    rollouts = Set(
      titles.filter { title in names.map { $0.contains { title.isCalled($0) } } ?? true })
    channel = node["channel"]?.text
    username = node["username"]?.text
    var settings = StoreSettings(reading: node, folder: folder)
    // One time is the limit of all that is sent, whatever is tried in it.
    settings.deadline = settings.timeout
    settings.retry = RetryRule(attempts: 3, firstWait: .milliseconds(500))
    connection = settings
    position = node.position
  }
}

/// What a well-shaped recipient still has wrong.
private func faultsOfMeaning(in node: ConfigNode, _ titles: [String]) -> [Diagnostic] {
  let settings = StoreSettings(reading: node, folder: "")
  var faults =
    settings.timeoutFaults(in: node) + settings.headerFaults(in: node)
    + settings.authorizationFaults(in: node) + settings.tlsFaults(in: node)
  for item in node["rollouts"]?.items ?? [] {
    guard let name = item.text, !titles.contains(where: { $0.isCalled(name) }) else { continue }
    let near = nearestName(to: name, among: titles)
    faults.append(
      .error(
        at: item.position, "no rollout of this config is called \(quoted(name))",
        advice: near.map { "did you mean \($0)?" } ?? "remove it, or write its NAMESPACE/NAME"))
  }
  return faults
}

extension String {
  /// Whether a name, with its namespace or without, is this rollout's.
  fileprivate func isCalled(_ name: String) -> Bool { name == self || hasSuffix("/" + name) }
}
