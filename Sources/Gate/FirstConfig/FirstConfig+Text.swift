import Diagnostics
import GateConfig
import Manifests
import YAMLText

extension FirstConfig {
  /// The config as a file, the same for the same work tree.
  ///
  /// - Parameters:
  ///   - path: Where the file will lie.
  ///   - address: The store's; nil where it is to be filled in.
  package func text(at path: String, store address: StoreAddress?) -> String {
    let folder = TreePath.folder(of: path)
    let store =
      address.map { ["prometheus:", "  address: \(YAMLScalar.written($0.text))"] }
      ?? [
        "# prometheus:",
        "#   address: http://prometheus.istio-system:9090   # or --prometheus with each command",
      ]
    let head =
      [
        "# A first config, made by `rolloutgate init` of the manifests of this work tree.",
        "# What is called a guess stands nowhere in them: look at it, and correct it.",
        "version: 1",
      ] + store + ["rollouts:"]
    return (head + rollouts.flatMap { $0.lines(from: folder) }).joined(separator: "\n") + "\n"
  }
}

extension FirstRollout {
  fileprivate func lines(from folder: String) -> [String] {
    ["  # \(printed(object)) in \(printed(file)), line \(position.line)"]
      + ["  - name: \(YAMLScalar.written(name))"]
      + (namespaceLines + partyLines + placeLines(from: folder) + checkLines).map { "    " + $0 }
  }

  private var namespaceLines: [String] {
    let line = "namespace: \(YAMLScalar.written(namespace.name))"
    switch namespace {
    case .known: return [line]
    case .guessed(_, let why): return [line + "   # a guess: \(printed(why))"]
    }
  }

  private var partyLines: [String] {
    let canaryLines = ["# Which one is the canary is a guess: \(reason)."] + lines("canary", canary)
    return canaryLines + (baseline.map { lines("baseline", $0) } ?? [])
  }

  private func lines(_ key: String, _ party: Party) -> [String] {
    let guess = party.isGuessed ? "   # a guess: nothing of this name is in the work tree" : ""
    return [
      "\(key):", "  workload: \(YAMLScalar.written(party.workload))\(guess)",
      "  destination: \(flow(party.destination))",
    ]
  }

  private func flow(_ destination: Destination) -> String {
    var members = [(namesHosts ? "host" : "name", YAMLScalar.written(destination.host))]
    if let subset = destination.subset { members.append(("subset", YAMLScalar.written(subset))) }
    if let port = destination.port { members.append(("port", "\(port)")) }
    if !destination.tags.isEmpty {
      let tags = destination.tags.sorted { $0.key < $1.key }.map {
        (YAMLScalar.written($0.key), YAMLScalar.written($0.value))
      }
      members.append(("tags", mapping(tags)))
    }
    return mapping(members)
  }

  private func placeLines(from folder: String) -> [String] {
    var lines: [String] = []
    if let revision {
      if let guess = revision.guess { lines.append("# A guess: \(guess).") }
      lines += [
        "revision:", "  file: \(written(revision.file, from: folder))",
        "  path: \(YAMLScalar.written(revision.path))",
      ]
    } else {
      lines += [
        "# No path leads to the canary's image tag alone: give --revision, or name the place, as",
        "# revision: {file: kustomization.yaml, path: \"images[0].newTag\"}",
      ]
    }
    var manifest = [("file", written(file, from: folder))]
    if let selector { manifest.append(("object", YAMLScalar.written("\(selector)"))) }
    switch route {
    case .name(let name): manifest.append(("route", quotedIfNumber(name)))
    case .index(let index): manifest.append(("route", "\(index)"))
    case nil: break
    }
    let rungs = "[\(rungs.map(String.init).joined(separator: ", "))]"
    return lines + [
      "manifest: \(mapping(manifest))",
      total == 100 ? "ladder: \(rungs)" : "ladder: {total: \(total), rungs: \(rungs)}",
      "settle: 2m   # a guess: how long Flux or Argo CD takes to apply a commit",
    ]
  }

  private var checkLines: [String] {
    let rate = "  - {check: request-success-rate, min: 99%}"
    guard isIstios else { return ["checks:"] + Self.ownCheck + [rate] }
    return [
      "checks:", rate, "  - {check: request-duration, quantile: 0.99, max: 500ms}",
    ]
  }

  /// For routes of others than Istio, whose metrics it may still be that count.
  private static let ownCheck = [
    "  # request-success-rate asks for Istio's metrics. Where another counts, judge what it has, as:",
    "  # - name: success rate",
    "  #   unit: percent",
    "  #   ratio:",
    "  #     part: sum(rate(http_requests_total{app=\"{{ canary }}\",code!~\"5..\"}[{{ window }}]))",
    "  #     of: sum(rate(http_requests_total{app=\"{{ canary }}\"}[{{ window }}]))",
    "  #   min: 99%",
  ]

  private func quotedIfNumber(_ text: String) -> String {
    DecimalText.number(text) == nil ? YAMLScalar.written(text) : "\"\(text)\""
  }

  private func written(_ path: String, from folder: String) -> String {
    YAMLScalar.written(TreePath.path(path, from: folder))
  }

  private func mapping(_ members: [(String, String)]) -> String {
    "{\(members.map { "\($0): \($1)" }.joined(separator: ", "))}"
  }

  /// As a comment may show it: on one line.
  private func printed(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isMisleading($0) ? "?" : $0 }))
  }
}
