import Diagnostics
import Rollouts

extension CanaryImport {
  /// Webhooks are hooks of the same types and the same payload.
  func writeHooks(to native: inout NativeText) {
    guard let webhooks = analysis?["webhooks"], !hooks.isEmpty else { return }
    var names = UniqueNames()
    native.block("hooks", from: webhooks) { native in
      for (kind, webhook) in hooks {
        native.item { native in
          native.key("type", kind.rawValue, from: webhook["type"] ?? webhook)
          let name = webhook.given("name")
          native.text("name", names.unique(name?.text ?? kind.rawValue), from: name)
          if let url = webhook["url"] { native.text("url", url.text ?? "", from: url) }
          // A text of one character can't be a duration, and Flagger takes its default.
          if let timeout = webhook["timeout"], let text = timeout.text, text.utf8.count > 1 {
            native.text("timeout", text, from: timeout)
          }
          if let retries = webhook["retries"], let count = retries.count, count > 0 {
            native.key("retries", "\(count)", from: retries)
          }
          if let metadata = webhook["metadata"], !metadata.entries.isEmpty {
            native.block("metadata", from: metadata) { native in
              for entry in metadata.entries {
                native.text(entry.key, entry.value.text ?? "", from: entry.value)
              }
            }
          }
          if webhook["disableTLS"]?.isTrue == true {
            native.key("tls", "{insecureSkipVerify: true}", from: webhook["disableTLS"])
          }
        }
      }
    }
  }

  mutating func checkHooks() {
    for webhook in analysis?["webhooks"]?.items ?? [] where Self.kind(of: webhook) == nil {
      let type = webhook["type"] ?? webhook
      if type.text == "event" {
        note(type, "\(type.path) is not used: the gate tells the pipeline, and no event hook")
      } else {
        fault(
          type, "\(quoted(type.text)) is no type of a webhook",
          "write one of " + HookKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
    }
    if let first = hooks.first {
      note(
        first.1["url"] ?? first.1,
        "webhooks are called from the pipeline, which must reach their addresses")
    }
  }

  private var hooks: [(HookKind, SourceField)] {
    (analysis?["webhooks"]?.items ?? []).compactMap { webhook in
      Self.kind(of: webhook).map { ($0, webhook) }
    }
  }

  private static func kind(of webhook: SourceField) -> HookKind? {
    guard let type = webhook.given("type")?.text else { return .rollout }
    return HookKind(rawValue: type)
  }
}
