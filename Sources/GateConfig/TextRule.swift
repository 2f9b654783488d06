import Diagnostics
import Queries
import Rollouts

/// The kinds of text in a config, each with its test, its pattern for the schema, and its words.
enum TextRule: Sendable, CaseIterable {
  case free, query, duration, quantity, label, subdomain, workload, address, code, variableName
  case headerName, relativePath, hookAddress, condition

  func accepts(_ text: String) -> Bool {
    switch self {
    case .free, .query, .condition: !text.allSatisfy(\.isWhitespace) && !text.contains("\0")
    case .duration: DurationText.duration(text) != nil
    case .quantity: Quantity(text) != nil
    case .label: RolloutName.isLabel(text)
    case .subdomain: RolloutName.isSubdomain(text)
    case .workload: Workload.isWritten(as: text)
    case .address: StoreAddress(text) != nil
    case .code: ResponseCodes.pattern(text) != nil
    case .variableName: isVariableName(text)
    case .headerName: isHeaderName(text)
    case .relativePath: isRelativePath(text)
    case .hookAddress: HookAddress(text) != nil
    }
  }

  /// A pattern of ECMA 262 that admits what `accepts` does, as far as a pattern can.
  var pattern: String {
    switch self {
    case .free, .query, .condition: #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#
    case .duration:
      "^(0|(?=.)([0-9]{1,12}w)?([0-9]{1,12}d)?([0-9]{1,12}h)?([0-9]{1,12}m)?([0-9]{1,12}s)?([0-9]{1,12}ms)?)$"
    case .quantity: #"^-?[0-9]{1,15}(\.[0-9]{1,15})?(%|ms|s)?$"#
    case .label: Self.labelPattern(anchored: true)
    case .subdomain: "^\(Self.labelPattern())(\\.\(Self.labelPattern()))*$"
    case .workload:
      "^(\(Self.labelPattern())/)?\(Self.labelPattern())(\\.\(Self.labelPattern()))*$"
    case .address: #"^https?://[^/?#@\s\\]+(/[^?#@\s\\]*)?$"#
    case .code: "^(0|[1-5][xX]{2}|[1-5][0-9]{2}(-[1-5][0-9]{2})?)$"
    case .variableName: "^[A-Za-z_][A-Za-z0-9_-]*$"
    case .headerName: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
    case .relativePath: #"^[^/\s]"#
    case .hookAddress: #"^https?://[^/?#@\s\\]+(/[^?#@\s\\]*)?(\?[^#\s\\]*)?$"#
    }
  }

  /// What the value is called: "a text".
  var wanted: String {
    switch self {
    case .free, .query, .label, .subdomain, .workload, .address, .code, .variableName, .headerName,
      .relativePath, .hookAddress, .condition:
      "a text"
    case .duration: "a duration"
    case .quantity: "a number with or without a unit"
    }
  }

  /// What to write, as the end of "write ...".
  var advice: String {
    switch self {
    case .free, .query, .condition: "write a text that is not empty, without NUL"
    case .duration: "write a duration such as 30s, 1m30s or 2h"
    case .quantity: "write a plain decimal with or without its unit, such as 99, 99.5%, 500ms"
    case .label: "write a Kubernetes name: lower-case letters, digits and '-', at most 63"
    case .subdomain: "write a Kubernetes name: lower-case letters, digits, '-' and '.'"
    case .workload: "write NAME, or NAMESPACE/NAME where the namespaces differ"
    case .address:
      "write http://HOST[:PORT][/PREFIX] or https://..., without user, password, '?' and '#'"
    case .code: "write a code, a class or a range: 404, \"4xx\", \"500-504\""
    case .variableName: "write a name of letters, digits, '_' and '-' that begins with a letter"
    case .headerName: "write an HTTP header's name, such as X-Scope-OrgID"
    case .relativePath: "write a path relative to this config's folder"
    case .hookAddress:
      "write http://HOST[:PORT][/PATH][?QUERY] or https://..., without user, password and '#'"
    }
  }

  /// What a text that breaks the rule is called. What is no address may hold a password.
  func shown(_ text: String) -> String {
    switch self {
    case .address: "no address of a store"
    case .hookAddress: "no address of a hook"
    case .free, .query, .duration, .quantity, .label, .subdomain, .workload, .code, .variableName,
      .headerName, .relativePath, .condition:
      quoted(text)
    }
  }

  private static func labelPattern(anchored: Bool = false) -> String {
    let label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
    return anchored ? "^\(label)$" : label
  }
}

private func isVariableName(_ text: String) -> Bool {
  guard let first = text.utf8.first, first == 95 || isLetter(first) else { return false }
  return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 95 || $0 == 45 }
}

/// RFC 9110 section 5.6.2, `token`.
private func isHeaderName(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy {
      isLetter($0) || (48...57).contains($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)
    }
}

private func isRelativePath(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first else { return false }
  return first != "/" && !first.properties.isWhitespace && !text.contains("\0")
}

private func isLetter(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte)
}
