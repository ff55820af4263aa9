/// Writes the text of one cell as a browser shows it: runs of blanks are one, `<br>` is a line end, and
/// what is on lines of its own is apart from what is around it.
struct HTMLCellText {
  private var isEmpty = true
  /// Whether a blank is to be written before the next text.
  private var isBlankOpen = false
  /// Line ends to be written before the next text.
  private var breaks = 0
  /// Whether something other than blanks was written.
  private(set) var hasText = false
  /// A line end just behind `<pre>` is not part of its text.
  private var isBehindPre = false

  mutating func add(
    _ text: some BidirectionalCollection<UInt8>, _ blanks: HTMLStyle.Blanks,
    to assembler: inout RowAssembler
  ) throws {
    var rest = text[...]
    while let first = rest.first {
      if Self.isBlank(first) {
        try addBlank(first, blanks, to: &assembler)
        rest = rest.dropFirst()
      } else if first == 0xC2, rest.dropFirst().first == 0xA0 {
        try open(&assembler)
        try assembler.append(CollectionOfOne(0x20))
        rest = rest.dropFirst(2)
      } else {
        // U+00A0 is the only character that begins with C2 and is a blank.
        let end = rest.dropFirst().firstIndex { Self.isBlank($0) || $0 == 0xC2 } ?? rest.endIndex
        try open(&assembler)
        try assembler.append(rest[..<end])
        hasText = true
        rest = rest[end...]
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
  }

  private mutating func addBlank(
    _ byte: UInt8, _ blanks: HTMLStyle.Blanks, to assembler: inout RowAssembler
  ) throws {
    defer { isBehindPre = false }
    switch blanks {
    case .collapsed: isBlankOpen = true
    case .linesKept:
      if byte == 0x0A { lineBreak() } else { isBlankOpen = true }
    case .kept:
      // A line end may be two bytes.
      if byte == 0x0D || byte == 0x0A && isBehindPre { return }
      try open(&assembler)
      try assembler.append(CollectionOfOne(byte))
    }
  }

  /// Writes what has to be between the text so far and the next.
  private mutating func open(_ assembler: inout RowAssembler) throws {
    isBehindPre = false
    if !isEmpty {
      if breaks > 0 {
        try assembler.append(repeatElement(0x0A, count: breaks))
      } else if isBlankOpen {
        try assembler.append(CollectionOfOne(0x20))
      }
    }
    (isEmpty, isBlankOpen, breaks) = (false, false, 0)
  }

  mutating func lineBreak() {
    isBlankOpen = false
    // Nobody means more of them.
    breaks = min(breaks + 1, 1000)
  }

  /// What is on lines of its own begins or ends.
  mutating func block() {
    isBlankOpen = false
    breaks = max(breaks, 1)
  }

  mutating func blank() { isBlankOpen = true }

  mutating func beginPre() {
    block()
    isBehindPre = true
  }
}
