/// A moment in Universal Time, to the millisecond, which is what Prometheus resolves.
package struct Timestamp: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, within the years 0001...9999.
  package let milliseconds: Int64

  private static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  package init?(milliseconds: Int64) {
    guard Self.range.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// Nil for NaN, infinities and moments beyond the years 0001...9999.
  package init?(unixSeconds seconds: Double) {
    let scaled = (seconds * 1_000).rounded()
    guard scaled.magnitude < 1e15 else { return nil }
    self.init(milliseconds: Int64(scaled))
  }

  package static let epoch = Timestamp(unchecked: 0)

  private init(unchecked milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package var unixSeconds: Double { Double(milliseconds) / 1_000 }

  /// The beginning of this moment's second.
  package var wholeSecond: Timestamp {
    Timestamp(unchecked: milliseconds - milliseconds.modulo(1_000))
  }

  /// This moment moved by a duration, held within the years 0001...9999.
  package func advanced(by duration: Duration) -> Timestamp {
    let (sum, overflow) = milliseconds.addingReportingOverflow(duration.milliseconds)
    let held = overflow ? Self.range.upperBound : sum
    return Timestamp(unchecked: min(max(held, Self.range.lowerBound), Self.range.upperBound))
  }

  package func since(_ earlier: Timestamp) -> Duration {
    .milliseconds(milliseconds - earlier.milliseconds)
  }
}

extension Timestamp: Comparable {
  package static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with milliseconds only where there are any: `2026-01-01T00:50:00Z`.
  package var description: String {
    let fraction = milliseconds.modulo(1_000)
    let text = secondsText
    return fraction == 0 ? text + "Z" : text + "." + padded(fraction, to: 3) + "Z"
  }

  /// `2026-01-01T00:50:00`: UTC without zone or fraction, as JUnit's schemas demand.
  package var secondsText: String {
    let seconds = (milliseconds - milliseconds.modulo(1_000)) / 1_000
    let secondOfDay = seconds.modulo(86_400)
    let date = CivilDate(daysSinceEpoch: (seconds - secondOfDay) / 86_400)
    let day = "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))"
    let time = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
    return day + "T" + time.map { padded($0, to: 2) }.joined(separator: ":")
  }

  private func padded(_ number: Int64, to width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Timestamp {
  /// Reads RFC 3339 (`2026-01-01T00:50:00Z`, `2026-01-01T01:50:00.5+01:00`).
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      return DecimalText.count(String(decoding: bytes[range], as: UTF8.self)).map(Int64.init)
    }
    func has(_ character: Character, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == character.asciiValue
    }
    guard has("-", at: 4), has("-", at: 7), has("T", at: 10) || has("t", at: 10),
      has(":", at: 13), has(":", at: 16),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    // A day that the month does not have lands in the next month, and so shows itself.
    guard CivilDate(daysSinceEpoch: days).day == day else { return nil }

    var index = 19
    var fraction: Int64 = 0
    if has(".", at: index) {
      let digits = bytes[(index + 1)...].prefix { (48...57).contains($0) }
      guard (1...9).contains(digits.count) else { return nil }
      let three = (digits + [48, 48, 48]).prefix(3)
      fraction = three.reduce(0) { $0 * 10 + Int64($1 - 48) }
      index += 1 + digits.count
    }
    var offset: Int64 = 0
    if has("Z", at: index) || has("z", at: index) {
      index += 1
    } else {
      guard has("+", at: index) || has("-", at: index), has(":", at: index + 3),
        let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
        hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (has("-", at: index) ? -60 : 60)
      index += 6
    }
    guard index == bytes.count else { return nil }
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
    self.init(milliseconds: seconds * 1_000 + fraction)
  }
}

/// The Gregorian calendar, by Howard Hinnant's "chrono-compatible low-level date algorithms".
private struct CivilDate {
  let year: Int64
  let month: Int64
  let day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted - shifted.modulo(146_097)) / 146_097
    let dayOfEra = shifted.modulo(146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSinceEpoch: Int64 {
    let fromMarch = month <= 2 ? year - 1 : year
    let yearOfEra = fromMarch.modulo(400)
    let era = (fromMarch - yearOfEra) / 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Int64 {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
