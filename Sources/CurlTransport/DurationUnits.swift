extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// Rounded up, so that a wait is never cut short, and at most a day, which libcurl can count.
  var wholeMilliseconds: Int {
    guard self < .seconds(86_400) else { return 86_400_000 }
    let started = components.attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0
    return Int(components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000)
      + started
  }
}
