import Diagnostics

/// Istio's standard metrics, `istio_requests_total` and `istio_request_duration_milliseconds`.
///
/// The selector is Flagger's for the same provider, but the workload is matched as a name and not
/// as a pattern, and failures are counted instead of successes: a canary that answers nothing but
/// 5xx has no series of successes, and Flagger's quotient is then empty.
enum Istio {
  static func questions(for builtIn: BuiltIn, about subject: Subject, window: Duration) -> Questions
  {
    let selector = selector(for: subject)
    let range = DurationText.text(window)
    func count(_ matchers: String = "") -> String {
      Self.count(about: subject, window: window, matchers)
    }
    let newest = "max(timestamp(istio_requests_total{\(selector)}))"
    switch builtIn {
    case .requestSuccessRate:
      return .share(
        .init(
          part: count(#",response_code=~"5.*""#), whole: count(), requests: count(), scale: 100,
          isComplement: true, newest: newest))
    case .responseCodePercentage(let codes):
      return .share(
        .init(
          part: count(#",response_code=~"\#(codes.pattern)""#), whole: count(), requests: count(),
          scale: 100, newest: newest))
    case .requestDuration(let quantile):
      let buckets = "istio_request_duration_milliseconds_bucket{\(selector)}[\(range)]"
      let phi = DecimalText.text(quantile, fractionDigits: 9)
      return .quantile(
        .init(
          quantile: quantile,
          value: "histogram_quantile(\(phi), sum by (le) (rate(\(buckets))))",
          buckets: "sum by (le) (increase(\(buckets)))", newest: newest))
    }
  }

  /// All requests of a workload, or those that the further matchers admit.
  static func count(
    about subject: Subject, window: Duration, _ matchers: String = ""
  ) -> String {
    "sum(increase(istio_requests_total{\(selector(for: subject))\(matchers)}"
      + "[\(DurationText.text(window))]))"
  }

  private static func selector(for subject: Subject) -> String {
    [
      ("reporter", subject.reporter.rawValue),
      ("destination_workload_namespace", subject.namespace),
      ("destination_workload", subject.workload),
    ]
    .map { label, value in "\(label)=\"\(escapedForString(value))\"" }
    .joined(separator: ",")
  }
}

extension Provider {
  /// The queries of a built-in check.
  package func questions(
    for builtIn: BuiltIn, about subject: Subject, window: Duration
  ) -> Questions {
    switch self {
    case .istio: Istio.questions(for: builtIn, about: subject, window: window)
    }
  }

  /// The query that counts all requests of a workload in a window: the same text as a built-in
  /// check's own count, so that both are asked as one.
  package func requestCount(of subject: Subject, window: Duration) -> String {
    switch self {
    case .istio: Istio.count(about: subject, window: window)
    }
  }
}
