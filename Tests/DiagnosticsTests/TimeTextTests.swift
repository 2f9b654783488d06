import Diagnostics
import Testing

@Suite struct TimeTextTests {
  @Test(
    "A duration is read as PromQL reads it",
    arguments: [
      ("1m", 60_000), ("90s", 90_000), ("1m30s", 90_000), ("500ms", 500), ("1h", 3_600_000),
      ("2d", 172_800_000), ("0s", 0), ("0", 0), ("1w", 604_800_000),
      ("", nil), ("1", nil), ("m", nil), ("1m1m", nil), ("30s1m", nil), ("-1m", nil), ("1.5m", nil),
      ("1 m", nil), ("99999999999999w", nil), ("521w", nil), ("1M", nil),
    ] as [(String, Int64?)])
  func duration(text: String, milliseconds: Int64?) {
    #expect(DurationText.duration(text)?.milliseconds == milliseconds)
  }

  @Test(
    "A duration is written in its shortest exact form",
    arguments: [
      (60_000, "1m"), (90_000, "1m30s"), (1_500, "1s500ms"), (0, "0s"), (86_400_000, "1d"),
    ] as [(Int64, String)])
  func durationText(milliseconds: Int64, expected: String) {
    #expect(DurationText.text(.milliseconds(milliseconds)) == expected)
  }

  @Test(
    "RFC 3339 is read to the millisecond, and nonsense is not read",
    arguments: [
      ("2026-01-01T00:50:00Z", 1_767_228_600_000), ("2026-01-01T01:50:00+01:00", 1_767_228_600_000),
      ("2026-01-01t00:50:00.5z", 1_767_228_600_500), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
      ("1969-12-31T23:59:59.999Z", -1),
      ("2026-02-29T00:00:00Z", nil), ("2026-13-01T00:00:00Z", nil), ("2026-01-01", nil),
      ("2026-01-01T00:50:00", nil), ("2026-01-01T24:00:00Z", nil), ("2026-01-01T00:50:00Zx", nil),
      ("2026-04-31T00:00:00Z", nil), ("2026-01-00T00:00:00Z", nil), ("", nil),
    ] as [(String, Int64?)])
  func timestamp(text: String, milliseconds: Int64?) {
    #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test("Every moment written is read back alike")
  func roundTrip() throws {
    for step in -2_000...2_000 as ClosedRange<Int64> {
      let moment = try #require(Timestamp(milliseconds: step * 7_919_000_123))
      #expect(Timestamp(rfc3339: "\(moment)") == moment)
    }
  }
}
