import Diagnostics
import Outcome

/// A run as JUnit XML, in the one shape that GitLab, Jenkins, Azure DevOps and the GitHub actions
/// all read: suites one level deep, each with its cases, exact counters and a text for each fault.
///
/// `fixtures/junit/rolloutgate.xsd` describes it.
package struct JUnitReport {
  private let outcome: Outcome
  /// Without `file` and `line`, which Jenkins' xunit plugin does not admit.
  private let strict: Bool

  package init(_ outcome: Outcome, strict: Bool = false) {
    self.outcome = outcome
    self.strict = strict
  }

  /// The document in UTF-8.
  package func bytes() throws(ReportFault) -> [UInt8] {
    do {
      return try write()
    } catch {
      throw ReportFault(error)
    }
  }

  private func write() throws(XMLWriter.Fault) -> [UInt8] {
    let suites = outcome.junitSuites
    let xml = try XMLWriter()
    try xml.begin()
    try xml.start(
      "testsuites",
      [
        "name": "rolloutgate \(outcome.command.rawValue)",
        "tests": "\(suites.sum(\.cases.count))", "failures": "\(suites.sum(\.failures))",
        "errors": "\(suites.sum(\.errors))", "time": time(outcome.seconds),
      ])
    for suite in suites { try write(suite, to: xml) }
    try xml.end()
    return try xml.finish()
  }

  private func write(
    _ suite: JUnitSuite, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    try xml.start(
      "testsuite",
      [
        "name": suite.name, "tests": "\(suite.cases.count)", "failures": "\(suite.failures)",
        "errors": "\(suite.errors)", "skipped": "\(suite.skipped)", "time": time(suite.seconds),
        "timestamp": outcome.startedAt.secondsText,
        "hostname": printable(outcome.host, limit: 200), "file": file(suite.position),
      ])
    if !suite.properties.isEmpty {
      try xml.start("properties")
      for property in suite.properties {
        try xml.start("property", ["name": property.name, "value": property.value])
        try xml.end()
      }
      try xml.end()
    }
    for testCase in suite.cases { try write(testCase, of: suite, to: xml) }
    try xml.end()
  }

  private func write(
    _ testCase: JUnitCase, of suite: JUnitSuite, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    try xml.start(
      "testcase",
      [
        "name": testCase.name, "classname": suite.name, "time": time(testCase.seconds),
        "file": file(testCase.position),
        "line": strict ? nil : testCase.position.map { "\($0.line)" },
      ])
    switch testCase.result {
    case .passed(let text):
      try xml.start("system-out")
      try xml.text(text)
    case .failure(let trouble): try start("failure", trouble.notice, trouble.type, in: xml)
    case .error(let trouble): try start("error", trouble.notice, trouble.type, in: xml)
    case .skipped(let notice): try start("skipped", notice, nil, in: xml)
    }
    try xml.end()
    try xml.end()
  }

  private func start(
    _ element: String, _ notice: JUnitCase.Notice, _ type: String?, in xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    try xml.start(element, ["message": notice.message, "type": type])
    try xml.text(notice.text)
  }

  /// As the repository names it, whose files readers link to.
  private func file(_ position: SourcePosition?) -> String? {
    strict ? nil : position.map { printable(outcome.inRepository($0.file), limit: 1_000) }
  }

  /// Seconds with exactly three decimals, as Jenkins' schema demands; nonsense counts as none.
  private func time(_ seconds: Double) -> String {
    DecimalText.fixed(seconds > 0 ? min(seconds, 1e9) : 0, fractionDigits: 3)
  }
}

extension [JUnitSuite] {
  fileprivate func sum(_ count: (JUnitSuite) -> Int) -> Int { reduce(0) { $0 + count($1) } }
}
