import Diagnostics
import Rollouts

extension RolloutConfig {
  func loosenings(to new: RolloutConfig) -> [Loosening] {
    let texts =
      ladderLoosenings(to: new) + patienceLoosenings(to: new) + placeLoosenings(to: new)
    return texts.map { Loosening(position: new.position, what: $0) }
      + checkLoosenings(to: new) + hookLoosenings(to: new)
  }

  private func ladderLoosenings(to new: RolloutConfig) -> [String] {
    guard let old = ladder else { return [] }
    guard let ladder = new.ladder else { return ["the ladder is gone"] }
    guard old.total == ladder.total else {
      return ["the weights add up to \(ladder.total) instead of \(old.total)"]
    }
    var texts: [String] = []
    let rungs = [ladder.top.zero] + ladder.rungs
    for (lower, higher) in zip(rungs, rungs.dropFirst()) {
      let skipped = old.rungs.filter { lower < $0 && $0 < higher }
      if !skipped.isEmpty {
        let list = skipped.map { "\($0)" }.joined(separator: ", ")
        texts.append("the ladder goes from \(lower) to \(higher) without \(list)")
      }
    }
    if ladder.top > old.top {
      texts.append("the ladder ends at \(ladder.top) instead of \(old.top)")
    }
    return texts
  }

  private func patienceLoosenings(to new: RolloutConfig) -> [String] {
    var texts: [String] = []
    func raised<Value: Comparable>(
      _ name: String, _ old: Value, _ new: Value, _ text: (Value) -> String
    ) {
      if new > old { texts.append("\(name) is \(text(new)) instead of \(text(old))") }
    }
    raised("failureLimit", failureLimit, new.failureLimit) { "\($0)" }
    raised("samples' failureLimit", samplesFailureLimit, new.samplesFailureLimit) { "\($0)" }
    if new.settle < settle {
      texts.append(
        "settle is \(DurationText.text(new.settle)) instead of \(DurationText.text(settle))")
    }
    if let share {
      let (old, slack) = (share.slack, new.share?.slack)
      if new.share == nil || !new.comparesShare && comparesShare {
        texts.append("the traffic is no longer compared with the weight")
      } else if let slack, slack > old ?? 0 {
        texts.append("shareTolerance is \(DecimalText.text(slack * 100)) points")
      }
    }
    if onNewRevision != new.onNewRevision, new.onNewRevision == .continue {
      texts.append("onNewRevision is continue instead of restart")
    }
    if let patience, new.patience.map({ patience.isPassed(by: $0) }) ?? true {
      texts.append("inconclusive runs are held for longer")
    }
    if atTop == .stay, new.atTop != .stay { texts.append("atTop is promote instead of stay") }
    let missing = after.filter { one in !new.after.contains { $0.name == one.name } }
    texts += missing.map { "it no longer waits for \($0.name)" }
    return texts
  }

  private func placeLoosenings(to new: RolloutConfig) -> [String] {
    var texts: [String] = []
    if manifest.map({ ($0.file, $0.object) }) ?? ("", nil) != (
      new.manifest?.file ?? "", new.manifest?.object
    ) {
      texts.append("the manifest is another")
    }
    if !canary.isWritten(as: new.canary) || !Party.areWritten(baseline, as: new.baseline) {
      texts.append("the canary or the baseline is another")
    }
    if revision?.file != new.revision?.file || revision?.path != new.revision?.path {
      texts.append("the revision is read elsewhere")
    }
    if strategy != new.strategy { texts.append("the strategy is another") }
    if !store.asksTheSame(as: new.store) { texts.append("the store is another") }
    return texts
  }

  private func hookLoosenings(to new: RolloutConfig) -> [Loosening] {
    hooks.compactMap { hook in
      guard let same = new.hooks.first(where: { $0.name == hook.name }) else {
        return Loosening(position: new.position, what: "hook \(hook.name): is gone")
      }
      guard same.kind != hook.kind || !same.way.calls(the: hook.way) else { return nil }
      return Loosening(position: same.position, what: "hook \(hook.name): calls something else")
    }
  }
}

extension RolloutConfig.Party {
  /// Wherever that is in the file.
  fileprivate func isWritten(as other: RolloutConfig.Party) -> Bool {
    guard workload == other.workload else { return false }
    return switch (weight, other.weight) {
    case (nil, nil): true
    case (.destination(let one), .destination(let two)):
      one.host == two.host && one.subset == two.subset && one.port == two.port
        && one.tags == two.tags
    case (.value(let one, _), .value(let two, _)): one == two
    case (nil, _), (_, nil), (.destination, .value), (.value, .destination): false
    }
  }

  fileprivate static func areWritten(
    _ one: RolloutConfig.Party?, as other: RolloutConfig.Party?
  ) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.isWritten(as: other)
  }
}

extension StoreSettings.TLS {
  /// Whether it trusts just those that the other trusts.
  fileprivate func trustsAlike(_ other: StoreSettings.TLS) -> Bool {
    authorityFile == other.authorityFile && verifies == other.verifies
      && certificateFile == other.certificateFile && keyFile == other.keyFile
  }
}

extension Patience {
  /// Whether the other holds where this one ends.
  fileprivate func isPassed(by other: Patience) -> Bool {
    let isMore = limit.map { limit in other.limit.map { $0 > limit } ?? true } ?? false
    let isLonger =
      deadline.map { deadline in other.deadline.map { $0 > deadline } ?? true } ?? false
    return isMore || isLonger || other.then != then
  }
}

extension RolloutConfig.Hook.Way {
  fileprivate func calls(the other: RolloutConfig.Hook.Way) -> Bool {
    switch (self, other) {
    case (.http(let one, let own), .http(let two, let theirs)):
      one == two && own.tls.trustsAlike(theirs.tls)
    case (.program(let one), .program(let two)): one == two
    case (.http, .program), (.program, .http): false
    }
  }
}

extension StoreSettings {
  /// Whether the same server is asked, as the same one, and trusted no more: other timeouts are no
  /// other store.
  func asksTheSame(as other: StoreSettings) -> Bool {
    address == other.address && tls.trustsAlike(other.tls)
      && parameters.map(Set.init) == other.parameters.map(Set.init)
      && headers.map(\.name) == other.headers.map(\.name)
      && zip(headers, other.headers).allSatisfy { $0.value.isWritten(as: $1.value) }
  }
}

extension StoreSettings.TextOrSecret {
  fileprivate func isWritten(as other: StoreSettings.TextOrSecret) -> Bool {
    switch (self, other) {
    case (.text(let one), .text(let two)): one == two
    case (.secret(let one), .secret(let two)): one.kind == two.kind
    case (.text, .secret), (.secret, .text): false
    }
  }
}
