import Manifests
import SeededRandom

/// A VirtualService in a random style, that can be rendered with any weights.
///
/// What is expected is rendered too: the test knows the right bytes without asking the code.
struct GeneratedVirtualService {
  enum Style: CaseIterable { case block, flow, json, mixed }

  let style: Style
  let total: Int
  let eol: String
  let hasMark: Bool
  let endsWithBreak: Bool
  let isIndentless: Bool
  let weightFirst: Bool
  let quote: String
  let after: String
  let section: String
  let version: String
  let canaryHost: String
  let bySubset: Bool
  let others: [Int]
  let head: String
  let comment: String
  let inList: Bool
  let canaryFirst: Bool

  init(_ numbers: inout SeededNumbers) {
    style = numbers.pick(Style.allCases)
    total = numbers.pick([100, 100, 1000])
    eol = numbers.pick(["\n", "\n", "\r\n"])
    hasMark = numbers.chance(1, of: 5)
    endsWithBreak = numbers.chance(3, of: 4)
    isIndentless = numbers.chance(1, of: 2)
    weightFirst = numbers.chance(1, of: 3)
    quote = numbers.pick(["", "", "\"", "'"])
    after = numbers.pick(["", "", " # weight: 7", "   ", " # süß 😀"])
    section = numbers.pick(["http", "tcp", "tls"])
    version = numbers.pick(["v1alpha3", "v1beta1", "v1"])
    canaryHost = numbers.pick([
      "podinfo", "podinfo.test", "podinfo.test.svc", "podinfo.test.svc.cluster.local",
    ])
    bySubset = numbers.chance(1, of: 2)
    others = numbers.pick([[], [], [0], [7], [5, 6]])
    head = numbers.pick(["", "# é 漢字\n", "---\na: 1\nweight: 5\n---\n", "%YAML 1.1\n---\n"])
    comment = numbers.pick(["", "# weight: 10\n", "\n", "  # ünï\n\n"])
    inList = numbers.chance(1, of: 5)
    canaryFirst = numbers.chance(1, of: 2)
  }

  var target: ManifestTarget {
    ManifestTarget(
      file: "f.yaml",
      at: .destinations(
        canary: bySubset
          ? Destination(host: "podinfo", subset: "canary") : Destination(host: "podinfo"),
        baseline: bySubset
          ? Destination(host: "podinfo", subset: "ga") : Destination(host: "podinfo-primary")),
      namespace: "test", total: total)
  }

  /// The whole file; nil for a weight that is missing.
  func text(canary: Int?, baseline: Int?) -> String {
    let canary = (host: canaryHost, subset: bySubset ? "canary" : nil, weight: canary)
    let baseline = (
      host: bySubset ? "podinfo" : "podinfo-primary", subset: bySubset ? "ga" : nil,
      weight: baseline
    )
    var all = canaryFirst ? [canary, baseline] : [baseline, canary]
    for (index, other) in others.enumerated() {
      all.insert((host: "other-\(index).shop", subset: nil, weight: other), at: index)
    }
    let routes = list(all.map(destination))
    var object = """
      apiVersion: networking.istio.io/\(version)
      kind: VirtualService
      metadata: {name: podinfo, namespace: test}
      spec:
        \(section):
        - match: [{port: 80}]
          route:
          - destination: {host: elsewhere}
            weight: 100
        - route:\(routes)

      """
    if inList {
      let lines = object.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      object = "apiVersion: v1\nkind: List\nitems:\n- " + lines.joined(separator: "\n  ") + "\n"
    }
    var text = head + object
    if !endsWithBreak { text.removeLast() }
    if eol != "\n" {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: eol)
    }
    return (hasMark ? "\u{FEFF}" : "") + text
  }

  private func destination(host: String, subset: String?, weight: Int?) -> [String] {
    let number = weight.map { quote + "\($0)" + quote }
    switch style {
    case .block:
      let weightLine = number.map { ["weight: \($0)" + after] } ?? []
      let lines = ["destination:", "  host: \(host)"] + (subset.map { ["  subset: \($0)"] } ?? [])
      return weightFirst && weight != nil ? weightLine + lines : lines + weightLine
    case .mixed:
      let inner = "{host: \(host)" + (subset.map { ", subset: \($0)" } ?? "") + "}"
      let weightLine = number.map { ["weight: \($0)" + after] } ?? []
      let line = ["destination: \(inner)"]
      return weightFirst && weight != nil ? weightLine + line : line + weightLine
    case .flow:
      let inner = "destination: {host: \(host)" + (subset.map { ", subset: \($0)" } ?? "") + "}"
      let entry = number.map { "weight: \($0)" }
      let parts = weightFirst && weight != nil ? [entry, inner] : [inner, entry]
      return ["{" + parts.compactMap { $0 }.joined(separator: ", ") + "}"]
    case .json:
      let pair = subset.map { ",\"subset\":\"\($0)\"" } ?? ""
      let inner = "\"destination\":{\"host\":\"\(host)\"\(pair)}"
      let entry = number.map { "\"weight\":\($0)" }
      let parts = weightFirst && weight != nil ? [entry, inner] : [inner, entry]
      return ["{" + parts.compactMap { $0 }.joined(separator: ",") + "}"]
    }
  }

  private func list(_ items: [[String]]) -> String {
    if style == .json { return " [" + items.map { $0.joined() }.joined(separator: ",") + "]" }
    let indent = isIndentless ? "    " : "        "
    return items.map { lines in
      "\n" + (comment.isEmpty ? "" : comment) + indent + "- "
        + lines.joined(separator: "\n\(indent)  ")
    }.joined()
  }
}
