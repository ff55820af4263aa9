import CXML
import Findings
import HotlineModel
import Tickets

/// What happens where the parser breaks off: the record under way is damaged, and what follows it is
/// looked for behind its beginning.
extension XMLRecords {
  /// A record of which more than this was read is taken for one that is never closed.
  static let longestRecord = 4 << 20
  /// No export has longer tags, or more attributes in one.
  static let longestTag = 1 << 20
  static let mostAttributes = 4096
  /// No export nests its fields deeper, or has more of them in one record.
  static let deepest = 64
  static let mostFields = 4096
  /// So much of it is kept then.
  private static let kept = 1 << 20
  /// Shorter text has no tag with so many attributes.
  private static let shortestManyAttributes = mostAttributes * 4

  /// Whether enough was read to tell in what the parser broke off.
  var canTellWhatBroke: Bool { isInRecord || windowEnd - boundary.offset >= Self.longestPart }

  /// Takes what the parser broke off in for a damaged record; `false` where it was in none.
  ///
  /// Outside of a record only the start tag of the next one may be what broke: nothing but blanks
  /// stands between the last record and it, or the end tag of a record comes without a start tag.
  mutating func breakOff() -> Bool {
    if !isInRecord {
      if let tag = brokenTag() {
        beginDamaged(at: tag, behind: lastEnd)
      } else if let start = startOfUnopened() {
        beginDamaged(at: start, behind: boundary)
        ancestors = boundaryAncestors
      } else {
        return false
      }
    }
    lastEnd = (recordStart, startLine)
    search = ElementSearch(from: recordStart)
    forgetFields()
    return true
  }

  /// The start tag of a record, known by its name, that the parser did not understand.
  private mutating func brokenTag() -> Int? {
    searched = lastEnd.offset
    guard let tag = nextTag() else { return nil }
    let between = window[(lastEnd.offset - windowStart)..<(tag - windowStart)]
      .filter { !Self.isBlank($0) }
    // What broke is the tag itself, or the beginning of a tag before it.
    let marks = between.filter { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    let isBegun = between.first == UInt8(ascii: "<") && marks.count == 1
    let isNext = isBegun || between.count == marks.count && !marks.contains(UInt8(ascii: "<"))
    return isNext && (tag < parsed || isBegun) ? tag : nil
  }

  /// Where a record begins whose start tag cannot be known for one: its end tag comes, and no start
  /// tag before it.
  private func startOfUnopened() -> Int? {
    let start = boundary.offset - windowStart
    guard start >= 0 else { return nil }
    let limit = min(window.count, start + Self.longestPart)
    let scanner = MarkupScanner(bytes: window, limit: limit, isAtEnd: true)
    var place = start
    while place < scanner.limit {
      switch scanner.token(at: place) {
      case .text(let end): place = end
      case .section(let section, let body):
        let end = scanner.closer(of: section, from: body) ?? body
        // Its opener may be what broke the start tag.
        let isDoubtful = section != .cdata && endsRecord(body..<end)
        place = isDoubtful || end == body ? body : end + section.closer.count
      case .startTag(let tag):
        if window[tag.name].elementsEqual(record.utf8) { return nil }
        place = tag.end
      case .endTag(let name, let end):
        if window[name].elementsEqual(record.utf8) {
          let first = window[start..<end].firstIndex { !Self.isBlank($0) } ?? start
          return first + windowStart
        }
        place = end
      case .unfinished: place += 1
      }
    }
    return nil
  }

  /// Whether the end tag of a record is in a comment or the like, and no start tag before it.
  private func endsRecord(_ body: Range<Int>) -> Bool {
    let scanner = MarkupScanner(bytes: window, limit: body.upperBound, isAtEnd: true)
    var place = body.lowerBound
    while let tag = scanner.first(UInt8(ascii: "<"), from: place) {
      switch scanner.token(at: tag) {
      case .startTag(let tag) where window[tag.name].elementsEqual(record.utf8): return false
      case .endTag(let name, _) where window[name].elementsEqual(record.utf8): return true
      case .text, .startTag, .endTag, .section, .unfinished: place = tag + 1
      }
    }
    return false
  }

  /// Begins a record whose start tag the parser was not given, or did not understand.
  private mutating func beginDamaged(at start: Int, behind end: (offset: Int, line: Int)) {
    let between = window[(end.offset - windowStart)..<(start - windowStart)]
    isInRecord = true
    found += 1
    recordStart = start
    startLine = end.line + Self.lineFeeds(in: between)
  }

  /// Takes the record of a start tag that is too large for a damaged one; `false` where the tag is
  /// outside of records, and not that of one.
  mutating func breakOff(atLarge tag: Int) -> Bool {
    if !isInRecord {
      guard isStartTag(tag) == true else { return false }
      beginDamaged(at: tag, behind: lastEnd)
    }
    return breakOff()
  }

  private static let tooMany = "a start tag has more than \(mostAttributes) attributes"

  /// The first start tag before a place, of those that the parser has not read, that is larger than
  /// any; it is never given to the parser, whose time grows with the square of its attributes.
  func largeTag(before cut: Int) -> (offset: Int, reason: String)? {
    let start = consumed
    guard cut - start > Self.shortestManyAttributes, start >= windowStart else { return nil }
    let scanner = MarkupScanner(bytes: window, limit: cut - windowStart, isAtEnd: false)
    var place = start - windowStart
    if unsafe context?.pointee.instate == XML_PARSER_CDATA_SECTION {
      guard let end = scanner.closer(of: .cdata, from: place) else { return nil }
      place = end
    }
    while place < scanner.limit {
      switch scanner.token(at: place) {
      case .text(let end), .endTag(_, let end): place = end
      case .section(let section, let body):
        guard let end = scanner.closer(of: section, from: body) else { return nil }
        place = end + section.closer.count
      case .startTag(let tag):
        if tag.attributes > Self.mostAttributes { return (windowStart + place, Self.tooMany) }
        if tag.end - place > Self.longestTag {
          return (windowStart + place, "a start tag is longer than \(Self.longestTag) bytes")
        }
        place = tag.end
      case .unfinished(let attributes):
        if attributes > Self.mostAttributes { return (windowStart + place, Self.tooMany) }
        guard scanner.limit - place > Self.longestTag else { return nil }
        return (windowStart + place, "a start tag is longer than \(Self.longestTag) bytes")
      }
    }
    return nil
  }

  /// Where the record behind the damaged one begins; `nil` where more must be read to tell, or none
  /// follows.
  mutating func nextRecord(isAtEnd: Bool) -> Int? {
    let parent = ancestors.last.map { $0.split(separator: ":").last.map(String.init) ?? $0 }
    let text = ElementSearch.Text(
      bytes: window, offset: windowStart, isAtEnd: isAtEnd, record: record, parent: parent)
    let next = search?.next(in: text)
    searched = search?.position ?? searched
    if next != nil { swallowedEnd = max(swallowedEnd, search?.swallowedEnd ?? 0) }
    return next
  }

  /// Hands out the damaged record, which ends at a place: there parsing begins anew.
  mutating func cutDamaged(before next: Int, _ kind: FindingKind) {
    let at = SourceLocation(file: batch.file, line: startLine, record: found, offset: recordStart)
    let damaged = window[max(0, recordStart - windowStart)..<(next - windowStart)]
    addDamaged(damaged.prefix(Self.kept), Finding(kind, at: at))
    lastEnd = (next, lastEnd.line + Self.lineFeeds(in: damaged))
    seenEnd = windowEnd
    setBoundary()
    parsed = next
    searched = next + 1
    damages.removeAll { $0.offset < next }
    isInRecord = false
    search = nil
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
