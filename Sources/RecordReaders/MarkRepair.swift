import Bytes
/// Where a record could end if one of its quotation marks had been lost, or one too many put in.
///
/// Reads on from the beginning of a damaged record in every way that one mark more or less allows,
/// all at once: a set of states for each place in a field, each state being the number of fields
/// that are complete. Marks within a quoted field that close nothing, as in `"he said "yes" twice"`,
/// are taken for text. The readings are followed from line end to line end, as far as is asked.
struct MarkRepair {
  /// A line end at which some reading of the record is complete.
  struct End: Hashable {
    /// Where the line behind begins.
    let next: Int
    /// Whether the record has the header's width then.
    let isWhole: Bool
  }

  /// Numbers of complete fields.
  private typealias Counts = [UInt64]

  /// The readings in which one mark was mended, by their place in a field.
  private struct Readings {
    var atStart: Counts
    var plain: Counts
    var quoted: Counts
    /// Behind the first of two marks within a quoted field.
    var paired: Counts
    var closed: Counts

    init(words: Int) {
      let none = Counts(repeating: 0, count: words)
      (atStart, plain, quoted, paired, closed) = (none, none, none, none, none)
    }

    var isEmpty: Bool { isQuotedAlone && !MarkRepair.any(quoted) }

    /// Whether all of them are within a quoted field, so that only a mark changes anything.
    var isQuotedAlone: Bool {
      ![atStart, plain, paired, closed].contains { MarkRepair.any($0) }
    }
  }

  /// Where the reading is that mends nothing.
  private enum Place {
    case start, plain, quoted, paired, closed
    /// It came to its end, or to text behind a closing mark.
    case over
  }

  private let bytes: [UInt8]
  private let tokeniser: CSVTokeniser
  private let width: Int
  private let limit: Int
  private let isAtEnd: Bool
  private let markless: Range<Int>
  private let isOpeningOnly: Bool
  private var position: Int
  private var place = Place.start
  private var count = 0
  private var mended: Readings
  private var ends: [End] = []
  private var isDone = false
  /// Whether the reading came to the limit, where the file does not end.
  private(set) var missesMore = false

  /// Begins at the start of a record.
  ///
  /// - Parameters:
  ///   - bytes: what was read.
  ///   - tokeniser: how it is written.
  ///   - start: where the record begins.
  ///   - limit: as far as is looked.
  ///   - isAtEnd: whether the file ends there.
  ///   - width: the number of the header's columns.
  ///   - markless: bytes that are known to hold no quotation mark.
  ///   - isOpeningOnly: whether only an opening mark may have been lost.
  init(
    of bytes: [UInt8], _ tokeniser: CSVTokeniser, from start: Int, to limit: Int, isAtEnd: Bool,
    width: Int, markless: Range<Int> = 0..<0, isOpeningOnly: Bool = false
  ) {
    self.bytes = bytes
    self.tokeniser = tokeniser
    self.width = width
    self.limit = limit
    self.isAtEnd = isAtEnd
    self.markless = markless
    self.isOpeningOnly = isOpeningOnly
    position = start
    mended = Readings(words: (width + 64) / 64)
  }

  /// The first line end behind a position at which the record could be complete.
  mutating func firstEnd(behind position: Int) -> Int? {
    while !isDone, ends.last.map({ $0.next <= position }) ?? true { step() }
    return ends.first { $0.next > position }?.next
  }

  /// Whether the record could end at a line end with the header's width.
  mutating func isWhole(endingAt next: Int) -> Bool {
    while !isDone, ends.last.map({ $0.next < next }) ?? true { step() }
    return ends.contains(End(next: next, isWhole: true))
  }

  // MARK: - Reading on

  /// Reads up to the next delimiter, quotation mark or line end, and over it.
  private mutating func step() {
    if place == .over, mended.isQuotedAlone {
      guard MarkRepair.any(mended.quoted) else {
        isDone = true
        return
      }
      let start = markless.contains(position) ? min(limit, markless.upperBound) : position
      position = tokeniser.nextQuote(in: bytes.span, from: start, before: limit)
    }
    passText()
    guard position < limit else {
      // The end of the file ends a record, and closes a field whose mark was lost.
      if isAtEnd { endLine(next: limit) } else { missesMore = true }
      isDone = true
      return
    }
    let delimiter = tokeniser.delimiterLength(in: bytes.span, at: position)
    if bytes[position] == tokeniser.quote {
      passMark()
    } else if delimiter > 0 {
      closeLost()
      endField()
      position += delimiter
    } else {
      let next = CSVTokeniser.lineEnd(in: bytes.span, at: position, isAtEnd: true) ?? limit
      endLine(next: next)
      position = next
    }
    if place == .over, mended.isEmpty { isDone = true }
  }

  /// Reads over what separates nothing.
  private mutating func passText() {
    let start = position
    var isBlank = true
    let bytes = bytes
    let span = bytes.span
    while position < limit {
      let byte = bytes[position]
      if byte == tokeniser.quote || tokeniser.endsField(in: span, at: position) { break }
      if byte != UInt8(ascii: " ") { isBlank = false }
      if tokeniser.isEscape(in: span, at: position) {
        position = tokeniser.escapeEnd(in: span, at: position, isAtEnd: true) ?? limit
      } else {
        position +=
          tokeniser.stepsOverCharacters
          ? CSVTokeniser.characterLength(in: span, at: position) : 1
      }
    }
    position = min(position, limit)
    // A mark may have been lost where the field begins.
    if place == .start,
      position == limit || bytes[position] != tokeniser.quote || position > start
    {
      insert(count, into: &mended.quoted)
    }
    guard position > start else { return }
    move(&mended.atStart, to: &mended.plain)
    if place == .start { place = .plain }
    guard !isBlank else { return }
    clear(&mended.closed)
    if place == .closed { place = .over }
  }

  /// Reads over a quotation mark: it opens, closes, is the first of two, or is text.
  private mutating func passMark() {
    let isPair =
      tokeniser.syntax.escape != .none && position + 1 < limit
      && bytes[position + 1] == tokeniser.quote
    let closes = !isPair && endsField(behind: position)
    var after = mended
    clear(&after.closed)
    clear(&after.atStart)
    after.quoted = isPair || closes ? mended.paired : Self.union(mended.paired, mended.quoted)
    Self.add(mended.atStart, to: &after.quoted)
    after.paired = isPair ? mended.quoted : Counts(repeating: 0, count: mended.quoted.count)
    if closes { after.closed = mended.quoted }
    mended = after
    switch place {
    case .start:
      // The mark may be one too many.
      if !isOpeningOnly { insert(count, into: &mended.plain) }
      place = .quoted
    case .plain, .over: break
    case .paired: place = .quoted
    case .closed: place = .over
    case .quoted:
      if isPair {
        place = .paired
      } else if closes {
        if !isOpeningOnly { insert(count, into: &mended.quoted) }
        place = .closed
      }
    }
    position += 1
  }

  /// Whether nothing but blanks is between a mark and the end of its field.
  private mutating func endsField(behind mark: Int) -> Bool {
    var next = mark + 1
    while next < limit, bytes[next] == UInt8(ascii: " ") { next += 1 }
    if next >= limit, !isAtEnd { missesMore = true }
    return next >= limit || tokeniser.endsField(in: bytes.span, at: next)
  }

  /// The closing mark of the field may have been lost right here.
  private mutating func closeLost() {
    if place == .quoted, !isOpeningOnly { insert(count, into: &mended.closed) }
  }

  private mutating func endField() {
    var next = Self.union(mended.atStart, mended.plain)
    Self.add(mended.closed, to: &next)
    mended.atStart = Self.shifted(next, within: width)
    clear(&mended.plain)
    clear(&mended.closed)
    switch place {
    case .start, .plain, .closed:
      count += 1
      place = .start
    case .quoted, .paired, .over: break
    }
  }

  private mutating func endLine(next: Int) {
    closeLost()
    let complete = Self.union(Self.union(mended.atStart, mended.plain), mended.closed)
    let isEnded = place == .start || place == .plain || place == .closed
    let isWhole = contains(width - 1, in: complete) || (isEnded && count == width - 1)
    if isEnded || isWhole { ends.append(End(next: next, isWhole: isWhole)) }
    clear(&mended.atStart)
    clear(&mended.plain)
    clear(&mended.closed)
    if isEnded { place = .over }
  }

  // MARK: - Sets of numbers

  private static func any(_ counts: Counts) -> Bool { counts.contains { $0 != 0 } }

  private func contains(_ count: Int, in counts: Counts) -> Bool {
    counts[count / 64] & (1 << UInt64(count % 64)) != 0
  }

  private func insert(_ count: Int, into counts: inout Counts) {
    guard count < width else { return }
    counts[count / 64] |= 1 << UInt64(count % 64)
  }

  private func clear(_ counts: inout Counts) {
    for index in counts.indices { counts[index] = 0 }
  }

  private func move(_ from: inout Counts, to: inout Counts) {
    Self.add(from, to: &to)
    clear(&from)
  }

  private static func add(_ more: Counts, to counts: inout Counts) {
    for index in counts.indices { counts[index] |= more[index] }
  }

  private static func union(_ left: Counts, _ right: Counts) -> Counts {
    var both = left
    add(right, to: &both)
    return both
  }

  /// Each number one higher, those below the width.
  private static func shifted(_ counts: Counts, within width: Int) -> Counts {
    var next = counts
    var carry: UInt64 = 0
    for index in counts.indices {
      next[index] = counts[index] << 1 | carry
      carry = counts[index] >> 63
    }
    next[width / 64] &= (1 << UInt64(width % 64)) - 1
    return next
  }
}
