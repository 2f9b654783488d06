import Diagnostics

/// A file that a pattern or a folder led to: beside configs there are a chart's values, patches and
/// whatever else is YAML.
enum FoundFile {
  /// Whether a file is a config or another tool's object, or may have been meant to be.
  ///
  /// - Parameter roots: Its documents; none where it could not be read.
  static func mayBeConfig(_ file: ConfigFile, _ roots: [ConfigNode]) -> Bool {
    guard !roots.isEmpty else { return mentionsConfig(file.bytes) }
    return roots.contains { root in
      switch ForeignDocument.sort(of: root) {
      case .known, .several, .other: true
      case .config: isMeant(root)
      }
    }
  }

  /// Whether it has the key `rollouts`, or beside a version one that it may be a slip of.
  private static func isMeant(_ root: ConfigNode) -> Bool {
    let keys = (root.entries ?? []).compactMap { $0.key.scalar?.text }
    if keys.contains("rollouts") { return true }
    guard root["version"]?.text == "1" else { return false }
    return keys.contains { key in
      ["prometheus", "stores"].contains(key) || nearestName(to: key, among: ["rollouts"]) != nil
    }
  }

  /// For a file that is no YAML.
  private static func mentionsConfig(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let words =
      ["rollouts:", "objectives:", "indicators:"]
      + ForeignDocument.Kind.allCases.map { "kind: \($0.rawValue)" }
    return words.contains(where: text.contains)
  }
}
