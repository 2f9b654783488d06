import Diagnostics
import Testing

@Suite struct DecimalTextTests {
  @Test(
    "Only plain decimals are numbers",
    arguments: [
      ("99", 99), ("99.5", 99.5), ("-0.25", -0.25), ("0", 0), ("007", 7),
      ("", nil), ("1e3", nil), ("0x1p3", nil), ("inf", nil), ("NaN", nil), ("+1", nil), (".5", nil),
      ("5.", nil), ("1_000", nil), ("1,5", nil), ("١", nil), ("--1", nil), (" 1", nil),
      ("1234567890123456", nil), ("0.000000000000001", 0.000000000000001),
    ] as [(String, Double?)])
  func number(text: String, expected: Double?) {
    #expect(DecimalText.number(text) == expected)
  }

  @Test(
    "A value is shown with no more digits than it needs",
    arguments: [
      (99.5, 3, "99.5"), (100, 3, "100"), (83.33333333333286, 3, "83.333"), (-0.0001, 3, "0"),
      (-1.5, 1, "-1.5"), (0.05, 1, "0.1"), (.nan, 3, "NaN"), (.infinity, 3, "+Inf"),
      (-.infinity, 0, "-Inf"), (1e21, 2, "1e+21"), (2.0001, 3, "2"), (0.1 + 0.2, 6, "0.3"),
    ] as [(Double, Int, String)])
  func text(value: Double, digits: Int, expected: String) {
    #expect(DecimalText.text(value, fractionDigits: digits) == expected)
  }

  @Test(
    "A fixed text keeps its zeros",
    arguments: [(1.842, 3, "1.842"), (0.1, 3, "0.100"), (2, 3, "2.000"), (2, 0, "2")]
      as [(Double, Int, String)])
  func fixed(value: Double, digits: Int, expected: String) {
    #expect(DecimalText.fixed(value, fractionDigits: digits) == expected)
  }
}
