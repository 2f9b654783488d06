import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  @Test("A diagnostic says where, what, and what to do")
  func description() {
    let position = SourcePosition(file: "gate.yaml", line: 12, column: 7)
    let error = Diagnostic.error(
      at: position, "check \"p99\" has no limit", advice: "give it min, max or both")
    #expect("\(error)" == "gate.yaml:12:7: check \"p99\" has no limit; give it min, max or both")
    #expect("\(Diagnostic.warning(at: nil, "no revision"))" == "warning: no revision")
  }

  @Test(
    "The nearest known name is offered only where it is near",
    arguments: [
      ("windw", "window"), ("maximum", "max"), ("quant", nil), ("Max", "max"),
      ("mxa", "max"), ("threshold", nil), ("", nil),
      ("x", nil),
    ] as [(String, String?)])
  func nearest(written: String, expected: String?) {
    #expect(nearestName(to: written, among: ["window", "max", "min", "quantile"]) == expected)
  }
}
