import Bytes
import HotlineModel

extension FreeTextScan {
  /// What is used again from text to text.
  package struct Room: Sendable {
    /// The numbers of the text.
    var numbers = NumberScan()
    /// Where something may begin or end in the text: the first of these, as many as `markCount`.
    private var marks: [Int32] = []
    private(set) var markCount = 0
    /// The text, while none is scanned.
    private var text = FoldedText()
    private var edits: [Edit] = []

    /// Room for a first text.
    package init() {}
  }

  /// What is shown instead of characters.
  enum Shown: Sendable {
    case stars(Int)
    case text([UInt8])
  }

  private struct Edit: Sendable {
    /// The characters, by their positions.
    let start: Int, end: Int
    let shown: Shown
    let kind: PrivacyCounts.Kind
  }
}

extension FreeTextScan.Room {
  /// Whether something is to be hidden in the text that was scanned.
  var hasEdits: Bool { !edits.isEmpty }

  /// A character at which something may begin or end.
  func mark(_ place: Int) -> Int { Int(marks[place]) }

  /// Reads a text in one pass, and hands it out until it is put back, so that what is written here
  /// meanwhile does not copy it.
  ///
  /// - Parameters:
  ///   - bytes: the text, UTF-8.
  ///   - classes: what characters mean.
  ///   - name: the first character of a name that is to be found; 0 for none.
  /// - Returns: the text.
  mutating func read(_ bytes: Span<UInt8>, _ classes: ScanClasses, name: UInt32) -> FoldedText {
    if !edits.isEmpty { edits.removeAll(keepingCapacity: true) }
    // Each character has a byte at least: there is room for it and for its mark.
    if min(marks.count, text.characters.count) <= bytes.count {
      let size = bytes.count * 2 + 64
      text.characters = [UInt64](repeating: 0, count: size)
      marks = [Int32](repeating: 0, count: size)
    }
    var folded = FoldedText()
    swap(&folded, &text)
    var reader = TextReader(wanted: ScanClasses.Kind.atClause.rawValue)
    unsafe folded.characters.withUnsafeMutableBufferPointer { characters in
      unsafe marks.withUnsafeMutableBufferPointer { marks in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe reader.read(bytes, classes, name, into: characters, marks)
        }
      }
    }
    folded.count = reader.count
    markCount = reader.marked
    return folded
  }

  mutating func putBack(_ folded: consuming FoldedText) { text = folded }

  /// Hides characters; what was hidden within them before is hidden with them.
  mutating func hide(
    _ start: Int, _ end: Int, as shown: FreeTextScan.Shown, _ kind: PrivacyCounts.Kind
  ) {
    guard start < end else { return }
    var start = start
    while let last = edits.last, last.end > start {
      start = min(start, last.start)
      edits.removeLast()
    }
    edits.append(FreeTextScan.Edit(start: start, end: end, shown: shown, kind: kind))
  }

  /// At most so many bytes more than the text has `apply` writes.
  var growth: Int {
    edits.reduce(0) { growth, edit in
      switch edit.shown {
      case .stars(let count): growth + count
      case .text(let shown): growth + shown.count
      }
    }
  }

  /// Writes a text with what is hidden in it, and counts that.
  func apply(
    to bytes: Span<UInt8>, counting counts: inout PrivacyCounts,
    into out: inout OutputSpan<UInt8>
  ) {
    var position = 0
    for edit in edits {
      out.append(position..<text.offset(edit.start), of: bytes)
      switch edit.shown {
      case .stars(let count): for _ in 0..<count { out.append(UInt8(ascii: "*")) }
      case .text(let shown): out.append(shown.indices, of: shown.span)
      }
      position = text.offset(edit.end)
      counts.add(edit.kind)
    }
    out.append(position..<bytes.count, of: bytes)
  }
}

/// Reads the characters of a text, and marks those at which something may begin or end.
private struct TextReader {
  /// How many characters were read, and how many are marked.
  private(set) var count = 0
  private(set) var marked = 0
  /// What is marked if it comes next.
  private var wanted: UInt64

  init(wanted: UInt64) { self.wanted = wanted }

  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ classes: ScanClasses, _ name: UInt32,
    into characters: UnsafeMutableBufferPointer<UInt64>, _ marks: UnsafeMutableBufferPointer<Int32>
  ) {
    let end = bytes.count
    precondition(characters.count > end && marks.count >= end, "each byte may be a character")
    var (count, marked, wanted) = (self.count, self.marked, self.wanted)
    unsafe classes.withTables { kinds, folds in
      var position = 0
      while position < end {
        let start = position
        var scalar = UInt32(unsafe bytes[position])
        if scalar < 0x80 {
          position &+= 1
        } else if scalar & 0xF0 == 0xE0, position &+ 2 < end {
          let second = UInt32(unsafe bytes[position &+ 1])
          let third = UInt32(unsafe bytes[position &+ 2])
          scalar = (scalar & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
          position &+= 3
        } else {
          scalar = unsafe Self.other(bytes, at: &position)
        }
        let folded = scalar < 0x10000 ? UInt32(unsafe folds[Int(scalar)]) : 0xFFFF
        if folded != 0xFFFF {
          scalar = folded
        } else {
          scalar = FoldedText.folded(scalar)
          if scalar == FoldedText.left { continue }
        }
        let kind =
          scalar < 0x10000
          ? unsafe kinds[Int(scalar)] : ScanClasses.Kind.clauseStart.rawValue
        unsafe marks[marked] = Int32(truncatingIfNeeded: count)
        marked &+= (kind & wanted != 0) || scalar == name ? 1 : 0
        wanted = ScanClasses.Kind(rawValue: kind).wantedBehind.rawValue
        unsafe characters[count] = UInt64(scalar) << 32 | UInt64(truncatingIfNeeded: start)
        count &+= 1
      }
    }
    unsafe characters[count] = UInt64(end)
    (self.count, self.marked, self.wanted) = (count + 1, marked, wanted)
  }

  /// A character of two or four bytes, or what is read where none is.
  private static func other(_ bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> UInt32 {
    let first = UInt32(unsafe bytes[position])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var scalar = first & 0xFF >> UInt32(length + 1)
    for next in position + 1..<max(position + 1, min(position + length, bytes.count)) {
      scalar = scalar << 6 | UInt32(unsafe bytes[next] & 0x3F)
    }
    position += length
    return scalar
  }
}
