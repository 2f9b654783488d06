/// One check of a config of our own, as lines.
struct NativeCheck {
  struct Line {
    enum Value {
      /// As YAML is written.
      case raw(String)
      case text(String)
      case query(String)
      /// A query whose white space stays.
      case verbatim(String)
    }

    let key: String
    let value: Value
    let field: SourceField?
  }

  var lines: [Line]
  /// What is to be known beside it.
  var comments: [String] = []

  func write(to native: inout NativeText) {
    for comment in comments { native.comment(comment) }
    for line in lines {
      switch line.value {
      case .raw(let value): native.key(line.key, value, from: line.field)
      case .text(let text): native.text(line.key, text, from: line.field)
      case .query(let query): native.query(line.key, query, from: line.field)
      case .verbatim(let query): native.verbatim(line.key, query, from: line.field)
      }
    }
  }
}

extension NativeCheck {
  /// A check that is never a pass, by whatever has its value.
  static func notAsked(
    _ name: String, since provider: String, from field: SourceField?
  ) -> NativeCheck {
    NativeCheck(lines: [
      .init(key: "name", value: .text(name), field: field),
      .init(key: "notAsked", value: .text(provider), field: field),
    ])
  }

  /// The same where the store that it names is the config's own.
  func askingOwnStore() -> NativeCheck {
    NativeCheck(lines: lines.filter { $0.key != "store" }, comments: comments)
  }
}
