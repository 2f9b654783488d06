import Analysis

/// A classic histogram's buckets over a window, as `sum by (le) (increase(...))` gives them.
struct Buckets {
  struct Content {
    /// The count of the bucket without a bound, which is that of all requests.
    let requests: Double
    /// The highest bound that is a number, in the histogram's unit.
    let highestBound: Double
    /// How many requests lie at or below that bound.
    let belowHighestBound: Double
  }

  let content: Result<Content, Reason>

  init(_ answer: QueryAnswer?) {
    switch answer?.series {
    case nil: content = .failure(.noData)
    case .failure(let reason): content = .failure(reason)
    case .success(let series): content = Self.read(series)
    }
  }

  var requests: Double? { try? content.get().requests }

  private static func read(_ series: [QueryAnswer.Series]) -> Result<Content, Reason> {
    guard !series.isEmpty else { return .failure(.noData) }
    var requests: Double?
    var highest: (bound: Double, count: Double)?
    var seen: Set<String> = []
    for bucket in series {
      guard let text = bucket.labels["le"], let bound = SampleText.number(text), !bound.isNaN else {
        return .failure(.wrongType("a histogram with a bucket whose bound is no number"))
      }
      guard bucket.value.isFinite else { return .failure(.notANumber) }
      guard bucket.value >= 0 else { return .failure(.wrongType("a negative count")) }
      guard seen.insert(text).inserted else {
        return .failure(.wrongType("a histogram with one bucket twice"))
      }
      // One bound may be written in two ways, as 100 and 100.0 while Prometheus is upgraded; the
      // requests are then divided between them.
      if bound == .infinity {
        requests = (requests ?? 0) + bucket.value
      } else if let known = highest, bound == known.bound {
        highest = (bound, known.count + bucket.value)
      } else if bound > highest?.bound ?? -.infinity {
        highest = (bound, bucket.value)
      }
    }
    guard let requests else {
      return .failure(.wrongType("a histogram without a bucket for +Inf"))
    }
    guard let highest else {
      return .failure(.wrongType("a histogram without a finite bound"))
    }
    // The last bucket holds all requests; only float noise makes it smaller than another.
    guard highest.count <= requests * (1 + 1e-6) else {
      return .failure(.wrongType("a histogram whose buckets contradict"))
    }
    return .success(
      Content(
        requests: requests, highestBound: highest.bound, belowHighestBound: highest.count))
  }
}
