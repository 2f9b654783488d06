import SeededRandom

/// Bytes with one to three random faults in them: of bytes, of words, of lines.
package func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...3, using: &numbers) {
    guard !bytes.isEmpty else { return bytes }
    switch Int.random(in: 0..<3, using: &numbers) {
    case 0: damageByte(&bytes, &numbers)
    case 1: insertWord(&bytes, &numbers)
    default: damageLine(&bytes, &numbers)
    }
  }
  return bytes
}

private func damageByte(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
  let odd =
    Array("{}[]:,-#&*!|>'\"%@`? \t\r\n0123456789<~\\abz\n\n ".utf8)
    + [0, 0x80, 0xC3, 0xFF, 0xEF, 0x85]
  let place = Int.random(in: 0..<bytes.count, using: &numbers)
  let end = min(bytes.count, place + Int.random(in: 1...20, using: &numbers))
  switch Int.random(in: 0..<16, using: &numbers) {
  case 0..<6: bytes[place] = numbers.pick(odd)
  case 6..<12: bytes.insert(numbers.pick(odd), at: place)
  case 12: bytes.removeSubrange(place..<end)
  case 13, 14: bytes.insert(contentsOf: bytes[place..<end], at: place)
  default: bytes.removeSubrange(place...)
  }
}

/// In front of a word, where YAML's marks mean something.
private func insertWord(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
  let words = [
    "&a ", "*a ", "*a", "!!int ", "!!str ", "!x ", "<<: ", "{", "}", "[", "]", ",", ", ", "- ",
    "? ", "| ", "|\n", ">-\n", "# ", ": ", "\u{85}", "\u{2028}", "---\n", "...\n", "''", "\"",
    "weight: 5", "weight: 5\n", "\"weight\": 5,", "a: ", "~ ", "\n", "\n\n", "\r", "  ",
  ]
  let starts = bytes.indices.filter { index in
    index > 0 && isWord(bytes[index]) && !isWord(bytes[index - 1])
  }
  guard !starts.isEmpty else { return }
  bytes.insert(contentsOf: numbers.pick(words).utf8, at: numbers.pick(starts))
}

private func isWord(_ byte: UInt8) -> Bool { byte > UInt8(ascii: "/") && byte != UInt8(ascii: ":") }

private func damageLine(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
  var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    .map(Array.init)
  let index = Int.random(in: 0..<lines.count, using: &numbers)
  switch Int.random(in: 0..<7, using: &numbers) {
  case 0: lines.remove(at: index)
  case 1: lines.insert(lines[index], at: index)
  case 2: lines.insert(lines[index], at: Int.random(in: 0..<lines.count, using: &numbers))
  case 3: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &numbers))
  case 4: lines[index].insert(UInt8(ascii: " "), at: 0)
  case 5 where !lines[index].isEmpty: lines[index].removeFirst()
  default:
    lines[index] += numbers.pick(["# end", " # end", ",", " weight: 5", " |", "\t", ":"]).utf8
  }
  bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
}
