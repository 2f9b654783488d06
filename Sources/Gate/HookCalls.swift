import Diagnostics
import GateConfig
import HTTPExchange

/// The calls of hooks, in their order, with their secrets read.
///
/// What is missing is a call that can't be made, and not an error of the run: by the rule of its
/// kind it holds the rollout or counts as failed, and keeps nobody from rolling back.
package func hookCalls(
  _ hooks: [RolloutConfig.Hook], about subject: HookSubject, with effects: Effects
) -> [HookCall] {
  hooks.map { hook in
    HookCall(hook.kind, name: hook.name, by: way(of: hook, about: subject, with: effects))
  }
}

/// The most bytes of an answer: hooks say yes or no, and perhaps why.
private let answerLimit = 1 << 20

private func way(
  of hook: RolloutConfig.Hook, about subject: HookSubject, with effects: Effects
) -> HookCall.Way {
  switch hook.way {
  case .http(let address, let settings):
    let request = HTTPRequest(
      method: .post, url: address.text, headers: [("Content-Type", "application/json")],
      body: subject.payload(with: hook.metadata))
    do throws(StoreFaults) {
      return .http(
        request,
        over: try Connection(opening: settings, sizeLimit: answerLimit, with: effects))
    } catch {
      return .impossible(error.diagnostics.map(\.what).joined(separator: "; "))
    }
  case .program(let words):
    return .program(
      ProgramCall(
        words, input: subject.input(for: hook.kind, with: hook.metadata), folder: hook.folder,
        variables: ["ROLLOUTGATE_HOOK": hook.kind.rawValue], timeout: hook.timeout))
  }
}
