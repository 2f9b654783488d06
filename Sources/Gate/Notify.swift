import Diagnostics
import GateConfig
import HTTPExchange
import Outcome
import Rollouts

/// Messages to one recipient, over its own connection.
package struct Delivery: Sendable {
  package let requests: [HTTPRequest]
  package let connection: Connection
}

/// Who is told of which rollouts: the gravest first, then in the order of the run.
package func due(
  _ outcome: Outcome, to recipients: [Recipient]
) -> [(recipient: Recipient, rollouts: [RolloutOutcome])] {
  recipients.compactMap { recipient in
    let told = Severity.allCases.reversed().filter { $0 >= recipient.least }.flatMap { severity in
      outcome.rollouts.filter {
        $0.severity == severity && recipient.rollouts.contains($0.title)
      }
    }
    return told.isEmpty ? nil : (recipient, told)
  }
}

/// Tells each recipient what is due, all at once; returns what is to be said of those who could not be
/// told, and a line for each message that was sent.
///
/// It comes after everything is written and changes nothing of it: whoever can't be told is a
/// warning. No text here holds an address or what a server said.
package func notify(
  of outcome: Outcome, to recipients: [Recipient],
  writing payload: (Recipient, RolloutOutcome) -> [UInt8], with effects: Effects
) -> (warnings: [Diagnostic], sent: [String]) {
  var warnings: [Diagnostic] = []
  var lines: [String] = []
  var sent: [(recipient: Recipient, rollouts: [RolloutOutcome])] = []
  var deliveries: [Delivery] = []
  for (recipient, rollouts) in due(outcome, to: recipients) {
    do throws(StoreFaults) {
      let address = try recipient.openAddress(with: effects)
      let connection = try Connection(
        opening: recipient.connection, sizeLimit: answerLimit, with: effects)
      warnings += recipient.exposure(of: address).map { [$0] } ?? []
      deliveries.append(
        Delivery(
          requests: rollouts.map { rollout in
            HTTPRequest(
              method: .post, url: address.text,
              headers: [("Content-Type", "application/json; charset=utf-8")],
              body: payload(recipient, rollout))
          }, connection: connection))
      sent.append((recipient, rollouts))
    } catch {
      warnings.append(
        recipient.notTold(
          of: rollouts, among: rollouts,
          because: error.diagnostics.map(\.what).joined(separator: "; "),
          advice: error.diagnostics.first?.advice))
    }
  }
  guard !deliveries.isEmpty else { return (warnings, []) }
  for ((recipient, rollouts), results) in zip(sent, effects.deliver(deliveries)) {
    lines += zip(rollouts, results).map {
      $1.line(to: recipient, on: $0.title, within: recipient.connection.timeout)
    }
    let failed = zip(rollouts, results).filter { !$0.1.isDelivered }
    guard let first = failed.first else { continue }
    let (why, advice) = first.1.failure(within: recipient.connection.timeout)
    warnings.append(
      recipient.notTold(of: failed.map(\.0), among: rollouts, because: why, advice: advice))
  }
  return (warnings, lines)
}

/// The most bytes of an answer, of which nothing is read.
private let answerLimit = 1 << 20

extension Recipient {
  /// What others on the way could read; nil for nothing.
  func exposure(of address: HookAddress) -> Diagnostic? {
    guard !address.isEncrypted, !address.isLoopback else { return nil }
    return .warning(
      at: position, "\(title): its address is sent without encryption", advice: "use https")
  }

  /// What `lint` sees without sending: an address that is there and can't be used. One that is not
  /// there is no fault, for the job that lints need not have it.
  func addressFaults(with effects: Effects) -> [Diagnostic] {
    guard isThere(with: effects) else { return [] }
    do throws(StoreFaults) {
      return try exposure(of: openAddress(with: effects)).map { [$0] } ?? []
    } catch {
      return error.diagnostics
    }
  }

  private func isThere(with effects: Effects) -> Bool {
    switch address.kind {
    case .environment(let name): return effects.environment(name)?.isEmpty == false
    case .file(let path):
      if case .failure(.missing) = effects.readSecret(path, connection.folder) { return false }
      return true
    }
  }

  fileprivate func notTold(
    of rollouts: [RolloutOutcome], among all: [RolloutOutcome], because why: String,
    advice: String?
  ) -> Diagnostic {
    let what =
      all.count == 1
      ? all[0].title : "\(rollouts.count) of \(all.count) rollouts, \(rollouts[0].title) first"
    return .warning(at: position, "\(title) was not told of \(what): \(why)", advice: advice)
  }
}

extension HTTPExchangeResult {
  fileprivate var isDelivered: Bool {
    if case .success(let answer) = result { (200...299).contains(answer.status) } else { false }
  }

  /// `sent to slack "releases" on test/podinfo, 0.120 s: HTTP 200`.
  fileprivate func line(
    to recipient: Recipient, on rollout: String, within timeout: Duration
  ) -> String {
    let time = DecimalText.fixed(seconds, fractionDigits: 3)
    let tries = attempts > 1 ? " in \(attempts) attempts" : ""
    return "sent to \(recipient.title) on \(rollout), \(time) s\(tries): "
      + failure(within: timeout).why
  }

  /// Why it was not delivered, and what to do. libcurl's own texts name the host, which belongs to
  /// the secret.
  fileprivate func failure(within timeout: Duration) -> (why: String, advice: String?) {
    switch result {
    case .success(let answer):
      switch answer.status {
      case 401, 403, 404, 410:
        ("HTTP \(answer.status)", "see whether the webhook still exists, and its type is this one")
      case 400...499 where answer.status != 429:
        ("HTTP \(answer.status)", "see whether the address is that of a webhook of this type")
      case _: ("HTTP \(answer.status)", nil)
      }
    case .failure(.redirected(let status, _)):
      ("HTTP \(status), a redirect, which is not followed", "give the address that it leads to")
    case .failure(.nameNotResolved): ("its host is not known", nil)
    case .failure(.connectionFailed): ("no connection", nil)
    case .failure(.tls): ("no TLS connection", "give tls.caFile where its authority is your own")
    case .failure(.timedOut): ("timed out after \(DurationText.text(timeout))", nil)
    case .failure(.tooLarge), .failure(.brokenAnswer): ("no whole answer", nil)
    case .failure(.unusable): ("its address, a header or a certificate can't be used", nil)
    case .failure(.cancelled): ("the run was stopped", nil)
    }
  }
}
