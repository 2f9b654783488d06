import Diagnostics
import YAMLText

/// What a field of an imported object holds by its owner's schema, which a cluster holds it to: what
/// would never have been applied is not guessed at here.
enum FieldContent {
  case text
  /// A plain decimal.
  case number
  /// Of 0 and more.
  case wholeNumber
  case boolean
  case list
  /// Texts by their names.
  case texts

  /// Why a value that is not null is none of these.
  func faults(in field: SourceField) -> [Diagnostic] {
    switch self {
    case .list: return field.node.items == nil ? [fault(in: field, "a list")] : []
    case .texts:
      guard field.node.entries != nil else { return [fault(in: field, "a mapping")] }
      return field.entries.flatMap { FieldContent.text.faults(in: $0.value) }
    case .text, .number, .wholeNumber, .boolean:
      guard let scalar = field.node.node.scalar else { return [fault(in: field, wanted)] }
      return admits(scalar) ? [] : [fault(in: field, wanted)]
    }
  }

  private func admits(_ scalar: YAMLScalar) -> Bool {
    let kind = ScalarKind(scalar)
    return switch self {
    case .text: kind == .text || kind == .null
    case .boolean: scalar.style == .plain && ["true", "false"].contains(scalar.text)
    case .wholeNumber:
      kind == .integer && !scalar.isOctal && DecimalText.count(scalar.text) != nil
    case .number:
      [.integer, .decimal].contains(kind) && !scalar.isOctal
        && DecimalText.number(scalar.text) != nil
    case .list, .texts: false
    }
  }

  private var wanted: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .wholeNumber: "a whole number"
    case .boolean: "true or false"
    case .list: "a list"
    case .texts: "a mapping"
    }
  }

  private func fault(in field: SourceField, _ wanted: String) -> Diagnostic {
    let found: String
    var advice = "write \(wanted)"
    if let scalar = field.node.node.scalar {
      found = (scalar.style == .plain ? "" : "the text ") + quoted(scalar.text)
      switch self {
      case .text: advice = "put it in quotes"
      case .number: advice = "write a plain decimal such as 99.5"
      case .wholeNumber: advice = "write a whole number such as 10"
      case .boolean, .list, .texts: break
      }
      if scalar.style != .plain { advice += ", without quotes" }
    } else {
      found = field.node.items == nil ? "a mapping" : "a list"
    }
    return .error(
      at: field.position, "\(field.path) is \(found), where \(wanted) is needed", advice: advice)
  }
}

extension YAMLScalar {
  /// Whether YAML 1.1, which Kubernetes reads, takes these digits for others: 010 is 8 there.
  fileprivate var isOctal: Bool {
    text.utf8.count > 1 && text.hasPrefix("0") && !text.contains(".")
  }
}
