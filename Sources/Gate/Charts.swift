import Analysis
import Diagnostics
import GateConfig
import HTTPExchange
import Outcome
import Prometheus
import Queries

/// Asks for the course of each check that was judged, for the reports that draw it.
///
/// It comes after all files are written: nobody waits for a picture. What can't be had is said in the
/// chart's place and changes no verdict.
struct Charts {
  private let subjects: [Subject]
  private var answers: [Line: QueryAnswer] = [:]
  /// As they came, for `--save-answers`.
  private(set) var exchanges: [SavedAnswers.Exchange] = []

  /// A rollout whose checks are drawn.
  struct Subject {
    let candidate: Candidate
    /// The moment that was judged.
    let moment: Timestamp
  }

  /// One query over one span to one store.
  struct Line: Hashable {
    let settings: StoreSettings
    let text: String
    let range: QueryRange
    let moment: Timestamp
  }

  init(
    of subjects: [Subject], from stores: [StoreSettings: OpenStore],
    named name: (OpenStore, StoreSettings) -> String, with effects: Effects
  ) {
    self.subjects = subjects
    var seen: Set<Line> = []
    let lines = subjects.flatMap(\.lines).filter { seen.insert($0).inserted }
    for moment in Set(lines.map(\.moment)).sorted() {
      ask(lines.filter { $0.moment == moment }, at: moment, stores, name, with: effects)
    }
  }

  private mutating func ask(
    _ lines: [Line], at moment: Timestamp, _ stores: [StoreSettings: OpenStore],
    _ name: (OpenStore, StoreSettings) -> String, with effects: Effects
  ) {
    var order: [StoreSettings] = []
    var byStore: [StoreSettings: [Line]] = [:]
    for line in lines where stores[line.settings] != nil {
      if byStore[line.settings] == nil { order.append(line.settings) }
      byStore[line.settings, default: []].append(line)
    }
    let questions = order.compactMap { settings in
      stores[settings].map { store in
        let lines = byStore[settings] ?? []
        return StoreQuestions(
          store: store, name: name(store, settings), texts: lines.map(\.title),
          ranges: Dictionary(
            lines.map { ($0.title, Questions.Values(text: $0.text, range: $0.range)) },
            uniquingKeysWith: { one, _ in one }))
      }
    }
    guard !questions.isEmpty else { return }
    let came = Answers(to: questions, at: moment, with: effects)
    exchanges += came.exchanges
    for settings in order {
      let own = came.answers(of: stores[settings])
      for line in byStore[settings] ?? [] { answers[line] = own[line.title]?.answer }
    }
  }

  /// One for each check of the rollout, nil where nothing is drawn.
  func charts(of index: Int) -> [Chart?] {
    let subject = subjects[index]
    return subject.candidate.config.checks.map { check in
      guard let course = subject.course(of: check) else { return nil }
      let spans = course.spans.map { span in
        Chart.Span(
          start: span.start, end: span.end,
          canary: line(course.canary, over: span, in: subject, of: check),
          baseline: course.baseline.map { line($0, over: span, in: subject, of: check) })
      }
      return Chart(spans: spans, transition: course.transition)
    }
  }

  private func line(
    _ questions: Questions, over span: ChartedSpan, in subject: Subject, of check: CheckConfig
  ) -> Chart.Line {
    var own: [String: QueryAnswer] = [:]
    for (_, text) in questions.queries {
      own[text] =
        answers[
          Line(
            settings: check.store ?? subject.candidate.config.store, text: text, range: span.range,
            moment: subject.moment)]
    }
    do throws(Reason) {
      let points = try trace(questions, from: own).filter { span.admits($0.at) }
      return Chart.Line(
        points.map { Chart.Point(at: $0.at, value: $0.value) }, step: span.range.step,
        failure: points.isEmpty ? "no values in this time" : nil)
    } catch {
      return Chart.Line([], step: span.range.step, failure: "\(error)")
    }
  }
}

extension Charts.Line {
  fileprivate var title: String { range.title(of: text) }
}

/// What is drawn of one check.
private struct Course {
  let canary: Questions
  /// Nil where the same is asked of the baseline.
  let baseline: Questions?
  let spans: [ChartedSpan]
  let transition: Timestamp?
}

extension Charts.Subject {
  /// Nil for a check that was not asked, and for one that has no course.
  fileprivate func course(of check: CheckConfig) -> Course? {
    guard candidate.asked.contains(where: { $0.config == check }),
      let canary = check.questions.overTime
    else { return nil }
    let baseline = check.ofBaseline?.overTime
    let transition = candidate.scene?.position.judgedState?.lastTransition
    return Course(
      canary: canary, baseline: baseline == canary ? nil : baseline,
      spans: ChartedSpan.around(transition, window: check.check.window, until: moment),
      transition: transition.flatMap { $0 < moment ? $0 : nil })
  }

  fileprivate var lines: [Charts.Line] {
    candidate.config.checks.flatMap { check in
      guard let course = course(of: check) else { return [Charts.Line]() }
      let texts = [course.canary, course.baseline].compactMap(\.self).flatMap(\.queries)
      return course.spans.flatMap { span in
        texts.map {
          Charts.Line(
            settings: check.store ?? candidate.config.store, text: $0.text, range: span.range,
            moment: moment)
        }
      }
    }
  }
}
