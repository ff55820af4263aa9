import CBytes
import Charsets
package import Findings
import HotlineModel
package import Tickets

/// Text that looks as if a program before us had damaged it: it is kept as it is, and told.
package struct MojibakeScan: Sendable {
  /// What may be wrong with a text.
  struct Marks: OptionSet, Hashable {
    let rawValue: UInt8
    /// NUL or control characters of U+0080…U+009F.
    static let controls = Marks(rawValue: 1)
    /// U+FFFD, or 锟斤拷, which it becomes when it is read as GBK: characters are lost for good.
    static let replaced = Marks(rawValue: 2)
    /// UTF-8 or GBK that was read as Latin-1, or UTF-8 that was read as GBK.
    static let misread = Marks(rawValue: 4)
    /// Characters of the private-use area.
    static let privateUse = Marks(rawValue: 8)

    static let all: [(mark: Marks, kind: @Sendable (_ count: Int) -> FindingKind)] = [
      (.controls, FindingKind.textControls), (.replaced, FindingKind.textReplaced),
      (.misread, FindingKind.textMisread), (.privateUse, FindingKind.textPrivateUse),
    ]
  }

  private var counts: [Marks: PlaceCount] = [:]
  private var records = 0

  /// No doubts yet.
  package init() {}

  /// What is doubtful in the records of a batch that was decoded.
  package init(in batch: RecordBatch) {
    records = batch.records.count
    // Nearly every batch ends here, after one look at all its bytes at once.
    guard batch.mayBeGarbled,
      !Self.marks(in: batch.bytes.span.extracting(batch.textStart...)).isEmpty
        || (batch.textStart > 0 && batch.bytes[..<batch.textStart].contains(0))
    else { return }
    for record in batch.records where record.damage == nil {
      var seen: Marks = []
      for (column, index) in record.fields.enumerated() {
        let field = batch.bytes.span.extracting(batch.fields[index].range)
        // A cell of nothing but U+0000 is how some programs write an empty one.
        if !field.isEmpty, field[0] == 0, field.indices.allSatisfy({ field[$0] == 0 }) { continue }
        let found = Self.marks(in: field)
        for (mark, _) in Marks.all where found.contains(mark) && !seen.contains(mark) {
          counts[mark, default: PlaceCount()].add(batch.place(of: record, column: column))
        }
        seen.formUnion(found)
      }
    }
  }

  /// Takes in what was found in a later batch.
  package mutating func add(_ later: MojibakeScan) {
    records += later.records
    for (mark, count) in later.counts { counts[mark, default: PlaceCount()].add(count) }
  }

  /// One finding for each kind, with the places of the first records.
  package var findings: [Finding] {
    Marks.all.compactMap { mark, kind in
      guard let places = counts[mark] else { return nil }
      // A few characters of one's own making are no sign of a wrong charset.
      if mark == .privateUse, places.count * 100 < records { return nil }
      return places.finding { count, _ in kind(count) }
    }
  }

  // MARK: - Looking at bytes

  /// What is doubtful in text in UTF-8; 64 bytes at a time are looked at, and only those that can
  /// begin something doubtful one by one.
  static func marks(in bytes: Span<UInt8>) -> Marks {
    var marks: Marks = []
    var position = 0
    while position < bytes.count {
      if position + 64 <= bytes.count {
        let found = unsafe bytes.withUnsafeBytes { all in
          unsafe all.baseAddress.map { unsafe hotline_doubtful64($0 + position) } ?? 0
        }
        if found == 0 {
          position += 64
          continue
        }
        position += found.trailingZeroBitCount
      }
      position += look(at: position, in: bytes, &marks)
    }
    return marks
  }

  /// Looks at what begins at a position; returns how many bytes it takes.
  private static func look(at position: Int, in bytes: Span<UInt8>, _ marks: inout Marks) -> Int {
    func byte(_ ahead: Int) -> UInt8 {
      position + ahead < bytes.count ? bytes[position + ahead] : 0
    }
    switch (bytes[position], byte(1), byte(2)) {
    case (0, _, _):
      marks.insert(.controls)
    case (0xC2, _, _), (0xC3, _, _):
      return lookAtRun(from: position, in: bytes, &marks)
    case (0xEE, _, _):
      marks.insert(.privateUse)
    case (0xEF, 0xBF, 0xBD):
      marks.insert(.replaced)
    case (0xE9, 0x94, 0x9F) where (byte(3), byte(4), byte(5)) == (0xE6, 0x96, 0xA4):
      marks.insert(.replaced)
    case (0xE9, 0x94, 0x9B) where isUTF8ReadAsGBK(around: position, in: bytes):
      marks.insert(.misread)
    default: break
    }
    return 1
  }

  /// Looks at characters of U+0080…U+00FF that stand together: four and more of three kinds are
  /// no text anybody writes, but bytes that were taken for characters.
  private static func lookAtRun(
    from start: Int, in bytes: Span<UInt8>, _ marks: inout Marks
  ) -> Int {
    var end = start
    var hasControls = false
    while end + 1 < bytes.count, bytes[end] & 0xFE == 0xC2, bytes[end + 1] & 0xC0 == 0x80 {
      hasControls = hasControls || (bytes[end] == 0xC2 && bytes[end + 1] < 0xA0)
      end += 2
    }
    let isLong = end - start >= 8
    let kinds = isLong ? Set(stride(from: start + 1, to: end, by: 2).map { bytes[$0] }).count : 0
    if kinds >= 3 {
      marks.insert(.misread)
    } else if hasControls {
      marks.insert(.controls)
    }
    return max(1, end - start)
  }

  /// Whether the Chinese text around 锛, which is how `，` in UTF-8 looks when it is read as GBK,
  /// becomes UTF-8 when it is written as GBK again.
  private static func isUTF8ReadAsGBK(around position: Int, in bytes: Span<UInt8>) -> Bool {
    var start = position
    while start > 0, position - start < 120, bytes[start - 1] >= 0x80 { start -= 1 }
    while start < position, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = position
    while end < bytes.count, end - position < 120, bytes[end] >= 0x80 { end += 1 }
    while end > position, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let text = (start..<end).map { bytes[$0] }
    guard let written = Charset.gb18030.encode(String(decoding: text, as: UTF8.self)) else {
      return false
    }
    var check = UTF8Check()
    check.count(written)
    return check.characters >= 3 && check.faults * 2 <= check.characters
  }
}

extension RecordBatch {
  /// Where one field of a record stands.
  fileprivate func place(of record: Record, column: Int) -> SourceLocation {
    let names = headers[record.header]
    return SourceLocation(
      file: file, line: record.line, column: column + 1, record: record.number,
      field: names.indices.contains(column) ? names[column] : nil,
      offset: record.offset ?? offset + record.raw.lowerBound)
  }
}
