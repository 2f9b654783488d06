import Foundation

/// Asks a store with `curl`, so that the servers are proven without a line of our own client.
enum Asking {
  struct Answer: Decodable {
    struct Contents: Decodable {
      let resultType: String
      let result: [Series]
    }

    struct Series: Decodable {
      let metric: [String: String]
      /// Absent from a matrix.
      let value: Sample?
    }

    /// Prometheus writes a sample as a pair of a number and a text.
    struct Sample: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        _ = try pair.decode(Double.self)
        text = try pair.decode(String.self)
      }
    }

    let status: String
    let errorType: String?
    let data: Contents?
  }

  /// The status code; nil where nothing answered.
  static func status(of url: String, options: [String] = []) throws -> Int? {
    let curl = try Command.run(
      "curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10"] + options + [url])
    return Int(curl.text).flatMap { $0 == 0 ? nil : $0 }
  }

  /// An instant query at the fixtures' evaluation time, whatever the status of its answer.
  static func query(
    _ expression: String, of address: String, options: [String] = []
  ) throws -> Answer {
    let text = try Command.require(
      "curl",
      [
        "-sS", "--max-time", "10", "-d", "time=" + FixtureMetrics.evaluationTime,
        "--data-urlencode", "query=" + expression,
      ] + options + [address + "/api/v1/query"])
    return try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
  }
}
