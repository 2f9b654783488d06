import Diagnostics

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

  /// Refuses what is not JSON, or whose members are not what the API says they are.
  init(reading bytes: [UInt8]) throws(JSONFault) {
    let root = try JSONValue.members(reading: bytes)
    status = try root.required("status", .text)
    errorType = try root.optional("errorType", .text)
    error = try root.optional("error", .text)
    warnings = try root.optional("warnings", .texts) ?? []
    infos = try root.optional("infos", .texts) ?? []
    isPartial = try root.optional("isPartial", .flag) ?? false
    result = try root.optional("data", as: QueryResult.init)
  }
}

extension AnswerBody.QueryResult {
  fileprivate init(_ data: [String: JSONValue]) throws(JSONFault) {
    switch try data.required("resultType", .text) {
    case "vector": self = .vector(try data.list("result", of: AnswerBody.Element.init))
    case "scalar": self = .scalar(try data.required("result", .sample))
    case "matrix": self = .matrix(try data.list("result", of: AnswerBody.Points.init))
    case "string": self = .string
    case let type: self = .unknown(type)
    }
  }
}

extension AnswerBody.Element {
  fileprivate init(_ members: [String: JSONValue]) throws(JSONFault) {
    metric = try members.labels()
    value = try members.optional("value", .sample)
    hasHistogram = members.has("histogram")
  }
}

extension AnswerBody.Points {
  fileprivate init(_ members: [String: JSONValue]) throws(JSONFault) {
    metric = try members.labels()
    samples = try members.optional("values", .samples) ?? []
    hasHistograms = members.has("histograms")
  }
}

extension AnswerBody.Sample {
  fileprivate init?(_ json: JSONValue) {
    guard case .list(let items) = json, items.count == 2, case .number(let time) = items[0],
      case .text(let text) = items[1]
    else { return nil }
    self.init(time: time, text: text)
  }
}

extension JSONKind<AnswerBody.Sample> {
  fileprivate static var sample: Self { Self("time and value") { AnswerBody.Sample($0) } }
}

extension JSONKind<[AnswerBody.Sample]> {
  fileprivate static var samples: Self {
    Self("list of times and values") { json in
      guard case .list(let items) = json else { return nil }
      let samples = items.compactMap { AnswerBody.Sample($0) }
      return samples.count == items.count ? samples : nil
    }
  }
}

extension [String: JSONValue] {
  fileprivate func has(_ name: String) -> Bool {
    switch self[name] {
    case nil, .null: false
    case .flag, .number, .text, .list, .members: true
    }
  }

  /// The labels of a series.
  fileprivate func labels() throws(JSONFault) -> [String: String] {
    let labels = try required("metric", .members)
    let texts = labels.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
    guard texts.count == labels.count else {
      throw .member(path: "metric", what: "has a label that is no text")
    }
    return texts
  }
}
