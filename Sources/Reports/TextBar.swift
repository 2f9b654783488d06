import Rollouts

/// Bars of blocks, or of ASCII where the locale has no blocks. Each is told in words beside, too.
struct TextBar {
  let unicode: Bool

  /// A share of a whole: `████▌···`, and with an arrow at its end what is more: `#######>`.
  func share(_ share: Double, width: Int) -> String {
    guard share <= 1 else {
      return String(repeating: full, count: width - 1) + (unicode ? "▶" : ">")
    }
    let parts = (max(share, 0) * Double(width) * 8).rounded(.down)
    let cells = Int(parts) / 8
    let rest = unicode && cells < width ? Self.eighths[Int(parts) % 8] : ""
    let empty = width - cells - rest.count
    return String(repeating: full, count: cells) + rest
      + String(repeating: self.empty, count: empty)
  }

  /// The canary's part of the traffic, and what it gains (`▒`) or loses (`░`).
  func weight(from: Weight, to: Weight, width: Int) -> String {
    let (now, then) = (cells(of: from, width), cells(of: to, width))
    let change = then > now ? (unicode ? "▒" : "+") : (unicode ? "░" : "-")
    let kept = min(now, then)
    return String(repeating: full, count: kept)
      + String(repeating: change, count: max(now, then) - kept)
      + String(repeating: empty, count: width - max(now, then))
  }

  /// Some weight is never drawn as none, nor less than all as all.
  private func cells(of weight: Weight, _ width: Int) -> Int {
    guard weight.parts > 0, weight.parts < weight.total else { return weight.isZero ? 0 : width }
    let cells = (Double(weight.parts) / Double(weight.total) * Double(width)).rounded()
    return min(max(Int(cells), 1), width - 1)
  }

  private var full: String { unicode ? "█" : "#" }
  private var empty: String { unicode ? "·" : "." }
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
