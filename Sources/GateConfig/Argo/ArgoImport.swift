import Diagnostics
import YAMLText

/// Why a metric is not asked.
enum Unasked: Error, Hashable {
  case argument(String)
  case secret(String)
  case other(String)
  /// The reason is an error that was said.
  case faulty

  /// As a check says it of itself.
  var title: String {
    switch self {
    case .argument(let name): "the argument \(name), which has no value,"
    case .secret(let name): "the Secret \(name), which is not given,"
    case .other(let title): title
    case .faulty: "nobody"
    }
  }
}

/// Argo Rollouts' AnalysisTemplates, alone or as a Rollout names them, as a config of our own.
///
/// Source of what fields mean and default to: argoproj/argo-rollouts at 9f8d111d,
/// `pkg/apis/rollouts/v1alpha1/analysis_types.go` and `types.go`.
struct ArgoImport: ObjectImport {
  let object: SourceField
  let name: String
  let namespace: String
  let templates: [ForeignDocument]
  let settings: ImportSettings
  var diagnostics: [Diagnostic] = []
  var misfits: Set<SourcePosition> = []
  var stores: [(name: String, store: ArgoStore)] = []
  /// How many failed measurements the metrics admit, the fewest.
  var failureLimit: (count: Int, field: SourceField)?
  /// Whether a metric names no server, and so the config's own is asked.
  var asksOwnStore = false
  private var names = UniqueNames()

  init(_ document: ForeignDocument, beside templates: [ForeignDocument], _ settings: ImportSettings)
  {
    object = document.object
    name = document.name
    namespace = document.namespace ?? "default"
    self.templates = templates
    self.settings = settings
  }

  /// A template that no Rollout of the files names.
  mutating func templateTranslation(_ document: ForeignDocument) -> Translation {
    let checks = checks(of: document, as: ArgoCall())
    return translation(called: document.kind.rawValue, checks) { template, native in
      native.block("canary") { $0.text("workload", template.name) }
    }
  }

  /// The config with what is special about the object.
  mutating func translation(
    called kind: String, _ checks: [NativeCheck],
    _ body: (ArgoImport, inout NativeText) -> Void
  ) -> Translation {
    var native = NativeText(of: object.position)
    native.comment("Argo Rollouts' \(kind) \(namespace)/\(name) of \(object.position.file).")
    native.key("version", "1")
    // The one server that all metrics name is the config's own.
    let only = stores.count == 1 && !asksOwnStore ? stores.first : nil
    if let only {
      native.block("prometheus") { only.store.write(to: &$0) }
    } else if !stores.isEmpty {
      native.block("stores") { native in
        for (name, store) in stores { native.block(name) { store.write(to: &$0) } }
      }
    }
    let asked = only == nil ? checks : checks.map { $0.askingOwnStore() }
    native.block("rollouts") { native in
      native.item { native in
        native.text("name", name, from: object["metadata"]?["name"])
        native.text("namespace", namespace, from: object["metadata"]?["namespace"])
        body(self, &native)
        if let failureLimit {
          native.key("failureLimit", "\(failureLimit.count)", from: failureLimit.field)
        }
        native.comment(
          "Bettered: NaN, no data, several series and infinities are not known here, and no pass, unless a "
            + "condition asks for them by itself.")
        native.block("checks") { native in
          for check in asked { native.item { check.write(to: &$0) } }
        }
      }
    }
    return Translation("\(namespace)/\(name)", of: object, native, diagnostics)
  }

  /// A name that no other check of the rollout has.
  mutating func unique(_ name: String) -> String { names.unique(name) }

  /// A field with its arguments in it.
  mutating func filled(
    _ field: SourceField, _ arguments: ArgoArguments
  ) -> Result<String, Unasked> {
    do throws(ArgoArguments.Fault) {
      return .success(try arguments.filled(field.text ?? ""))
    } catch {
      switch error {
      case .missing(let name, let why):
        gap(
          field, "the argument \(quoted(name)) has no value: \(why)", "give --arg \(name)=VALUE")
        return .failure(.argument(name))
      case .secret(let name):
        gap(
          field,
          "the argument \(quoted(name)) is a Secret, which is read only for a header or a login",
          "give --arg \(name)=VALUE where it is none")
        return .failure(.argument(name))
      case .unknown(let action, let name):
        diagnostics.append(
          .error(
            at: field.node.position(ofAction: action), "{{\(name)}} is no argument of the template",
            advice: "declare it among args, or write the text as it should stand"))
      case .unclosed(let action):
        diagnostics.append(
          .error(
            at: field.node.position(ofAction: action), "\"{{\" is never closed",
            advice: "close it with \"}}\""))
      }
      return .failure(.faulty)
    }
  }
}
