import Analysis
import Conditions
import Diagnostics
import Queries

/// Tells a check's measurement from the answers to its questions.
///
/// `answers` holds one answer for each text of `questions.queries`.
package func measure(
  _ questions: Questions, from answers: [String: QueryAnswer], at time: Timestamp
) -> Measurement {
  let given = questions.queries.compactMap { answers[$0.text] }
  func read(_ text: String) -> Reading { Reading(answers[text]) }
  let subject: (value: Measurement.Value, requests: Double?, newest: String?)
  switch questions {
  case .value(let text):
    subject = (value(of: read(text)), nil, nil)
  case .share(let share):
    let counted = share.requests.map(read)
    subject = (
      value(of: share, part: read(share.part), whole: read(share.whole), counted: counted),
      counted.flatMap(\.count), share.newest
    )
  case .quantile(let quantile):
    let buckets = Buckets(answers[quantile.buckets])
    subject = (
      value(of: quantile, at: read(quantile.value), in: buckets), buckets.requests, quantile.newest
    )
  case .last(let last):
    return measurement(of: last, from: answers[last.text])
  case .values(let values):
    return measurement(of: values, from: answers[values.title], at: time)
  case .notAsked(let provider):
    return Measurement(.none(.notAsked(provider)))
  }
  var value = subject.value
  if let reason = firstWithoutAnswer(in: given) { value = .none(reason) }
  let newest = subject.newest.flatMap { newestTime(in: read($0)) }
  // The older of both: a cache may answer with another day's samples, and with a fresh time of them.
  let ages = [newest, oldestTime(in: given)].compactMap { $0.map { age($0, at: time) } }
  return Measurement(
    value, requests: subject.requests, age: ages.max(),
    doubts: unique(given.flatMap(\.doubts)), remarks: unique(given.flatMap(\.infos)))
}

/// All values, as Argo Rollouts gives them to conditions: of a scalar the number, of a vector or a range
/// a list without labels and times. Source: argoproj/argo-rollouts, `metricproviders/prometheus`.
private func measurement(
  of values: Questions.Values, from answer: QueryAnswer?, at time: Timestamp
) -> Measurement {
  let answer = answer ?? QueryAnswer(.success([]))
  let found: Measurement.Value
  switch (answer.form, answer.series) {
  case (.matrix(let all), _): found = .values(.list(all.flatMap(\.points).map(\.value)))
  case (_, .failure(let reason)): found = .none(reason)
  case (.scalar, .success(let series)):
    found = series.first.map { .values(.number($0.value)) } ?? .none(.noData)
  case (.vector, .success(let series)): found = .values(.list(series.map(\.value)))
  }
  return Measurement(
    found, age: oldestTime(in: [answer]).map { age($0, at: time) }, doubts: unique(answer.doubts),
    remarks: unique(answer.infos))
}

/// As Flagger reads an answer: NaN is no value, an infinity is one, and a sample may be of any age.
private func measurement(of last: Questions.Last, from answer: QueryAnswer?) -> Measurement {
  let value: Measurement.Value
  switch answer?.series ?? .success([]) {
  // Flagger reads vectors alone.
  case .success where answer?.form == .scalar:
    value = .none(.wrongType("a scalar"))
  case .failure(let reason):
    value = .none(reason)
  case .success(let series):
    let scaled = series.last.map { $0.value * last.scale }
    switch scaled {
    case nil: value = .none(.noData)
    case .some(let number) where number.isNaN: value = .none(.notANumber)
    case .some(let number):
      value = .exactly(last.isTruncated ? number.rounded(.towardZero) : number)
    }
  }
  return Measurement(
    value, doubts: answer?.doubts ?? [], remarks: unique(answer?.infos ?? []))
}

/// One number out of an answer, or why there is none.
private struct Reading {
  let result: Result<Double, Reason>

  init(_ answer: QueryAnswer?) {
    result =
      switch answer?.series {
      case nil: .failure(.noData)
      case .failure(let reason): .failure(reason)
      case .success(let series) where series.count > 1: .failure(.severalSeries(series.count))
      case .success(let series): series.first.map { .success($0.value) } ?? .failure(.noData)
      }
  }

  var number: Double? { try? result.get() }

  /// A number of requests: none where there is no series, unknown where the store failed.
  var count: Double? {
    if case .failure(.noData) = result { 0 } else { number }
  }
}

private func value(of reading: Reading) -> Measurement.Value {
  switch reading.result {
  case .failure(let reason): .none(reason)
  case .success(let value): finite(value)
  }
}

private func finite(_ value: Double) -> Measurement.Value {
  if value.isNaN { return .none(.notANumber) }
  return value.isFinite ? .exactly(value) : .none(.infinite(negative: value < 0))
}

/// The part is 0 where it has no series, but only if the whole is there.
private func value(
  of share: Questions.Share, part: Reading, whole: Reading, counted: Reading?
) -> Measurement.Value {
  // Divided by an infinity, every part would be a healthy 0.
  guard case .success(let all) = whole.result, all.isFinite else { return value(of: whole) }
  switch counted?.result {
  case .failure(let reason) where reason != .noData: return .none(reason)
  case .success(let count) where !count.isFinite: return finite(count)
  case .success, .failure, nil: break
  }
  guard all != 0 else { return .none(.noTraffic) }
  // Two negative counts would make a sound quotient, and one would make more than all.
  let noise = all.magnitude * Limit.relativeTolerance
  guard all > 0, part.number.map({ !($0 < -noise) }) ?? true else {
    return .none(.wrongType("a negative count"))
  }
  let some: Double
  switch part.result {
  case .success(let number): some = number
  case .failure(.noData): some = 0
  case .failure(let reason): return .none(reason)
  }
  let fraction = some / all
  return finite(share.scale * (share.isComplement ? 1 - fraction : fraction))
}

private func value(
  of quantile: Questions.Quantile, at reading: Reading, in buckets: Buckets
) -> Measurement.Value {
  switch buckets.content {
  case .failure(let reason):
    return .none(reason)
  case .success(let content) where content.requests == 0:
    return .none(.noTraffic)
  case .success(let content):
    // `histogram_quantile` answers with the highest finite bound where the rank lies above it.
    let rank = quantile.quantile * content.requests
    if content.belowHighestBound < rank * (1 - Limit.relativeTolerance) {
      return .atLeast(content.highestBound * quantile.scale)
    }
  }
  guard case .success(let number) = reading.result else { return value(of: reading) }
  guard !(number < 0) else { return .none(.wrongType("a negative duration")) }
  return finite(number * quantile.scale)
}

private func firstWithoutAnswer(in answers: [QueryAnswer]) -> Reason? {
  for answer in answers {
    if case .failure(let reason) = answer.series, reason.isUnanswered { return reason }
  }
  return nil
}

/// Some stores give a sample's own time; Prometheus gives the moment that was asked for.
private func oldestTime(in answers: [QueryAnswer]) -> Double? {
  answers.compactMap { try? $0.series.get() }.joined().map(\.time).min()
}

/// An instant query passes over series that have ended: no newest sample is one from long ago.
private func newestTime(in reading: Reading) -> Double? {
  switch reading.result {
  case .success(let time): time
  case .failure: -.infinity
  }
}

private func age(_ newest: Double, at time: Timestamp) -> Duration {
  let seconds = time.unixSeconds - newest
  // A clock that runs ahead by less than a scrape is no finding; NaN and nonsense count as old.
  guard seconds.isFinite, (-60..<Measurement.unknownAge.inSeconds).contains(seconds) else {
    return Measurement.unknownAge
  }
  return .milliseconds(Int64(max(0, seconds) * 1_000))
}

private func unique<Item: Hashable>(_ items: [Item]) -> [Item] {
  var seen: Set<Item> = []
  return items.filter { seen.insert($0).inserted }
}
