import Diagnostics

/// What a provider's metrics of one party are called.
struct Telemetry: Sendable {
  /// Count the party's requests; the first one that has series is taken.
  let requests: [Series]
  /// Which of those failed.
  let failures: Matcher
  /// The label of those that holds the response code.
  let code: String
  /// The buckets of a classic histogram.
  let durations: Series
  /// From the histogram's unit to milliseconds.
  let millisecondsPerUnit: Double

  init(
    requests: [Series], failures: Matcher, code: String, durations: Series,
    millisecondsPerUnit: Double = 1
  ) {
    self.requests = requests
    self.failures = failures
    self.code = code
    self.durations = durations
    self.millisecondsPerUnit = millisecondsPerUnit
  }

  /// Failures are counted, and not successes: a canary that answers nothing but 5xx has no series of
  /// successes, and a quotient of them would be empty.
  func questions(for builtIn: BuiltIn, window: Duration) -> Questions {
    switch builtIn {
    case .requestSuccessRate:
      return .share(
        .init(
          part: count(over: window, failures), whole: count(over: window),
          requests: count(over: window), scale: 100, isComplement: true, newest: newest))
    case .responseCodePercentage(let codes):
      return .share(
        .init(
          part: count(over: window, .pattern(code, codes.pattern)), whole: count(over: window),
          requests: count(over: window), scale: 100, newest: newest))
    case .requestDuration(let quantile):
      let range = "\(durations)[\(DurationText.text(window))]"
      let phi = DecimalText.text(quantile, fractionDigits: 9)
      return .quantile(
        .init(
          quantile: quantile,
          value: "histogram_quantile(\(phi), sum by (le) (rate(\(range))))",
          buckets: "sum by (le) (increase(\(range)))", scale: millisecondsPerUnit,
          newest: newest))
    case .requestCount:
      return .value(count(over: window))
    }
  }

  /// All requests, or those that the further matcher admits.
  func count(over window: Duration, _ further: Matcher? = nil) -> String {
    let range = DurationText.text(window)
    return firstWithSeries { "sum(increase(\($0.adding(further))[\(range)]))" }
  }

  private var newest: String { firstWithSeries { "max(timestamp(\($0)))" } }

  private func firstWithSeries(_ query: (Series) -> String) -> String {
    requests.map(query).joined(separator: " or ")
  }
}

/// Series of one metric.
struct Series: Sendable, CustomStringConvertible {
  let metric: String
  let matchers: [Matcher]

  init(_ metric: String, _ matchers: [Matcher]) {
    self.metric = metric
    self.matchers = matchers
  }

  func adding(_ further: Matcher?) -> Series {
    Series(metric, matchers + [further].compactMap(\.self))
  }

  var description: String {
    metric + "{" + matchers.map(\.description).joined(separator: ",") + "}"
  }
}

/// Picks series by one label.
struct Matcher: Sendable, CustomStringConvertible {
  /// `label="..."`, with the text escaped for its quotes.
  let description: String

  private init(_ label: String, _ sign: String, _ text: String) {
    description = "\(label)\(sign)\"\(escapedForString(text))\""
  }

  static func label(_ label: String, is text: String) -> Matcher { Matcher(label, "=", text) }

  static func label(_ label: String, isNot text: String) -> Matcher { Matcher(label, "!=", text) }

  /// A pattern, which PromQL anchors at both ends; names in it are escaped by whoever wrote it.
  static func pattern(_ label: String, _ pattern: String) -> Matcher {
    Matcher(label, "=~", pattern)
  }
}
