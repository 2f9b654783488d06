/// The JSON of an answer, as the Prometheus HTTP API describes it. Unknown members are passed over.
struct AnswerBody: Decodable {
  let status: String
  let data: QueryData?
  let errorType: String?
  let error: String?
  let warnings: [String]?
  let infos: [String]?
  /// VictoriaMetrics' cluster says so here.
  let isPartial: Bool?

  struct QueryData: Decodable {
    let result: QueryResult

    private enum Keys: CodingKey {
      case resultType, result
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Keys.self)
      switch try members.decode(String.self, forKey: .resultType) {
      case "vector":
        result = .vector(try members.decode([Element].self, forKey: .result))
      case "scalar":
        result = .scalar(try members.decode(Sample.self, forKey: .result))
      case "matrix":
        result = .matrix
      case "string":
        result = .string
      case let other:
        result = .unknown(other)
      }
    }
  }

  /// Whether the store says that it failed: some send the members empty where it did not.
  var hasError: Bool { !(error ?? "").isEmpty || !(errorType ?? "").isEmpty }

  enum QueryResult {
    case vector([Element])
    case scalar(Sample)
    case matrix, string
    case unknown(String)
  }

  struct Element: Decodable {
    let metric: [String: String]
    /// Nil for a native histogram.
    let value: Sample?
    /// Nil for a number.
    let histogram: Presence?
  }

  /// That a member is there, whatever it holds.
  struct Presence: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// `[1767228600, "99.5"]`
  struct Sample: Decodable {
    let time: Double
    let text: String

    init(from decoder: any Decoder) throws {
      var members = try decoder.unkeyedContainer()
      time = try members.decode(Double.self)
      text = try members.decode(String.self)
      guard members.isAtEnd else {
        throw DecodingError.dataCorruptedError(
          in: members, debugDescription: "a sample has two members")
      }
    }
  }
}
