import Foundation

/// A sample of an OpenMetrics text, read by Prometheus' own client in Python.
struct MetricSample: Hashable {
  let name: String
  let labels: [String: String]
  /// NaN and infinities, too.
  let value: String

  static func all(in bytes: [UInt8]) throws -> [MetricSample] {
    let python = root.appending(path: ".build/venv/bin/python").path
    let script = root.appending(path: ".ci/openmetrics-samples").path
    let read = try run(python, [script], input: bytes)
    guard read.status == 0,
      let list = try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [[Any]]
    else { throw Refused(why: read.output) }
    return list.compactMap { sample in
      guard let name = sample[0] as? String, let labels = sample[1] as? [String: String],
        let value = sample[2] as? String
      else { return nil }
      return MetricSample(name: name, labels: labels, value: value)
    }
  }

  struct Refused: Error {
    let why: String
  }
}
