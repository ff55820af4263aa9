import HotlineModel
import Tickets

/// Where a record ends that cannot be read as it is written.
///
/// The record costs itself alone: it ends at the first line end behind which records follow again.
/// Those are told from the lines of its own text by three things: they have the header's width with
/// every quotation mark in its place, and quote their first field where the file does; their number
/// and their times can be read; and no line comes behind them, before a quoted field shows that they
/// are not part of a text, that could only be the rest of the damaged record.
struct DamagedRecord {
  /// What records are cut from; `limit` is as far as is looked, whatever more was read.
  struct Window {
    let bytes: [UInt8]
    let limit: Int
    /// Whether the file ends at the limit.
    let isAtEnd: Bool
    /// Whether nothing behind the limit is looked at, however much is read.
    let isFull: Bool
    let tokeniser: CSVTokeniser
    /// The number of the header's columns.
    let width: Int
    /// Whether the file quotes the first field of its records.
    let quotesFirstField: Bool
    /// Bytes that are known to hold no quotation mark.
    let markless: Range<Int>
    /// How much fields look like those of a record; `nil` where nobody knows.
    let likeness: (([CSVTokeniser.Field]) -> RecordLikeness)?

    /// Whether fields that were read amiss are those of a record all the same; a quotation mark at
    /// either end of one may be what is amiss.
    func isDamagedRecord(_ fields: [CSVTokeniser.Field]) -> Bool {
      guard let likeness else { return false }
      return likeness(
        fields.map { field in
          var bare = field
          while let first = bare.range.first, bytes[first] == tokeniser.quote {
            bare.range = (first + 1)..<bare.range.upperBound
          }
          while let last = bare.range.last, bytes[last] == tokeniser.quote {
            bare.range = bare.range.lowerBound..<last
          }
          return bare
        }) == .record
    }
  }

  /// So many records in a row are records; hardly a text quotes as many.
  private static let proof = 8

  private let window: Window
  private let start: Int
  private let strict: CSVTokeniser.Token
  /// The end of the first physical line.
  private let firstLine: Int
  private var repair: MarkRepair
  /// Whether something could not be seen because the window ends there.
  private var missesMore = false

  /// A record that begins at a position, with what the strict reading makes of it.
  ///
  /// - Parameters:
  ///   - window: what it is cut from.
  ///   - start: where it begins.
  ///   - strict: what the strict reading found there.
  ///   - firstLine: where its first physical line ends.
  init(in window: Window, at start: Int, strict: CSVTokeniser.Token, firstLine: Int) {
    self.window = window
    self.start = start
    self.strict = strict
    self.firstLine = firstLine
    repair = MarkRepair(
      of: window.bytes, window.tokeniser, from: start,
      to: min(window.limit, start + CSVReader.longestRecord),
      isAtEnd: window.isAtEnd && window.limit <= start + CSVReader.longestRecord,
      width: window.width + (window.tokeniser.trailingWidth == nil ? 0 : 1),
      markless: window.markless)
  }

  /// Where the record behind it begins; `nil` where more must be read to tell.
  mutating func end() -> Int? {
    let end = endAsFarAsSeen()
    return (missesMore || repair.missesMore) && !window.isFull ? nil : end
  }

  /// Where the record behind it begins, as far as can be seen.
  ///
  /// Where only its width is wrong, that is where the strict reading ends. Where so many records
  /// seem to come among its lines that no text can hold them, it ends before the first; where none
  /// comes as far as a record can reach, it takes all of that.
  private mutating func endAsFarAsSeen() -> Int {
    if let end = strictEnd() { return end }
    var end = firstLine
    var firstRecord: Int?
    var passed = 0
    while end < window.limit {
      let (fragment, records) = firstFragment(behind: end)
      guard let fragment, mayReach(over: fragment, from: end) else { return end }
      if records > 0 {
        passed += 1
        firstRecord = firstRecord ?? end
      }
      guard passed <= Self.proof else { return firstRecord ?? end }
      guard let next = nextLine(from: end), next - start <= CSVReader.longestRecord else {
        return firstRecord ?? end
      }
      end = next
    }
    missesMore = true
    return end
  }

  /// The end of the strict reading, where all quotation marks are in their places and nothing but the
  /// width is wrong: no record seems to begin in its lines, and records follow.
  private mutating func strictEnd() -> Int? {
    guard case .record(let next, let lines, let oddities) = strict, lines > 1,
      !oddities.contains(.strayMark), window.likeness != nil,
      next - start <= CSVReader.longestRecord, firstFragment(behind: next).place == nil
    else { return nil }
    let window = window
    let span = window.bytes.span.extracting(..<window.limit)
    var scanner = SeparatorScanner(delimiter: window.tokeniser.delimiter)
    var fields: [CSVTokeniser.Field] = []
    var line = firstLine
    while line < next {
      let token = window.tokeniser.record(
        in: span, &scanner, from: line, isAtEnd: window.isAtEnd, into: &fields)
      switch kind(of: token, fields, at: line) {
      case .sound, .damaged(next: .some): return nil
      case .unknown:
        missesMore = true
        return nil
      case .blank, .fragment, .damaged(next: nil): line = nextLine(from: line) ?? next
      }
    }
    return next
  }

  private mutating func nextLine(from start: Int) -> Int? {
    let window = window
    let span = window.bytes.span.extracting(..<window.limit)
    let next = CSVTokeniser.nextLine(in: span, from: start, isAtEnd: window.isAtEnd)
    if next == nil { missesMore = true }
    return next
  }

  /// Whether a line that is no record could be the rest of the damaged one, which otherwise would
  /// end before it.
  private mutating func mayReach(over place: Int, from end: Int) -> Bool {
    if repair.firstEnd(behind: place) != nil { return true }
    if repair.isWhole(endingAt: end) { return false }
    return hasOpenMark || hasMark(inFragmentsAt: place)
  }

  /// Whether the strict reading ran over the end of the first line, or that line has an odd number of
  /// quotation marks: then a text may go on behind it.
  private var hasOpenMark: Bool {
    switch strict {
    case .record(let next, _, _) where next == firstLine:
      !marks(in: start..<firstLine).isMultiple(of: 2)
    case .record, .incomplete, .textAfterQuote: true
    }
  }

  /// Whether a quotation mark is in the lines from a position on that are not records.
  private mutating func hasMark(inFragmentsAt place: Int) -> Bool {
    let window = window
    let span = window.bytes.span.extracting(..<window.limit)
    var scanner = SeparatorScanner(delimiter: window.tokeniser.delimiter)
    var fields: [CSVTokeniser.Field] = []
    var line = place
    while line < window.limit {
      let token = window.tokeniser.record(
        in: span, &scanner, from: line, isAtEnd: window.isAtEnd, into: &fields)
      let kind = kind(of: token, fields, at: line)
      if case .unknown = kind { missesMore = true }
      guard case .fragment = kind else { return false }
      let next = nextLine(from: line) ?? window.limit
      if marks(in: line..<next) > 0 { return true }
      line = next
    }
    missesMore = true
    return false
  }

  private func marks(in range: Range<Int>) -> Int {
    let span = window.bytes.span
    var (marks, position) = (0, range.lowerBound)
    while position < range.upperBound {
      if window.tokeniser.isEscape(in: span, at: position) {
        position += 1
      } else if window.bytes[position] == window.tokeniser.quote {
        marks += 1
      }
      position += 1
    }
    return marks
  }

  /// The first line behind a line end that is not a record, and how many sound records come before
  /// it; `nil` where enough records follow, or a quoted field shows that they are no text.
  private mutating func firstFragment(behind end: Int) -> (place: Int?, records: Int) {
    let window = window
    let span = window.bytes.span.extracting(..<window.limit)
    var scanner = SeparatorScanner(delimiter: window.tokeniser.delimiter)
    var fields: [CSVTokeniser.Field] = []
    var position = end
    var (records, damaged) = (0, 0)
    while position < window.limit, records + damaged < Self.proof {
      let token = window.tokeniser.record(
        in: span, &scanner, from: position, isAtEnd: window.isAtEnd, into: &fields)
      switch kind(of: token, fields, at: position) {
      case .unknown:
        missesMore = true
        return (nil, records)
      case .blank(let next): position = next
      case .sound(_, isQuoted: true): return (nil, records + 1)
      case .sound(let next, isQuoted: false):
        records += 1
        position = next
      case .damaged(let next):
        damaged += 1
        position = next ?? nextLine(from: position) ?? window.limit
      case .fragment: return (position, records)
      }
    }
    if records + damaged < Self.proof { missesMore = true }
    return (nil, records)
  }

  /// What a line is, or several that one record takes.
  private enum Kind {
    /// Not all of it can be seen.
    case unknown
    case blank(next: Int)
    /// A record as it should be; whether it has a quoted field that is not empty.
    case sound(next: Int, isQuoted: Bool)
    /// It would be quarantined, but is a record by its number and times, or looks like one; where
    /// it ends, if that can be told.
    case damaged(next: Int?)
    case fragment
  }

  private func kind(
    of token: CSVTokeniser.Token, _ fields: [CSVTokeniser.Field], at position: Int
  ) -> Kind {
    guard case .record(let next, _, let oddities) = token,
      next - position <= CSVReader.longestRecord
    else {
      let mayGoOn = !window.isAtEnd && window.limit - position <= CSVReader.longestRecord
      if case .incomplete = token, mayGoOn { return .unknown }
      if case .textAfterQuote = token, isRecordLine(from: position) { return .damaged(next: nil) }
      return window.isDamagedRecord(fields) ? .damaged(next: nil) : .fragment
    }
    let span = window.bytes.span
    if fields.allSatisfy({ $0.range.isEmpty && !$0.isQuoted }) {
      return .blank(next: next)
    }
    // What has the header's width is read as a record, so it cannot pass for a damaged one.
    guard fields.count == window.width else {
      return window.isDamagedRecord(fields) ? .damaged(next: nil) : .fragment
    }
    let quote = window.tokeniser.quote
    guard !window.quotesFirstField || fields[0].isQuoted,
      !oddities.contains(.strayMark)
        || !fields.contains(where: { $0.endsInStrayMark(quote, in: span) })
    else { return .fragment }
    if fields.contains(where: { $0.isQuotedForItself(quote, in: span) }) {
      return .sound(next: next, isQuoted: true)
    }
    return switch window.likeness?(fields) ?? .record {
    case .record: .sound(next: next, isQuoted: false)
    case .doubtful: .damaged(next: next)
    case .text: .fragment
    }
  }
}

extension DamagedRecord {
  /// Whether a physical line is a record by its width, its number and its times, where text behind
  /// closing marks is taken for part of the field.
  private func isRecordLine(from start: Int) -> Bool {
    let span = window.bytes.span.extracting(..<window.limit)
    guard let end = CSVTokeniser.nextLine(in: span, from: start, isAtEnd: window.isAtEnd),
      let fields = window.tokeniser.lenientFields(in: span, start..<end)
    else { return false }
    return fields.count == window.width && window.likeness?(fields) == .record
  }
}

extension CSVTokeniser.Field {
  /// Whether it is a quoted field that cannot be part of a quoted text.
  ///
  /// There its marks would be doubled. Marks alone, as in `""""`, may be doubled ones.
  func isQuotedForItself(_ quote: UInt8?, in bytes: Span<UInt8>) -> Bool {
    isQuoted && range.contains { bytes[$0] != quote }
  }

  /// Whether it ends in a quotation mark that it never opened.
  ///
  /// The marks of a formula such as `="00123"` belong to its text.
  func endsInStrayMark(_ quote: UInt8?, in bytes: Span<UInt8>) -> Bool {
    guard !range.isEmpty, !isQuoted, bytes[range.upperBound - 1] == quote else { return false }
    let isFormula =
      range.count > 2 && bytes[range.lowerBound] == UInt8(ascii: "=")
      && bytes[range.lowerBound + 1] == quote
    return !isFormula
  }
}
