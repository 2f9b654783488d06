import Diagnostics
import Manifests
import YAMLText

/// What a work tree holds that a first config can be made of.
package struct Survey {
  /// An object and the file that holds it.
  struct Placed {
    let object: ManifestObject
    let file: YAMLFile

    var path: String { file.name }
  }

  private var kustomizations = KustomizeFiles()
  /// The namespaces of what names none, by file.
  private var namespaces: [String: FoundNamespace] = [:]

  /// Objects of the kinds whose weights are known.
  private(set) var routes: [Placed] = []
  private(set) var claims: [Claim] = []
  private(set) var workloads: [SurveyedWorkload] = []
  private(set) var services: [SurveyedService] = []
  private(set) var subsets: [SurveyedSubset] = []
  /// Files that could not be read, each with the reason.
  private(set) var unread: [(path: String, why: String)] = []

  private init() {}

  /// Goes through a work tree.
  package init(with effects: Effects) {
    let wanted = TreeSearch(
      endings: [".yaml", ".yml"], texts: ["apiVersion"], names: Set(KustomizeFile.names),
      limit: 16 << 20)
    var survey = Survey()
    let isAll = effects.search(wanted) { path, bytes in
      switch bytes {
      case .success(let bytes): survey.take(bytes, at: path)
      case .failure(.missing): break
      case .failure(.unreadable(let why)): survey.unread.append((path, why))
      }
    }
    for placed in survey.routes + survey.workloads.map(\.placed) + survey.services.map(\.placed)
      + survey.subsets.map(\.placed)
    where placed.object.namespace == nil && survey.namespaces[placed.path] == nil {
      survey.namespaces[placed.path] = survey.kustomizations.namespace(of: placed.path)
    }
    if !isAll { survey.unread.append((".", "the work tree has more names than are looked at")) }
    self = survey
  }

  private mutating func take(_ bytes: [UInt8], at path: String) {
    guard !KustomizeFile.names.contains(TreePath.name(path)) else {
      if let file = KustomizeFile(bytes, at: path) { kustomizations.add(file) }
      return
    }
    let (file, faults) = YAMLFile.read(bytes, named: path)
    guard let file else {
      let fault = faults.first
      let place = fault?.position.map { "\($0)" } ?? path
      unread.append((path, "\(place): \(fault?.what ?? "it is no YAML")"))
      return
    }
    for object in ManifestObject.all(in: file) {
      let placed = Placed(object: object, file: file)
      if object.isWeighted { routes.append(placed) }
      claims += [Claim(placed)].compactMap(\.self)
      workloads += [SurveyedWorkload(placed)].compactMap(\.self)
      services += [SurveyedService(placed)].compactMap(\.self)
      subsets += SurveyedSubset.all(in: placed)
    }
  }

  /// The namespace that an object lives in, and how sure that is.
  func namespace(of placed: Placed) -> FoundNamespace {
    if let own = placed.object.namespace { return .known(own) }
    return namespaces[placed.path] ?? kustomizations.namespace(of: placed.path)
  }

  func builders(of path: String) -> [KustomizeFile] { kustomizations.builders(of: path) }
}

/// The namespace of an object, as far as the work tree tells.
enum FoundNamespace {
  case known(String)
  /// One of several kustomizations, or the only thing left to say.
  case guessed(String, why: String)

  var name: String {
    switch self {
    case .known(let name), .guessed(let name, _): name
    }
  }

  func mayBe(_ other: FoundNamespace) -> Bool {
    switch (self, other) {
    case (.known(let one), .known(let other)): one == other
    case (.guessed, _), (_, .guessed): true
    }
  }
}

/// An object of a controller that moves the weights of others.
struct Claim {
  let controller: String
  let placed: Survey.Placed
  /// What it moves.
  private let names: [String]

  var object: ManifestObject { placed.object }

  init?(_ placed: Survey.Placed) {
    guard let controller = placed.object.controller else { return nil }
    self.controller = controller
    self.placed = placed
    let spec = placed.object.node["spec"]
    if placed.object.kind == "Canary" {
      let name = spec?["service"]?["name"] ?? spec?["targetRef"]?["name"]
      names = [name?.scalar?.text].compactMap(\.self)
    } else {
      names = spec?["strategy"]?["canary"]?["trafficRouting"]?.allTexts ?? []
      // Without routes of its own it counts pods.
      if names.isEmpty { return nil }
    }
  }

  /// Whether its controller writes the weights of a route; `name.namespace` is Argo's way to name one.
  func covers(
    _ route: ManifestObject, in namespace: FoundNamespace, from own: FoundNamespace
  ) -> Bool {
    names.contains { name in
      name == route.name && own.mayBe(namespace) || name.hasPrefix(route.name + ".")
    }
  }
}

extension YAMLNode {
  /// All single values below this node.
  fileprivate var allTexts: [String] {
    switch content {
    case .scalar(let scalar): [scalar.text]
    case .alias: []
    case .sequence(let items): items.flatMap(\.allTexts)
    case .mapping(let entries): entries.flatMap(\.value.allTexts)
    }
  }
}
