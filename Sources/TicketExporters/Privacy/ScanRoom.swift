import Bytes
import HotlineModel

extension FreeTextScan {
  /// What is used again from text to text.
  package struct Room: Sendable {
    /// Where something may begin or end in the text.
    var marks: [Int32] = []
    /// The numbers of the text.
    var numbers = NumberScan()
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

  /// Reads a text in one pass, and hands it out until it is put back, so that what is written here
  /// meanwhile does not copy it.
  ///
  /// - Parameters:
  ///   - bytes: the text, UTF-8.
  ///   - classes: what characters mean.
  ///   - name: the first character of a name that is to be found; 0 for none.
  /// - Returns: the text.
  mutating func read(_ bytes: Span<UInt8>, _ classes: ScanClasses, name: UInt32) -> FoldedText {
    var folded = FoldedText()
    swap(&folded, &text)
    edits.removeAll(keepingCapacity: true)
    folded.characters.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    folded.characters.append(addingCapacity: bytes.count + 1) { characters in
      marks.append(addingCapacity: bytes.count) { marks in
        Self.read(bytes, classes, name, into: &characters, &marks)
      }
    }
    return folded
  }

  mutating func putBack(_ folded: consuming FoldedText) { text = folded }

  private static func read(
    _ bytes: Span<UInt8>, _ classes: ScanClasses, _ name: UInt32,
    into characters: inout OutputSpan<UInt64>, _ marks: inout OutputSpan<Int32>
  ) {
    let atClause = ScanClasses.Kind.atClause.rawValue
    let inClause = ScanClasses.Kind.inClause.rawValue
    let preposition = ScanClasses.Kind.preposition.rawValue
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe characters.withUnsafeMutableBufferPointer { characters, count in
        unsafe marks.withUnsafeMutableBufferPointer { marks, marked in
          _ = unsafe classes.withTable { kinds in
            let end = bytes.count
            var position = 0
            var wanted = atClause
            // Each character has a byte at least: there is room for it and for its mark.
            while position < end {
              let start = position
              var scalar = UInt32(unsafe bytes[position])
              if scalar < 0x80 {
                position += 1
                if scalar == 0x09 { scalar = 0x20 }
              } else {
                if scalar & 0xF0 == 0xE0, position + 2 < end {
                  let second = UInt32(unsafe bytes[position + 1])
                  let third = UInt32(unsafe bytes[position + 2])
                  scalar = (scalar & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
                  position += 3
                  // Chinese characters are what they are.
                  if scalar &- 0x3400 >= 0x6C00 { scalar = FoldedText.folded(scalar) }
                } else {
                  let length = scalar < 0xE0 ? 2 : scalar < 0xF0 ? 3 : 4
                  scalar &= 0xFF >> UInt32(length + 1)
                  for next in position + 1..<max(position + 1, min(position + length, end)) {
                    scalar = scalar << 6 | UInt32(unsafe bytes[next] & 0x3F)
                  }
                  position += length
                  scalar = FoldedText.folded(scalar)
                }
                if scalar == FoldedText.left { continue }
              }
              let kind = scalar < 0x10000 ? unsafe kinds[Int(scalar)] : 0
              unsafe marks[marked] = Int32(truncatingIfNeeded: count)
              marked += kind & wanted != 0 || scalar == name ? 1 : 0
              wanted = scalar &- 0x3400 < 0x6C00 && kind & preposition == 0 ? inClause : atClause
              unsafe characters[count] =
                UInt64(scalar) << 32 | UInt64(truncatingIfNeeded: start)
              count += 1
            }
            unsafe characters[count] = UInt64(end)
            count += 1
          }
        }
      }
    }
  }

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

  /// Appends a text with what is hidden in it.
  func apply(
    to bytes: Span<UInt8>, counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    var position = 0
    for edit in edits {
      out.append(position..<text.offset(edit.start), of: bytes)
      switch edit.shown {
      case .stars(let count): for _ in 0..<count { out.append(UInt8(ascii: "*")) }
      case .text(let shown): out += shown
      }
      position = text.offset(edit.end)
      counts.add(edit.kind)
    }
    out.append(position..<bytes.count, of: bytes)
  }
}
