/// An answer as the Prometheus HTTP API describes it. Unknown members are passed over.
struct AnswerBody {
  let status: String
  let result: QueryResult?
  let errorType: String?
  let error: String?
  let warnings: [String]
  let infos: [String]
  /// VictoriaMetrics' cluster says so here.
  let isPartial: Bool

  enum QueryResult {
    case vector([Element])
    case scalar(Sample)
    case matrix([Points])
    case string
    case unknown(String)
  }

  struct Element {
    let metric: [String: String]
    /// Nil for a native histogram.
    let value: Sample?
    let hasHistogram: Bool
  }

  /// A series of a range.
  struct Points {
    let metric: [String: String]
    let samples: [Sample]
    let hasHistograms: Bool
  }

  /// `[1767228600, "99.5"]`
  struct Sample {
    let time: Double
    let text: String
  }

  /// Whether the store says that it failed: some send the members empty where it did not.
  var hasError: Bool { !(error ?? "").isEmpty || !(errorType ?? "").isEmpty }

  /// Nil for what is not JSON, or whose members are not what the API says they are.
  init?(reading bytes: [UInt8]) {
    guard let root = JSONValue(reading: bytes)?.members, let status = root["status"]?.text else {
      return nil
    }
    self.status = status
    do throws(Misfit) {
      errorType = try root.optional("errorType", \.text)
      error = try root.optional("error", \.text)
      warnings = try root.optional("warnings", \.texts) ?? []
      infos = try root.optional("infos", \.texts) ?? []
      isPartial = try root.optional("isPartial", \.flag) ?? false
      result = try root.optional("data", \.members).map(QueryResult.init)
    } catch {
      return nil
    }
  }
}

/// A member is there and is of another type than it must be.
private struct Misfit: Error {}

extension AnswerBody.QueryResult {
  fileprivate init(_ data: [String: JSONValue]) throws(Misfit) {
    guard let type = data["resultType"]?.text else { throw Misfit() }
    switch type {
    case "vector":
      guard let items = data["result"]?.items else { throw Misfit() }
      self = .vector(try items.map(AnswerBody.Element.init))
    case "scalar":
      guard let sample = data["result"].flatMap(AnswerBody.Sample.init) else { throw Misfit() }
      self = .scalar(sample)
    case "matrix":
      guard let items = data["result"]?.items else { throw Misfit() }
      self = .matrix(try items.map(AnswerBody.Points.init))
    case "string": self = .string
    default: self = .unknown(type)
    }
  }
}

extension AnswerBody.Element {
  fileprivate init(_ json: JSONValue) throws(Misfit) {
    guard let members = json.members else { throw Misfit() }
    metric = try members.labels()
    value = try members.optional("value") { AnswerBody.Sample($0) }
    hasHistogram = members["histogram"].map { !$0.isNull } ?? false
  }
}

extension AnswerBody.Points {
  fileprivate init(_ json: JSONValue) throws(Misfit) {
    guard let members = json.members else { throw Misfit() }
    metric = try members.labels()
    let items = try members.optional("values", \.items) ?? []
    samples = items.compactMap { AnswerBody.Sample($0) }
    guard samples.count == items.count else { throw Misfit() }
    hasHistograms = members["histograms"].map { !$0.isNull } ?? false
  }
}

extension AnswerBody.Sample {
  fileprivate init?(_ json: JSONValue) {
    guard let items = json.items, items.count == 2, case .number(let time) = items[0],
      let text = items[1].text
    else { return nil }
    self.init(time: time, text: text)
  }
}

extension [String: JSONValue] {
  /// The labels of a series.
  fileprivate func labels() throws(Misfit) -> [String: String] {
    guard let labels = self["metric"]?.members else { throw Misfit() }
    let texts = labels.compactMapValues(\.text)
    guard texts.count == labels.count else { throw Misfit() }
    return texts
  }

  /// A member that may be missing or null, but must otherwise be what it is read as.
  fileprivate func optional<Member>(
    _ name: String, _ read: (JSONValue) -> Member?
  ) throws(Misfit) -> Member? {
    guard let json = self[name], !json.isNull else { return nil }
    guard let value = read(json) else { throw Misfit() }
    return value
  }
}

extension JSONValue {
  fileprivate var isNull: Bool { if case .null = self { true } else { false } }

  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }

  fileprivate var flag: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

  fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  fileprivate var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  fileprivate var texts: [String]? {
    guard let items else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}
