import Diagnostics
import GateConfig
import Testing

@Suite struct ConfigFixtureTests {
  @Test("A config gives all its faults at once, each with its place", arguments: ConfigFixture.all)
  func golden(fixture: ConfigFixture) throws {
    let said = diagnostics(of: try fixture.bytes)
    let lines = said.isEmpty ? "ok\n" : said.map { "\($0)\n" }.joined()
    #expect(lines == (try fixture.expected))
  }
}
