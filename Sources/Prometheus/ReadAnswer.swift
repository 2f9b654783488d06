import Analysis
import Diagnostics
import HTTPExchange

/// Reads what came back for a query: HTTP status, JSON and the API's own `status` must all agree.
package func readAnswer(
  _ result: Result<HTTPAnswer, TransportFailure>, at time: Timestamp
) -> QueryAnswer {
  switch result {
  case .failure(let failure): QueryAnswer(.failure(reason(for: failure)))
  case .success(let answer): readAnswer(answer, at: time)
  }
}

private func readAnswer(_ answer: HTTPAnswer, at time: Timestamp) -> QueryAnswer {
  guard let body = try? AnswerBody(reading: answer.body) else {
    return QueryAnswer(.failure(.storeError(describe(answer))))
  }
  let warnings = excerpts(of: body.warnings)
  let infos = excerpts(of: body.infos)
  guard answer.status == 200, body.status == "success", !body.hasError, let result = body.result
  else {
    let kind = body.errorType.map { " \(excerpt(of: $0))" } ?? ""
    let without = body.result == nil ? " without data" : ""
    let text = body.error ?? "status \"\(excerpt(of: body.status))\"\(without)"
    return QueryAnswer(
      .failure(.storeError("\(answer.status)\(kind): \(excerpt(of: text))")), warnings: warnings,
      infos: infos)
  }
  let series = series(of: result, at: time)
  let form: QueryAnswer.Form
  switch result {
  case .scalar: form = .scalar
  case .vector, .string, .unknown: form = .vector
  case .matrix(let points):
    switch tracks(of: points, until: time) {
    case .success(let tracks): form = .matrix(tracks)
    case .failure(let reason):
      return QueryAnswer(
        .failure(reason), warnings: warnings, infos: infos, isPartial: body.isPartial)
    }
  }
  return QueryAnswer(
    series, warnings: warnings, infos: infos, isPartial: body.isPartial, form: form)
}

private func tracks(
  of series: [AnswerBody.Points], until time: Timestamp
) -> Result<[QueryAnswer.Track], Reason> {
  var tracks: [QueryAnswer.Track] = []
  for points in series {
    guard !points.hasHistograms else {
      return .failure(.wrongType("a range of native histograms"))
    }
    var values: [QueryAnswer.Point] = []
    for sample in points.samples {
      guard let value = SampleText.number(sample.text) else {
        return .failure(.storeError("\"\(excerpt(of: sample.text))\" is not a number"))
      }
      guard sample.time <= time.unixSeconds + 1 else {
        return .failure(.storeError("it answered for a later time than was asked"))
      }
      values.append(QueryAnswer.Point(time: sample.time, value: value))
    }
    tracks.append(QueryAnswer.Track(labels: points.metric, points: values))
  }
  return .success(tracks)
}

private func series(
  of result: AnswerBody.QueryResult, at time: Timestamp
) -> Result<[QueryAnswer.Series], Reason> {
  let elements: [AnswerBody.Element]
  switch result {
  case .vector(let vector): elements = vector
  case .scalar(let sample):
    elements = [AnswerBody.Element(metric: [:], value: sample, hasHistogram: false)]
  case .matrix: return .failure(.wrongType("a range of samples"))
  case .string: return .failure(.wrongType("a text"))
  case .unknown(let type): return .failure(.wrongType("of the unknown type \(excerpt(of: type))"))
  }
  var series: [QueryAnswer.Series] = []
  for element in elements {
    guard let sample = element.value, !element.hasHistogram else {
      return .failure(.wrongType("a native histogram (use histogram_quantile or histogram_count)"))
    }
    guard let value = SampleText.number(sample.text) else {
      return .failure(.storeError("\"\(excerpt(of: sample.text))\" is not a number"))
    }
    // A server that answers for its own present ignored `time`, and the run's one moment with it.
    guard sample.time <= time.unixSeconds + 1 else {
      return .failure(.storeError("it answered for a later time than was asked"))
    }
    series.append(QueryAnswer.Series(labels: element.metric, time: sample.time, value: value))
  }
  return .success(series)
}

private func reason(for failure: TransportFailure) -> Reason {
  switch failure {
  case .nameNotResolved(let text), .connectionFailed(let text), .tls(let text),
    .brokenAnswer(let text), .unusable(let text):
    .unreachable(excerpt(of: text))
  case .timedOut(let seconds, let overall):
    .unreachable(
      overall
        ? "the deadline of the run passed"
        : "no answer within \(DecimalText.text(seconds, fractionDigits: 1)) s")
  case .tooLarge(let limit): .storeError("the answer is larger than \(limit) bytes")
  case .redirected(let status, let target):
    .storeError(
      "\(status): it redirects to \(excerpt(of: target)); give that address if you trust it")
  case .cancelled: .interrupted
  }
}

/// An answer that is no JSON of the API: its status, type and beginning.
private func describe(_ answer: HTTPAnswer) -> String {
  let type = answer.contentType.isEmpty ? "no content type" : excerpt(of: answer.contentType)
  let text = String(decoding: answer.body.prefix(2_000), as: UTF8.self)
  let beginning = excerpt(of: text)
  return "\(answer.status), \(type): " + (beginning.isEmpty ? "an empty body" : beginning)
}
