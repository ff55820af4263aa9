import HotlineModel

extension FreeTextScan {
  /// What is used again from text to text.
  package struct Room: Sendable {
    /// The text.
    var text = FoldedText()
    /// Where something may begin or end in it.
    var marks: [Int32] = []
    /// The numbers of the text.
    var numbers = NumberScan()
    private var edits: [Edit] = []

    /// Room for a first text.
    package init() {}
  }

  private struct Edit: Sendable {
    let start: Int
    let end: Int
    let shown: [UInt8]
    let kind: PrivacyCounts.Kind
  }
}

extension FreeTextScan.Room {
  /// Reads a text in one pass.
  mutating func read(_ bytes: ArraySlice<UInt8>, _ classes: ScanClasses, _ names: [[UInt32]]) {
    marks.removeAll(keepingCapacity: true)
    edits.removeAll(keepingCapacity: true)
    // Out of the room, the array is written to without asking each time whose it is.
    var characters: [UInt64] = []
    swap(&characters, &text.characters)
    characters.removeAll(keepingCapacity: true)
    characters.reserveCapacity(bytes.count + 1)
    let nameStart = names.first?.first ?? 0
    let (left, first, end) = (FoldedText.left, bytes.startIndex, bytes.endIndex)
    var position = first
    var inClause = false
    while position < end {
      let byte = bytes[position]
      let start = position
      var scalar = UInt32(byte)
      if byte < 0x80 {
        position += 1
        if byte == 0x09 { scalar = 0x20 }
      } else if byte & 0xF0 == 0xE0, position + 2 < end {
        let (second, third) = (UInt32(bytes[position + 1]), UInt32(bytes[position + 2]))
        scalar = (scalar & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
        position += 3
        // Chinese characters are what they are.
        if scalar &- 0x3400 >= 0x6C00 { scalar = FoldedText.folded(scalar) }
      } else {
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        scalar &= 0xFF >> UInt32(length + 1)
        for next in position + 1..<max(position + 1, min(position + length, end)) {
          scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
        }
        position += length
        scalar = FoldedText.folded(scalar)
      }
      if scalar == left { continue }
      let kind = classes[scalar]
      if ScanClasses.isInteresting(kind, inClause: inClause) || scalar == nameStart
        || names.count > 1 && names.contains(where: { $0.first == scalar })
      {
        marks.append(Int32(truncatingIfNeeded: characters.count))
      }
      inClause = scalar &- 0x3400 < 0x6C00 && !kind.contains(.preposition)
      characters.append(UInt64(scalar) << 32 | UInt64(truncatingIfNeeded: start - first))
    }
    characters.append(UInt64(bytes.count))
    swap(&characters, &text.characters)
  }

  mutating func hide(_ start: Int, _ end: Int, as shown: String, _ kind: PrivacyCounts.Kind) {
    hide(start, end, as: Array(shown.utf8), kind)
  }

  /// Hides characters; what was hidden within them before is hidden with them.
  mutating func hide(_ start: Int, _ end: Int, as shown: [UInt8], _ kind: PrivacyCounts.Kind) {
    guard start < end else { return }
    var start = start
    while let last = edits.last, last.end > start {
      start = min(start, last.start)
      edits.removeLast()
    }
    edits.append(FreeTextScan.Edit(start: start, end: end, shown: shown, kind: kind))
  }

  /// Appends the text with what is hidden in it.
  func apply(
    to bytes: ArraySlice<UInt8>, counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    var position = bytes.startIndex
    for edit in edits {
      let start = bytes.startIndex + text.offset(edit.start)
      out.append(contentsOf: bytes[position..<start])
      out.append(contentsOf: edit.shown)
      position = bytes.startIndex + text.offset(edit.end)
      counts[edit.kind] += 1
    }
    out.append(contentsOf: bytes[position...])
  }
}
