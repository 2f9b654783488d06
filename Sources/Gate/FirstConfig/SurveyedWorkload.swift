import Manifests
import Rollouts
import YAMLText

/// What runs pods.
struct SurveyedWorkload {
  let placed: Survey.Placed
  let labels: [String: String]
  /// The image of its own container.
  let image: WrittenImage?

  var name: String { placed.object.name }

  init?(_ placed: Survey.Placed) {
    let object = placed.object
    guard object.group == "apps", ["Deployment", "StatefulSet", "DaemonSet"].contains(object.kind),
      RolloutName.isSubdomain(object.name)
    else { return nil }
    self.placed = placed
    let template = object.node["spec"]?["template"]
    labels = template?["metadata"]?["labels"]?.texts ?? [:]
    let containers = template?["spec"]?["containers"]?.items ?? []
    let own = containers.first { $0["name"]?.scalar?.text == object.name } ?? containers.first
    image = own.flatMap { WrittenImage($0, in: placed.file) }
  }
}

/// An image as a container names it, with a path that leads to it in its file and nowhere else.
struct WrittenImage {
  /// Without tag and digest.
  let name: String
  /// Nil where it has neither tag nor digest, or no path leads there.
  let path: String?

  init?(_ container: YAMLNode, in file: YAMLFile) {
    guard let node = container["image"], let text = node.scalar?.text, !text.isEmpty else {
      return nil
    }
    let plain = text.prefix { $0 != "@" }
    let slash = plain.lastIndex(of: "/") ?? plain.startIndex
    let colon = plain[slash...].lastIndex(of: ":")
    name = String(plain[..<(colon ?? plain.endIndex)])
    let isTagged = colon != nil || plain.count < text.count
    let isFilledIn = text.contains("{{") || text.contains("${")
    let path = container["name"]?.scalar.flatMap { name in
      ItemPath.text(of: name.text, at: "spec.template.spec.containers", then: "image")
    }
    let found = path.flatMap { try? YAMLPath(parsing: $0) }.flatMap { file.find($0).node }
    self.path = isTagged && !isFilledIn && found?.range == node.range ? path : nil
  }
}

/// The text of a path to the item of a list that has a name.
enum ItemPath {
  /// Nil for a name that can't be written without quotes in quotes.
  static func text(of name: String, at list: String, then key: String) -> String? {
    guard !name.isEmpty, !name.contains(where: { "]\"\\".contains($0) || $0.isWhitespace }) else {
      return nil
    }
    return "\(list)[?name=\(name)].\(key)"
  }
}

/// What gives pods a name.
struct SurveyedService {
  let placed: Survey.Placed
  let selector: [String: String]

  init?(_ placed: Survey.Placed) {
    guard placed.object.kind == "Service", placed.object.group.isEmpty,
      let selector = placed.object.node["spec"]?["selector"]?.texts, !selector.isEmpty
    else { return nil }
    self.placed = placed
    self.selector = selector
  }
}

/// A part of a host's pods, as Istio's DestinationRule tells them apart.
struct SurveyedSubset {
  let placed: Survey.Placed
  let destination: Destination
  let labels: [String: String]

  static func all(in placed: Survey.Placed) -> [SurveyedSubset] {
    let object = placed.object
    guard object.kind == "DestinationRule", object.group == "networking.istio.io",
      let host = object.node["spec"]?["host"]?.scalar?.text
    else { return [] }
    return (object.node["spec"]?["subsets"]?.items ?? []).compactMap { subset in
      guard let name = subset["name"]?.scalar?.text, let labels = subset["labels"]?.texts else {
        return nil
      }
      return SurveyedSubset(
        placed: placed, destination: Destination(host: host, subset: name), labels: labels)
    }
  }
}

extension YAMLNode {
  /// A mapping of texts.
  fileprivate var texts: [String: String] {
    Dictionary(
      (entries ?? []).compactMap { entry in
        guard let key = entry.key.scalar?.text, let value = entry.value.scalar?.text else {
          return nil
        }
        return (key, value)
      }, uniquingKeysWith: { first, _ in first })
  }
}
