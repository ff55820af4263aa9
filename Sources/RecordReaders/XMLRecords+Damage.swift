import HotlineModel

/// What happens where the parser breaks off: the record under way is damaged, and its bytes are
/// looked through for the start tag of the next one.
extension XMLRecords {
  /// A record of which more than this was read is taken for one that is never closed.
  static let longestRecord = 4 << 20
  /// No export nests its fields deeper, or has more of them in one record.
  static let deepest = 64
  static let mostFields = 4096
  /// So much of it is kept then.
  private static let kept = 1 << 20

  /// Takes what the parser broke off in for a damaged record; `false` where it was in none.
  ///
  /// Outside of a record only the start tag of the next one may be what broke: then nothing but
  /// blanks stands between the last record and it. The search for the next record begins anew behind
  /// the start tag of the damaged one.
  mutating func breakOff() -> Bool {
    if !isInRecord {
      searched = lastEnd.offset
      guard let tag = nextTag(), tag < parsed else { return false }
      let between = window[(lastEnd.offset - windowStart)..<(tag - windowStart)]
      guard between.allSatisfy({ Self.isBlank($0) || $0 == UInt8(ascii: ">") }) else {
        return false
      }
      isInRecord = true
      found += 1
      recordStart = tag
      startLine = lastEnd.line + Self.lineFeeds(in: between)
    }
    lastEnd = (recordStart, startLine)
    searched = recordStart + 1
    forgetFields()
    return true
  }

  /// Hands out the damaged record, which ends at a place: there parsing begins anew.
  mutating func cutDamaged(before next: Int, _ code: FindingCode, reason: String) {
    let at = SourceLocation(file: batch.file, line: startLine, record: found, offset: recordStart)
    let facts = ["reason": reason, "limit": "\(Self.longestRecord)"]
    let damaged = window[max(0, recordStart - windowStart)..<(next - windowStart)]
    addDamaged(damaged.prefix(Self.kept), Finding(code, at: at, facts))
    lastEnd = (next, lastEnd.line + Self.lineFeeds(in: damaged))
    parsed = next
    searched = next + 1
    damages.removeAll { $0.offset < next }
    isInRecord = false
  }

  /// Lets go of the middle of a damaged record that goes on and on, where no start tag is.
  mutating func shorten() {
    guard window.count > Self.longestRecord else { return }
    letGo()
    let dropped = Self.kept..<max(Self.kept, searched - windowStart)
    lastEnd.line += Self.lineFeeds(in: window[dropped])
    windowStart += dropped.count
    window.removeSubrange(dropped)
  }

  /// Where the damaged record ends that nothing but the end tags of the elements around it follows;
  /// `nil` where those are not there: then the file was cut off.
  var endOfLast: Int? {
    let outermost = "</\(ancestors.first ?? record)"
    let text = window.reversed().drop { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    return text.starts(with: outermost.utf8.reversed()) ? windowEnd : nil
  }

  private static func lineFeeds(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == 0x0A }
  }
}
