extension Said {
  /// What metrics say, as Prometheus reads them.
  init(metrics bytes: [UInt8]) throws {
    let samples = try MetricSample.all(in: bytes)
    func value(_ name: String, _ labels: [String: String]) -> Double? {
      let sample = samples.first { sample in
        sample.name == "rolloutgate_" + name
          && labels.allSatisfy { sample.labels[$0.key] == $0.value }
      }
      return sample.flatMap { Double($0.value) }
    }
    func isOn(_ sample: MetricSample, _ name: String, _ rollout: String) -> Bool {
      sample.name == "rolloutgate_" + name && sample.labels["rollout"] == rollout
        && Double(sample.value) == 1
    }
    let titles = samples.filter { $0.name == "rolloutgate_rollout_exit_status" }
      .compactMap { $0.labels["rollout"] }
    rollouts = titles.map { title in
      let from = value("weight", ["rollout": title])
      let to = value("next_weight", ["rollout": title])
      let ofChecks = samples.filter { isOn($0, "check_verdict", title) }
      let names = ofChecks.compactMap { $0.labels["check"] }
      let checks = zip(names, ofChecks).map { name, sample in
        Check(
          name: Self.plain(name, among: names), verdict: sample.labels["verdict"] ?? "",
          number: value("check_value", ["rollout": title, "check": name]))
      }
      return Rollout(
        title: Self.plain(title, among: titles),
        verdict: samples.first { isOn($0, "verdict", title) }?.labels["verdict"],
        decision: from.flatMap { from in to.map { Decision(from: Int(from), to: Int($0)) } },
        checks: checks)
    }
  }

  /// Without the number that tells the second of two of one name apart.
  private static func plain(_ name: String, among names: [String]) -> String {
    guard let number = name.firstMatch(of: #/-[0-9]+$/#) else { return name }
    let bare = String(name[..<number.range.lowerBound])
    return names.contains(bare) ? bare : name
  }
}
