import Charsets
import CXML
import Findings
import HotlineModel
package import LocalFiles
package import Tickets

/// Reads one record from each element of a given name, in streaming, by libxml2's SAX2 interface.
///
/// Fields are named by their path within the record: `title`, `caller/name`, `caller/@phone`,
/// `@id`. The charset is the one found out by `DeliveredFile`, never the declared one: files that
/// declare GB2312 or GBK hold characters of GB18030. A DOCTYPE is refused. Damage within a record
/// costs that record: parsing goes on at the start tag of the next one.
///
/// Records that are written plainly, as nearly all are, are read without the parser. Of everything
/// else it is given the text from one start tag of a record to the next, whatever was read at once:
/// what it finds, and what damage costs, is told by the bytes of the file alone.
@safe package struct XMLReader: RecordReader, ~Copyable {
  var file: TextInput
  private let path: String
  let charset: Charset
  /// Whether every byte of the file was seen to be in that charset before it was read.
  let isProven: Bool
  /// Whether every byte that was read so far is UTF-8.
  package internal(set) var isSound = true
  let records: UnsafeMutablePointer<XMLRecords>
  private var context: xmlParserCtxtPtr?
  /// Why the record under way is damaged, while the next one is looked for.
  private var damage: (isTooLong: Bool, reason: String)?
  /// Why the parser broke off, while it is not known yet in what.
  private var breakage: Breakage?
  /// Why the file is unusable: told when all that was read before has been handed out.
  private var failure: Unusable?
  /// Bytes at the end of a piece that are not a whole character yet.
  var cut: [UInt8] = []
  var isAtEnd = false
  /// The file, as it was when it was looked at.
  let deliveredFile: DeliveredFile
  /// How much is read at once.
  let pieceSize: Int
  /// Whether the parser reads all records.
  private let isParsed: Bool
  /// What `next()` hands out one by one.
  private var handedOut: (batch: RecordBatch, next: Int)?

  /// Why the parser broke off.
  private struct Breakage {
    let isTooLong: Bool
    let reason: String
    let line: Int
    /// Whether it had been given all of the file.
    let isLast: Bool
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - file: the file, looked at before.
  ///   - record: the local name of the element that is one record.
  ///   - pieceSize: how many bytes are read at once; what comes out does not depend on it.
  ///   - fingerprint: takes the file's bytes as they are read.
  ///   - isParsed: whether the parser reads all records; what comes out does not depend on that
  ///     either.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package init(
    _ file: DeliveredFile, record: String, pieceSize: Int = 1 << 19,
    fingerprint: SharedFingerprint? = nil, isParsed: Bool = false
  ) throws {
    let input = try TextInput(file.path, charset: file.charset, fingerprint: fingerprint)
    self.init(input, file, record: record, pieceSize: pieceSize, isParsed: isParsed)
    begin(line: 1)
  }

  init(
    _ input: consuming TextInput, _ file: DeliveredFile, record: String, pieceSize: Int = 1 << 19,
    isParsed: Bool = false
  ) {
    self.isParsed = isParsed
    deliveredFile = file
    self.pieceSize = pieceSize
    self.file = input
    path = file.path
    charset = file.charset.kept
    isProven = file.isProven
    unsafe records = .allocate(capacity: 1)
    unsafe records.initialize(
      to: XMLRecords(
        path: file.path, record: record, charset: file.charset.kept.rawValue))
  }

  /// Begins at a range.
  mutating func begin(_ range: FileRange) {
    unsafe records.pointee.begin(range)
    begin(line: range.line)
    unsafe records.pointee.boundary = (range.decoded, range.line)
  }

  /// Whether the parser broke off, and it is not known yet what that costs.
  var isBroken: Bool { damage != nil || breakage != nil || failure != nil }

  /// Begins to parse: the file, or behind damage the rest of it, within the elements that are open
  /// around records there.
  private mutating func begin(line: Int) {
    if unsafe context == nil {
      var handlers = unsafe XMLRecords.handlers
      unsafe context = xmlCreatePushParserCtxt(&handlers, records, nil, 0, nil)
    } else {
      // The parser keeps its dictionary of names.
      _ = unsafe xmlCtxtResetPush(context, nil, 0, nil, nil)
    }
    // NOENT: otherwise `&amp;` in an attribute comes as `&#38;`. There are no other entities.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe context?.pointee.input.pointee.line = Int32(clamping: line)
    unsafe records.pointee.context = context
    let opening = unsafe records.pointee.ancestors.map { "<\($0)>" }.joined()
    unsafe records.pointee.ancestors = []
    let end = unsafe records.pointee.lastEnd
    unsafe records.pointee.parserStart = end.offset - opening.utf8.count
    guard !opening.isEmpty else { return }
    push(Array(opening.utf8)[...], isLast: false)
    unsafe records.pointee.lastEnd = end
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
    unsafe records.deinitialize(count: 1)
    unsafe records.deallocate()
  }

  /// The next record.
  ///
  /// - Throws: `Unusable`: `HL1006` where the file was changed meanwhile, `HL1501` where the
  ///   XML breaks off outside of a record, `HL1506` where the file is cut off, `HL1502` a DOCTYPE,
  ///   `HL1503` no element of the record's name in the whole file.
  package mutating func next() throws -> LegacyRecord? {
    while true {
      if let (batch, next) = handedOut, next < batch.records.count {
        handedOut?.next += 1
        return batch.legacyRecord(next)
      }
      guard let batch = try nextRecords() else { return nil }
      handedOut = (batch, 0)
    }
  }

  /// Records found within what a damaged one would have taken for its own.
  package var recovered: PlaceCount { unsafe records.pointee.recovered }

  /// Records that quote the start tag of a record.
  package var recordLines: PlaceCount { unsafe records.pointee.recordLines }

  /// The next records, as many as are whole in what is read at once; `nil` behind the last one.
  ///
  /// There may be none in what was read: so the caller is asked again and again whether to go on
  /// while a record without end is stepped over.
  package mutating func nextRecords() throws -> RecordBatch? {
    if failure == nil, !isAtEnd {
      do {
        try feed()
      } catch let unusable as Unusable {
        failure = unusable
      }
    }
    let batch = unsafe records.pointee.take()
    guard batch.records.isEmpty, isAtEnd || failure != nil else { return batch }
    if let failure { throw failure }
    guard !file.isWhole || file.state == deliveredFile.state else {
      throw Unusable(.fileChanged, at: SourceLocation(file: path))
    }
    guard unsafe records.pointee.found > 0 else {
      throw Unusable(
        .xmlRecordMissing(expected: unsafe records.pointee.record),
        at: SourceLocation(file: path, line: 1))
    }
    return nil
  }

  /// Reads a piece and hands its records out, or to the parser, as far as it can be cut.
  private mutating func feed() throws {
    try readPiece()
    var isDone = false
    while !isDone {
      guard try takeBreakage() else { return }
      if let damage {
        guard
          let next = try unsafe records.pointee.nextRecord(isAtEnd: isAtEnd)
            ?? (isAtEnd ? endOfLast() : nil)
        else { return unsafe records.pointee.shorten() }
        unsafe records.pointee.cutDamaged(
          before: next,
          damage.isTooLong
            ? .recordTooLong(limit: XMLRecords.longestRecord)
            : .xmlRecordDamaged(reason: damage.reason))
        self.damage = nil
        isDone = unsafe next == records.pointee.windowEnd
        if !isDone { begin(line: unsafe records.pointee.lastEnd.line) }
      } else {
        if !isParsed { unsafe records.pointee.takePlainRecords() }
        guard let cut = unsafe records.pointee.nextCut(isAtEnd: isAtEnd) else { return }
        let large = unsafe records.pointee.largeTag(before: cut)
        let isLast = unsafe large == nil && isAtEnd && cut == records.pointee.windowEnd
        if let large, unsafe large.offset <= records.pointee.parsed {
          try refuse(large)
        } else {
          try parse(upTo: large?.offset ?? cut, isLast: isLast)
          if let large, breakage == nil { try refuse(large) }
        }
        isDone = isLast && damage == nil && breakage == nil
      }
    }
  }

  private func push(_ text: ArraySlice<UInt8>, isLast: Bool) {
    _ = unsafe text.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        isLast ? 1 : 0)
    }
  }

  /// Hands text to the parser; where that breaks off in a record, the record is damaged.
  private mutating func parse(upTo cut: Int, isLast: Bool) throws {
    push(unsafe records.pointee.part(upTo: cut), isLast: isLast)
    // The parser waits for the `;` of a reference, even beyond the start tag that follows.
    if unsafe records.pointee.isWithinReference(at: cut) {
      push(Array("<;".utf8)[...], isLast: false)
    }
    unsafe records.pointee.parsed(upTo: cut)
    if unsafe records.pointee.hasDoctype {
      throw Unusable(.xmlDoctypeRefused, at: SourceLocation(file: path, line: line))
    }
    let isWell = unsafe context?.pointee.wellFormed == 1
    let isTooLong = unsafe isWell && records.pointee.isTooLong
    let excess = unsafe records.pointee.excess
    unsafe records.pointee.excess = nil
    guard !isWell || isTooLong || excess != nil else { return }
    let (line, complaint) = lastError
    let reason = excess ?? complaint
    breakage = Breakage(
      isTooLong: isTooLong, reason: isTooLong ? "" : reason, line: line, isLast: isLast)
  }

  /// The parser broke off: a record is damaged, or the file is unusable; `false` where more must be
  /// read to tell.
  private mutating func takeBreakage() throws -> Bool {
    guard let broken = breakage else { return true }
    guard unsafe isAtEnd || records.pointee.canTellWhatBroke else { return false }
    breakage = nil
    guard unsafe records.pointee.breakOff() else {
      throw unusable(line: broken.line, reason: broken.reason, isLast: broken.isLast)
    }
    damage = (broken.isTooLong, broken.reason)
    return true
  }

  /// A start tag is too large: its record is damaged, and where it is in none, the file is unusable.
  private mutating func refuse(_ large: (offset: Int, reason: String)) throws {
    guard unsafe records.pointee.breakOff(atLarge: large.offset) else {
      throw unusable(line: line, reason: large.reason, isLast: false)
    }
    damage = (false, large.reason)
  }

  /// The end of a damaged record that is the last one.
  private func endOfLast() throws -> Int {
    guard let end = unsafe records.pointee.endOfLast else {
      throw unusable(
        line: unsafe records.pointee.startLine, reason: damage?.reason ?? "", isLast: true)
    }
    return end
  }

  private var line: Int { unsafe records.pointee.line }

  /// Line and words of what the parser complained of last.
  private var lastError: (line: Int, reason: String) {
    guard let error = unsafe xmlCtxtGetLastError(UnsafeMutableRawPointer(context)) else {
      return (line, "no reason given")
    }
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
    return unsafe (Int(error.pointee.line), message.filter { $0 != "\n" })
  }

  private func unusable(line: Int, reason: String, isLast: Bool) -> Unusable {
    let whole = unsafe records.pointee.found - (damage == nil ? 0 : 1)
    let isCutOff = unsafe isLast && records.pointee.endOfLast == nil
    return Unusable(
      isCutOff
        ? .xmlCutOff(reason: reason, count: max(0, whole)) : .xmlNotWellFormed(reason: reason),
      at: SourceLocation(file: path, line: line))
  }
}
