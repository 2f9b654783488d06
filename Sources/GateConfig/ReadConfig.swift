import Diagnostics
import YAMLText

/// Reads all configs of a run, and says everything that is wrong in all of them. Objects of Flagger and
/// Argo Rollouts and files of Keptn are translated, and then read as configs.
///
/// An address given here stands above those in the files.
package func readConfigs(
  _ files: [ConfigFile], unreadable: [UnreadableConfig] = [], address: StoreAddress? = nil,
  importing settings: ImportSettings = ImportSettings()
) -> GateConfiguration {
  var reading = ConfigReading(address: address)
  for config in unreadable { reading.pass(over: config) }
  _ = reading.read(files, importing: settings)
  return reading.configuration
}

/// What the files hold of other tools' objects as configs of our own, and all that reading these says.
package func translations(
  of files: [ConfigFile], importing settings: ImportSettings
) -> (translations: [Translation], diagnostics: [Diagnostic]) {
  var reading = ConfigReading(address: nil)
  let made = reading.read(files, importing: settings)
  return (made, reading.configuration.allDiagnostics)
}

private struct ConfigReading {
  let address: StoreAddress?
  private var budget = ShapeCheck.fileBudget
  private(set) var entries: [GateConfiguration.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Other tools' objects, in the order of the files.
  private(set) var foreign: [ForeignDocument] = []
  private var objectFiles: Set<String> = []
  private var recipients: [Recipient] = []
  private var notificationFaults: [Diagnostic] = []

  init(address: StoreAddress?) {
    self.address = address
  }

  var configuration: GateConfiguration {
    GateConfiguration(
      entries: withoutCircles(withoutDoubles(entries)), diagnostics: diagnostics.inFileOrder,
      recipients: recipients, notificationFaults: notificationFaults, objectFiles: objectFiles)
  }

  mutating func read(_ files: [ConfigFile], importing settings: ImportSettings) -> [Translation] {
    for file in files { read(file) }
    let (translations, remarks) = translated(foreign, settings)
    diagnostics += remarks
    for translation in translations { read(translation) }
    return translations
  }

  mutating func pass(over config: UnreadableConfig) {
    let start = SourcePosition(file: config.name, line: 1, column: 1)
    entries.append(
      .broken(
        title: config.name, position: start, diagnostics: [.error(at: start, config.why)]))
  }

  private mutating func read(_ file: ConfigFile) {
    let start = SourcePosition(file: file.name, line: 1, column: 1)
    let (tree, faults) = YAMLFile.read(file.bytes, named: file.name)
    var broken = HelmTemplate.explained(faults, of: file)
    budget = ShapeCheck.fileBudget
    let roots = (tree.map(Self.roots) ?? []).filter { $0.node.scalar?.isNull != true }
    if file.isFound, !FoundFile.mayBeConfig(file, roots) {
      diagnostics.append(Diagnostic(.note, at: start, "no config is in this file"))
      return
    }
    if broken.isEmpty, roots.isEmpty {
      broken = [.error(at: start, "the config is empty", advice: "begin with version: 1")]
    }
    var others: [String] = []
    var isOfUse = false
    var areObjects = true
    for root in roots {
      switch ForeignDocument.sort(of: root) {
      case .config where Kustomization.isNamed(file.name):
        diagnostics += Kustomization.remarks(on: root)
        others.append("Kustomization")
      case .config:
        broken += HelmTemplate.explained(read(root, folder: file.folder), of: file)
        isOfUse = true
        areObjects = false
      case .known(let document):
        take(document)
        isOfUse = true
        areObjects = areObjects && document.kind.isObject
      case .other(let kind):
        if Kustomization.kinds.contains(kind) { diagnostics += Kustomization.remarks(on: root) }
        diagnostics += ForeignDocument.remarks(onNamesakeOfAnother: root)
        if !others.contains(kind) { others.append(kind) }
      case .several:
        broken.append(
          .error(
            at: root.position, "a list within a list is not read",
            advice: "write its items into the outer one"))
      }
    }
    if areObjects { objectFiles.insert(file.name) }
    if !isOfUse, !others.isEmpty {
      diagnostics.append(
        Diagnostic(
          .note, at: start,
          "no config is in this file, which holds \(others.joined(separator: ", "))"))
    }
    if broken.hasErrors {
      entries.append(.broken(title: file.name, position: start, diagnostics: broken.inFileOrder))
    }
  }

  /// Keeps another tool's object, unless readers of YAML would differ about it.
  private mutating func take(_ document: ForeignDocument) {
    var check = ObjectCheck(budget: max(0, budget))
    let faults = check.faults(in: document.object.node)
    budget = check.budget
    let all = faults.isEmpty ? document.faultsOfNames : faults
    guard !all.isEmpty else { return foreign.append(document) }
    entries.append(
      .broken(title: document.title, position: document.object.position, diagnostics: all))
  }

  /// Reads what other tools' objects were made into.
  private mutating func read(_ translation: Translation) {
    func broken(_ faults: [Diagnostic]) {
      entries.append(
        .broken(
          title: translation.title, position: translation.position,
          diagnostics: (faults + translation.diagnostics).inFileOrder))
    }
    guard !translation.diagnostics.hasErrors else { return broken([]) }
    let (tree, faults) = YAMLFile.read(
      Array(translation.text.utf8), named: translation.position.file,
      origins: translation.origins)
    guard let tree, let root = Self.roots(of: tree).first else { return broken(faults) }
    budget = ShapeCheck.fileBudget
    let first = entries.count
    let own = read(root, folder: "")
    guard own.isEmpty else { return broken(own) }
    for index in entries.indices[first...] {
      entries[index] = entries[index].warned(of: translation.diagnostics)
    }
  }

  /// The documents of a file, and of lists their items.
  private static func roots(of tree: YAMLFile) -> [ConfigNode] {
    tree.documents.flatMap { document -> [ConfigNode] in
      guard let node = document.root else { return [] }
      let root = ConfigNode(node, in: document, of: tree)
      if case .several(let items) = ForeignDocument.sort(of: root) { return items }
      return [root]
    }
  }

  /// Reads one config; returns what is wrong with it as a whole, beside store and rollouts.
  private mutating func read(_ root: ConfigNode, folder: String) -> [Diagnostic] {
    // Store and rollouts are checked apart, so that the fault of one rollout stays its own, and
    // that of the store stops all of this config, and no other.
    var check = ShapeCheck(budget: budget)
    check.check(root, is: .object(ConfigShape.root.withFreeFields), called: "the config")
    budget = check.budget
    guard root.entries != nil else { return check.diagnostics }

    let store = store(in: root["prometheus"], called: "prometheus", folder: folder)
    var stores: [String: StoreSettings] = [:]
    for section in root["stores"]?.entries ?? [] {
      guard let name = section.key.scalar?.text else { continue }
      stores[name] = self.store(in: section.value, called: name, folder: folder)
    }
    let first = entries.count
    for (index, item) in (root["rollouts"]?.items ?? []).enumerated() {
      let entry = entry(of: item, at: index, store: store, stores: stores, folder: folder)
      entries.append(check.diagnostics.first.map(entry.withheld) ?? entry)
    }
    if let section = root["notifications"] {
      let (read, faults) = readRecipients(
        section, of: entries[first...].map(\.title), folder: folder, budget: &budget)
      recipients += read
      notificationFaults += faults
    }
    return check.diagnostics
  }

  /// A section that says how a store is reached; the defaults where there is none.
  private mutating func store(
    in section: ConfigNode?, called name: String, folder: String
  ) -> StoreSettings {
    var store = StoreSettings()
    if let section {
      var check = ShapeCheck(budget: max(0, budget))
      check.check(section, is: .object(ConfigShape.prometheus), called: name)
      budget = check.budget
      diagnostics += check.diagnostics
      if check.diagnostics.isEmpty {
        store = StoreSettings(reading: section, folder: folder)
        let faults = store.faults(in: section)
        store.isSound = !faults.hasErrors
        diagnostics += faults
      } else {
        store.isSound = false
      }
    }
    store.address = address ?? store.address
    return store
  }

  private mutating func entry(
    of item: ConfigNode, at index: Int, store: StoreSettings, stores: [String: StoreSettings],
    folder: String
  ) -> GateConfiguration.Entry {
    // A budget that is spent is said at each rollout that was not read for it.
    var check = ShapeCheck(budget: max(0, budget))
    check.check(item, is: .object(ConfigShape.rollout), called: "rollouts[\(index)]")
    budget = check.budget
    guard check.diagnostics.isEmpty else {
      let faults = check.diagnostics + faultsOfMeaning(inShapelyPartsOf: item, budget: &budget)
      let name = [item["namespace"]?.text, item["name"]?.text].compactMap(\.self)
      return .broken(
        title: name.count == 2 ? name.joined(separator: "/") : "rollouts[\(index)]",
        position: item.position, diagnostics: faults.inFileOrder)
    }
    return readRollout(item, store: store, stores: stores, folder: folder)
  }
}

extension ObjectShape {
  /// The same object with fields of any shape, for a reader that checks these elsewhere; a list that
  /// must be there is still a list.
  fileprivate var withFreeFields: ObjectShape {
    ObjectShape(
      fields.map { field in
        let shape: Shape =
          switch field.shape {
          case .list: field.isRequired ? .list(.anything) : .anything
          case .map(.object): .map(.anything)
          case .object: .anything
          case .text, .integer, .number, .boolean, .choice, .map, .either, .anything: field.shape
          }
        return Field(
          name: field.name, shape: shape, isRequired: field.isRequired, summary: field.summary)
      }, rules: rules)
  }
}
