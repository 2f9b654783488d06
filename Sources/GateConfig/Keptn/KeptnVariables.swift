import Diagnostics

/// What stands for `$SERVICE` and the like in the queries of an sli.yaml.
///
/// Keptn puts the values in as they are; here they become variables of a config, which are escaped
/// for where they stand.
///
/// Source: keptn-contrib/prometheus-service 0.9.1, `replaceQueryParameters` of
/// `utils/prometheus/prometheus.go`: filters first, as `$key` and `$KEY`, then the names below, each
/// wherever its letters stand.
struct KeptnVariables {
  /// Keptn's own, beside `LABEL.` and any label's key.
  static let names = ["PROJECT", "STAGE", "SERVICE", "DEPLOYMENT", "DURATION_SECONDS"]

  private let values: [String: String]
  /// The variables that queries asked for, as a config names them.
  private(set) var used: [String: String] = [:]
  /// Those as Keptn names them.
  private var nativeNames: [String: String] = [:]

  /// A query in a config's own language, or the names that have no value.
  enum Filled {
    case query(String, usesDuration: Bool)
    case missing([String])
  }

  /// - Parameter filter: Labels that an slo.yaml gives; they stand above arguments.
  init(arguments: [String: String], filter: [(key: String, value: String)]) {
    var values = arguments.filter { !$0.key.isEmpty && !$0.value.isEmpty }
    for (key, value) in filter where !key.isEmpty {
      let bare = value.filter { $0 != "'" && $0 != "\"" }
      values[key] = bare
      values[key.uppercased()] = bare
    }
    self.values = values
  }

  /// Nil for what nobody gave, or gave empty.
  subscript(name: String) -> String? { values[name] }

  mutating func fill(_ query: String) -> Filled {
    var text = ""
    var missing: [String] = []
    var seen: Set<String> = []
    var usesDuration = false
    var rest = query[...]
    while let sign = rest.firstIndex(of: "$") {
      text += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      guard let name = name(at: rest) else {
        text += "$"
        continue
      }
      rest = Substring(rest.unicodeScalars.dropFirst(name.unicodeScalars.count))
      if name == "DURATION_SECONDS" {
        usesDuration = true
        text += "{{ window }}"
      } else if let value = values[name] {
        text += "{{ variables.\(native(name, value)) }}"
      } else if seen.insert(name).inserted {
        missing.append(name)
      }
    }
    return missing.isEmpty ? .query(text + rest, usesDuration: usesDuration) : .missing(missing)
  }

  /// The name that a text begins with: the longest that is known, or else a whole word. A `$` before
  /// anything but a letter ends a pattern, or is a group of label_replace.
  private func name(at rest: Substring) -> String? {
    let known = (Self.names + values.keys).filter { rest.hasPrefix($0) }
    if let longest = known.max(by: { $0.count < $1.count }) { return longest }
    guard let first = rest.unicodeScalars.first, first == "_" || isLetter(first) else { return nil }
    let isLabel = rest.hasPrefix("LABEL.")
    let word = rest.unicodeScalars.prefix { scalar in
      isLetter(scalar) || scalar == "_" || ("0"..."9").contains(scalar) || isLabel && scalar == "."
    }
    let name = String(Substring(word))
    return name.hasSuffix(".") ? String(name.dropLast()) : name
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// A name that a config's queries may hold.
  private mutating func native(_ name: String, _ value: String) -> String {
    if let known = nativeNames[name] { return known }
    let word = name.unicodeScalars.map { scalar in
      isLetter(scalar) || ("0"..."9").contains(scalar) ? String(scalar) : "_"
    }.joined()
    var native = word
    var count = 2
    while used[native] != nil {
      native = "\(word)_\(count)"
      count += 1
    }
    nativeNames[name] = native
    used[native] = value
    return native
  }
}
