import Diagnostics
import Queries
import Testing

@Suite struct ProviderCatalogueTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let provider: String
    let check: String
    let queries: [String]

    var testDescription: String { "\(provider) \(check)" }
  }

  /// The lines of a check, in their order.
  static let rows: [Row] = {
    var rows: [Row] = []
    for cells in ProviderTable("catalogue").rows where cells.count == 4 {
      let line = "\(cells[2]): \(cells[3])"
      if let last = rows.last, last.provider == cells[0], last.check == cells[1] {
        rows[rows.count - 1] = Row(
          provider: cells[0], check: cells[1], queries: last.queries + [line])
      } else {
        rows.append(Row(provider: cells[0], check: cells[1], queries: [line]))
      }
    }
    return rows
  }()

  static let checks: [String: BuiltIn] = {
    var checks: [String: BuiltIn] = [
      "request-success-rate": .requestSuccessRate, "request-count": .requestCount,
      "request-duration": .requestDuration(quantile: 0.95),
    ]
    checks["response-code-percentage"] = ResponseCodes(["404", "5xx"])
      .map(BuiltIn.responseCodePercentage)
    return checks
  }()

  private let canary = FlaggerSubject(namespace: "test", target: "podinfo")

  @Test("The queries of the catalogue are these", arguments: rows)
  func queries(row: Row) throws {
    let provider = try #require(Provider(rawValue: row.provider))
    let window = Duration.seconds(60)
    guard let check = Self.checks[row.check] else {
      let primary = try #require(canary.subject(of: .baseline, with: provider))
      let count = provider.requestCount(of: primary, window: window)
      #expect(["requests of the primary: " + count] == row.queries)
      return
    }
    let subject = try #require(canary.subject(of: .canary, with: provider))
    let questions = provider.questions(for: check, about: subject, window: window)
    #expect(questions.queries.map { "\($0.role): \($0.text)" } == row.queries)
  }

  @Test("Each provider answers every built-in check", arguments: Provider.allCases)
  func completeness(provider: Provider) {
    let held = Set(Self.rows.filter { $0.provider == provider.rawValue }.map(\.check))
    #expect(held.isSuperset(of: BuiltIn.names))
  }

  @Test("Durations are in milliseconds", arguments: Provider.allCases)
  func units(provider: Provider) throws {
    let subject = try #require(canary.subject(of: .canary, with: provider))
    let asked = provider.questions(
      for: .requestDuration(quantile: 0.5), about: subject, window: .seconds(60))
    guard case .quantile(let quantile) = asked else {
      Issue.record("no quantile: \(asked)")
      return
    }
    #expect(quantile.value.contains("_seconds_") == (quantile.scale == 1000))
    #expect(quantile.scale == 1 || quantile.scale == 1000)
  }

  @Test(
    "A party's requests are counted by the query that its checks count them by",
    arguments: Provider.allCases, Subject.Party.allCases)
  func requestCount(provider: Provider, party: Subject.Party) {
    let subject = Subject(
      namespace: "test", workload: "podinfo", service: "podinfo-canary", party: party)
    let window = Duration.seconds(90)
    let count = provider.requestCount(of: subject, window: window)
    let asked = provider.questions(for: .requestSuccessRate, about: subject, window: window)
    #expect(asked.queries.map(\.text).contains(count))
    #expect(
      provider.questions(for: .requestCount, about: subject, window: window) == .value(count))
  }

  @Test("Canary and primary are told apart, but by APISIX", arguments: Provider.allCases)
  func parties(provider: Provider) throws {
    let window = Duration.seconds(60)
    let one = try #require(canary.subject(of: .canary, with: provider))
    // Of Knative only the cluster knows what the primary runs.
    let other =
      canary.subject(of: .baseline, with: provider)
      ?? Subject(namespace: "test", workload: "podinfo", service: "podinfo-00001", party: .baseline)
    let counts = [one, other].map { provider.requestCount(of: $0, window: window) }
    #expect((counts[0] != counts[1]) == provider.tellsPartiesApart)
    #expect(provider.tellsPartiesApart == (provider != .apisix))
  }

  @Test("What Flagger calls its own objects is what we ask about")
  func ofFlagger() throws {
    let named = try #require(ProviderTable.canaries["named"])
    func names(_ provider: Provider, _ party: Subject.Party = .canary) -> [String]? {
      named.subject(of: party, with: provider).map {
        [$0.workload, $0.service, $0.ingress, $0.route]
      }
    }
    #expect(names(.contour) == ["backend", "web-canary", "front.end", "backend-00002"])
    #expect(
      names(.contour, .baseline) == [
        "backend-primary", "web-primary", "front.end", "backend-00002",
      ]
    )
    #expect(names(.nginx)?[2] == "front.end")
    #expect(names(.skipper)?[2] == "front.end-canary")
    #expect(names(.apisix)?[3] == "backend-00002-web-canary")
    #expect(names(.knative)?[1] == "backend-00002")
    #expect(names(.knative, .baseline) == nil)
  }

  static let hostile = [#"a"b"#, #"a\b"#, "a\nb", "a.*", "a|b", "(a", "a}", "[a-z]+"]

  @Test("Whatever a name holds stays in its quotes and is no pattern", arguments: hostile)
  func escaping(name: String) {
    for provider in Provider.allCases {
      let subject = Subject(namespace: name, workload: name)
      let count = provider.requestCount(of: subject, window: .seconds(60))
      let plain = provider.requestCount(
        of: Subject(namespace: "n", workload: "n"), window: .seconds(60))
      #expect(unquoted(count) == unquoted(plain), "\(provider)")
      // The name itself stands where it is compared, and its escaped form in a pattern.
      let forms = [escapedForString(name), escapedForString(escapedForPattern(name))]
      let encoded = String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
      #expect((forms + [encoded]).contains { count.contains($0) }, "\(provider)")
    }
  }

  /// The query without what stands in its strings.
  private func unquoted(_ query: String) -> String {
    var rest = query[...]
    var bare = ""
    var isInString = false
    while let character = rest.popFirst() {
      switch character {
      case "\\" where isInString: rest = rest.dropFirst()
      case "\"": isInString.toggle()
      default: if !isInString { bare.append(character) }
      }
    }
    return bare
  }
}
