/// Text in the Markdown of GitHub, GitLab and Azure, where foreign text must neither become structure
/// nor mention, link or command anything.
///
/// None of them looks for mentions, references, emoji, formulas or addresses in code, so whatever is
/// not plainly a word or a number stands in code.
enum MarkdownText {
  /// A name or a value as code; also within a sentence. An empty text shows as two quotes.
  static func code(_ text: String, limit: Int = 200) -> String {
    let text = harmless(printable(text.isEmpty ? "\"\"" : text, limit: limit))
    let ticks = String(repeating: "`", count: longestRun(in: text) + 1)
    let edges = [text.utf8.first, text.utf8.last]
    // A reader takes one blank from each end where both ends have one.
    let isPadded = edges.contains(tick) || edges == [blank, blank]
    return isPadded ? "\(ticks) \(text) \(ticks)" : ticks + text + ticks
  }

  /// A sentence with words of ours and of others: plain words stay, runs of all else are code. It
  /// never begins a line.
  static func prose(_ sentence: String, limit: Int = 500) -> String {
    var words: [String] = []
    var opening = ""
    var run = ""
    func endCode(_ closing: Substring = "") {
      guard !run.isEmpty else { return }
      words.append(opening + code(unquoted(run), limit: .max) + closing)
      (opening, run) = ("", "")
    }
    var isCompared = false
    for word in printable(sentence, limit: limit).split(separator: " ") {
      let goesOn = isOpen(run) || !run.isEmpty && (isCompared || isComparison(word))
      isCompared = isComparison(word)
      if !goesOn, let plain = plain(word) {
        endCode()
        words.append(plain)
        continue
      }
      // Punctuation around what is strange is the sentence's, unless it closes what was opened in it.
      var core = word
      if run.isEmpty, core.first == "(", core.count > 1 {
        opening = "("
        core = core.dropFirst()
      }
      let before = run.isEmpty ? "" : run + " "
      while let last = core.utf8.last, isPunctuation(last) {
        let rest = core.prefix(upTo: core.utf8.index(before: core.endIndex))
        guard !rest.isEmpty, !isOpen(before + rest) else { break }
        core = rest
      }
      run = before + core
      if core.endIndex < word.endIndex { endCode(word[core.endIndex...]) }
    }
    endCode()
    return words.joined(separator: " ")
  }

  /// The same as a cell of a table, where even in code a bar would end it.
  static func cell(_ inline: String) -> String {
    var previous: Unicode.Scalar?
    return inline.replacingScalars { scalar in
      defer { previous = scalar }
      guard scalar == "|" else { return nil }
      return previous == "\\" ? "u{7c}" : #"\|"#
    }
  }

  /// The same in one line where it is short, as a number with its unit.
  static func unbroken(_ inline: String) -> String {
    inline.utf8.count > 24 ? inline : inline.replacing(" ", with: "\u{a0}")
  }

  static func row(_ cells: [String]) -> String {
    "| " + cells.map(cell).joined(separator: " | ") + " |"
  }

  /// Lines of text, each printable already, as a block of code.
  static func block(_ lines: [String], _ language: String = "text") -> [String] {
    // GitLab obeys a slash where a line begins, unless it finds the block as readers do.
    let safe = lines.map { line in
      (line.utf8.first == UInt8(ascii: "/") ? " " : "") + harmless(commandFree(line))
    }
    return ["```" + language] + safe + ["```"]
  }

  /// What opens when it is clicked at; `title` is a text of ours.
  static func folded(_ title: String, _ lines: [String]) -> [String] {
    let end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    return ["<details><summary>\(title)</summary>", ""] + lines[..<end].drop(while: \.isEmpty)
      + ["", "</details>"]
  }

  private static let tick = UInt8(ascii: "`")
  private static let blank = UInt8(ascii: " ")

  /// The word as it stands in a sentence; nil for what may be more than a word or a number: a name,
  /// an address, a mention, the hash of a commit.
  private static func plain(_ word: Substring) -> String? {
    switch word {
    case "->": return "→"
    case ">=": return "&gt;="
    case "<=": return "&lt;="
    case "%", "=", "...": return String(word)
    default: break
    }
    var core = word.utf8[...]
    if core.first == UInt8(ascii: "(") { core = core.dropFirst() }
    while let last = core.last, isPunctuation(last) || last == UInt8(ascii: "%") {
      core = core.dropLast()
    }
    return isWord(core) || isNumber(core) ? String(word) : nil
  }

  /// Whether brackets or a quote of ours go on behind the text.
  private static func isOpen(_ text: String) -> Bool {
    var depth = 0
    var ticks = 0
    for byte in text.utf8 {
      if "([{".utf8.contains(byte) { depth += 1 }
      if ")]}".utf8.contains(byte) { depth -= 1 }
      if byte == tick { ticks += 1 }
    }
    return depth > 0 || ticks % 2 == 1
  }

  private static func isComparison(_ word: Substring) -> Bool {
    ["<", ">", "<=", ">=", "==", "!=", "&&", "||"].contains(word)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool { ",.;:?)".utf8.contains(byte) }

  /// Also `1m30s` and `p99`; from seven characters on, it may be a commit's hash.
  private static func isWord(_ text: Substring.UTF8View.SubSequence) -> Bool {
    let isLetters = text.allSatisfy { byte in
      (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "'")
        || text.count < 7 && (48...57).contains(byte)
    }
    let isHash = text.count >= 7 && text.allSatisfy { (97...102).contains($0 | 0x20) }
    return isLetters && !isHash && !text.isEmpty
  }

  /// Also a version or a range; without a point, seven digits may be a hash.
  private static func isNumber(_ text: Substring.UTF8View.SubSequence) -> Bool {
    let point = UInt8(ascii: ".")
    return text.allSatisfy { (48...57).contains($0) || $0 == point } && text.first != point
      && !text.isEmpty && (text.contains(point) || text.count < 7)
  }

  /// Without the fence of a block, or more backticks than every reader pairs; and also if the page
  /// is printed into the log of a job, no command.
  private static func harmless(_ text: String) -> String {
    let text = hashFree(text)
    guard longestRun(in: text) >= 3 else { return text }
    return text.replacingScalars { $0 == "`" ? #"\u{60}"# : nil }
  }

  /// Of backticks.
  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == tick ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Our own texts mark code as Markdown does.
  private static func unquoted(_ text: String) -> String {
    let inner = text.dropFirst().dropLast()
    guard text.count > 2, text.first == "`", text.last == "`", !inner.utf8.contains(tick) else {
      return text
    }
    return String(inner)
  }
}
