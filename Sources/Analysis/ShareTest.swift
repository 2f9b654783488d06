import func Glibc.exp
import func Glibc.log
import func Glibc.log1p

/// Whether a part of some requests can have come about by chance, where each request goes to the
/// part with the same probability.
///
/// Three standard deviations of the binomial distribution's normal approximation, which about one
/// in 370 sound counts exceeds (NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.4). Where
/// fewer than nine requests are expected on either side, three deviations reach beyond none or
/// beyond all; there the distribution itself is summed. Wilson's interval would not do: at a given
/// share it is the normal approximation in another form.
enum ShareTest {
  private static let deviations = 3.0
  /// What lies beyond three standard deviations on one side.
  private static let tail = 0.001_349_898
  private static let leastExpected = 9.0

  /// `part` of `all` requests, both as `increase()` estimates them; `share` is a fraction, 0...1.
  static func isImprobable(_ part: Double, of all: Double, at share: Double) -> Bool {
    let rarer = min(share, 1 - share)
    guard all * rarer < leastExpected else {
      return (part / all - share).magnitude > deviations * (share * (1 - share) / all).squareRoot()
    }
    // Whole requests: what is left of one after rounding is of the estimate's making.
    let (here, there) = (part.rounded(), (all - part).rounded())
    return isImprobable(count: share <= 0.5 ? here : there, of: here + there, at: rarer)
  }

  /// The least number of requests of which none for the part is more than chance.
  static func leastRequests(at share: Double) -> Int {
    guard share < 1 else { return 1 }
    let needed = (log(tail) / log1p(-share)).rounded(.up)
    return needed < 1e9 ? max(1, Int(needed)) : 1_000_000_000
  }

  /// Sums the binomial distribution from 0 on; `share` is at most a half, and the expected count
  /// small, so that a few terms tell.
  private static func isImprobable(count: Double, of all: Double, at share: Double) -> Bool {
    guard share > 0 else { return count > 0 }
    let isLow = count < all * share
    let end = isLow ? count + 1 : count
    var term = exp(all * log1p(-share))
    var below = 0.0
    var index = 0.0
    while index < end {
      below += term
      if below > 1 - tail { return !isLow }
      term *= (all - index) / (index + 1) * (share / (1 - share))
      index += 1
    }
    return isLow && below < tail
  }
}
