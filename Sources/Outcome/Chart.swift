import Diagnostics

/// A check's value over time: around its last change of weight, and before the moment that was judged.
package struct Chart: Hashable, Sendable {
  /// The spans of time that are shown, the earlier first; none overlap.
  package let spans: [Span]
  /// When the weight changed last; nil where that is not known or lies in no span's reach.
  package let transition: Timestamp?

  package init(spans: [Span], transition: Timestamp?) {
    self.spans = spans
    self.transition = transition
  }

  package struct Span: Hashable, Sendable {
    package let start: Timestamp
    package let end: Timestamp
    package let canary: Line
    /// Nil where the check says nothing of the baseline.
    package let baseline: Line?

    package init(start: Timestamp, end: Timestamp, canary: Line, baseline: Line?) {
      self.start = start
      self.end = end
      self.canary = canary
      self.baseline = baseline
    }
  }

  package struct Line: Hashable, Sendable {
    /// In the order of time; where there was no value there is no point.
    package let points: [Point]
    /// The time between two neighbours; a greater distance is a gap.
    package let step: Duration
    /// Why there are no points, in a few words; nil where there are.
    package let failure: String?

    package init(_ points: [Point], step: Duration, failure: String? = nil) {
      self.points = points
      self.step = step
      self.failure = failure
    }
  }

  package struct Point: Hashable, Sendable {
    package let at: Timestamp
    /// In the check's unit, finite.
    package let value: Double

    package init(at: Timestamp, value: Double) {
      self.at = at
      self.value = value
    }
  }

  /// Whether there is anything to draw.
  package var isEmpty: Bool {
    spans.allSatisfy { $0.canary.points.isEmpty && $0.baseline?.points.isEmpty ?? true }
  }
}
