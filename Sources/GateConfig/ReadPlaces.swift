import Diagnostics
import YAMLText

/// Reads the place of one value, whose shape fits: the file, and a path that can be read.
func readPlace(
  _ node: ConfigNode?, called name: String, _ faults: inout [Diagnostic]
) -> RolloutConfig.RevisionPlace? {
  guard let node, let file = node["file"]?.text,
    let (path, position) = readPath(node["path"], called: name, &faults)
  else { return nil }
  return RolloutConfig.RevisionPlace(file: file, path: path, position: position)
}

/// Reads a path whose shape fits; nil comes with a fault where there is one.
func readPath(
  _ node: ConfigNode?, called name: String, _ faults: inout [Diagnostic]
) -> (path: YAMLPath, position: SourcePosition)? {
  guard let node, let text = node.text else { return nil }
  do throws(YAMLPathError) {
    return (try YAMLPath(parsing: text), node.position)
  } catch {
    let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(error.offset)))
    let place = rest.isEmpty ? "at its end" : "from \(quoted(rest)) on"
    faults.append(
      .error(
        at: node.position, "the path of \(name), \(quoted(text)), can't be read \(place)",
        advice: "write \(error.expected) there"))
    return nil
  }
}

/// Reads the places of the baseline's revision: each once, and none of them the canary's own.
func readPromotion(
  _ node: ConfigNode?, beside revision: RolloutConfig.RevisionPlace?, _ faults: inout [Diagnostic]
) -> [RolloutConfig.RevisionPlace] {
  var places: [RolloutConfig.RevisionPlace] = []
  for (index, item) in (node?.items ?? []).enumerated() {
    let name = "promote[\(index)]"
    guard let place = readPlace(item, called: name, &faults) else { continue }
    if let revision, place.isSame(as: revision) {
      faults.append(
        .error(
          at: item.position, "\(name) is the place of the canary's own revision",
          advice: "name the place of the baseline's"))
    } else if let first = places.first(where: place.isSame) {
      faults.append(
        .error(
          at: item.position,
          "\(name) is the place that is promoted to in line \(first.position.line) already",
          advice: "remove one of them"))
    } else {
      places.append(place)
    }
  }
  return places
}

extension RolloutConfig.RevisionPlace {
  /// Whether both are written for the same value of the same file. Two paths may also lead to one
  /// value in different words, which only the file tells.
  fileprivate func isSame(as other: Self) -> Bool {
    path == other.path && Self.names(in: file) == Self.names(in: other.file)
  }

  private static func names(in path: String) -> [Substring] {
    path.split(separator: "/").reduce(into: []) { names, name in
      switch name {
      case ".": break
      case ".." where names.last.map { $0 != ".." } ?? false: names.removeLast()
      default: names.append(name)
      }
    }
  }
}
