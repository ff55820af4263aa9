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
  /// blanks stands between the last record and it.
  mutating func breakOff() -> Bool {
    if !isInRecord {
      let from = min(max(0, lastEnd.offset - windowStart), window.count)
      guard let tag = startTag(from: from, needsEnd: false),
        window[from..<tag].allSatisfy({ Self.isBlank($0) || $0 == UInt8(ascii: ">") })
      else { return false }
      isInRecord = true
      found += 1
      recordStart = windowStart + tag
      startLine = lastEnd.line + Self.lineFeeds(in: window[from..<tag])
    }
    window.removeFirst(recordStart - windowStart)
    windowStart = recordStart
    forgetFields()
    return true
  }

  /// Hands out the damaged record, which ends before a place of the window; what is left is to be
  /// parsed anew.
  mutating func cutDamaged(before place: Int, _ code: FindingCode, reason: String) -> [UInt8] {
    let at = SourceLocation(file: batch.file, line: startLine, record: found, offset: recordStart)
    let facts = ["reason": reason, "limit": "\(Self.longestRecord)"]
    let raw = window[..<min(place, Self.kept)]
    addDamaged(raw, Finding(code, at: at, facts))
    let rest = Array(window[place...])
    lastEnd = (windowStart + place, startLine + Self.lineFeeds(in: window[..<place]))
    windowStart = lastEnd.offset
    window = []
    damages.removeAll { $0.offset < windowStart }
    isInRecord = false
    return rest
  }

  /// Lets go of the middle of a damaged record that goes on and on.
  mutating func shorten() {
    guard window.count > Self.longestRecord else { return }
    let dropped = Self.kept..<(window.count - 4096)
    startLine += Self.lineFeeds(in: window[dropped])
    windowStart += dropped.count
    window.removeSubrange(dropped)
  }

  /// The start tag of a record from a place of the window on; `nil` where there is none yet.
  ///
  /// `needsEnd` says whether the byte behind its name must have been read.
  func startTag(from start: Int, needsEnd: Bool = true) -> Int? {
    let name = Array(record.utf8)
    var position = start
    while position < window.count,
      let tag = window[position...].firstIndex(of: UInt8(ascii: "<"))
    {
      let end = window[tag...].firstIndex { $0 <= 0x20 || $0 == 0x3E || $0 == 0x2F }
      guard let end = end ?? (needsEnd ? nil : window.count) else { return nil }
      let inside = window[(tag + 1)..<end]
      if inside.elementsEqual(name) || inside.reversed().starts(with: (name.reversed() + [0x3A])) {
        return tag
      }
      position = tag + 1
    }
    return nil
  }

  /// Where the damaged record ends that nothing but the end tags of the elements around it follows;
  /// `nil` where those are not there: then the file was cut off.
  var endOfLast: Int? {
    let outermost = "</\(ancestors.first ?? record)"
    let text = window.reversed().drop { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    return text.starts(with: outermost.utf8.reversed()) ? window.count : nil
  }

  private static func lineFeeds(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == 0x0A }
  }
}
