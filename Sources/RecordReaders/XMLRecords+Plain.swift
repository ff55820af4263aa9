import CXML
import Tickets

/// Records that are written plainly are read without the parser, which is then told how much of the
/// file it was not given: all that it says afterwards is what it would have said.
extension XMLRecords {
  /// Where the plain records read so far end, and another record begins.
  private struct Place {
    /// In the window.
    var offset: Int
    var line: Int
    /// What is from here on has bytes that stand for no character, which the parser's way reports.
    let limit: Int
  }

  /// Reads the plain records that come next in the window, each of which is followed by another one.
  mutating func takePlainRecords() {
    guard let line = lineBehindParsed, tree.nodes[0].length > 0, parsed >= swallowedEnd,
      parsed < windowEnd, isStartTag(parsed) == true
    else { return }
    let (window, start) = (window, parsed - windowStart)
    isBehindPlain = false
    lastPlain = nil
    var place = Place(
      offset: start, line: line, limit: damages.first.map { $0.offset - windowStart } ?? .max)
    var tree = tree
    unsafe window.withUnsafeBufferPointer { bytes in
      unsafe tree.withParts { nodes, spellings, counts in
        var scanner = unsafe PlainRecordScanner(
          bytes, nodes, spellings: spellings, record: recordBytes, counts: counts)
        swap(&scanner.fields, &batch.fields)
        swap(&scanner.extras, &batch.bytes)
        while takePlainRecord(&scanner, &place) {}
        swap(&scanner.fields, &batch.fields)
        swap(&scanner.extras, &batch.bytes)
        counts = scanner.counts
      }
    }
    self.tree = tree
    if place.offset > start { passParser(by: place.offset - start, lines: place.line - line) }
  }

  /// Reads one record; `false` where the parser is to read it.
  private mutating func takePlainRecord(
    _ scanner: inout PlainRecordScanner, _ place: inout Place
  ) -> Bool {
    let (fields, extras) = (scanner.fields.count, scanner.extras.count)
    guard let end = scanner.readRecord(at: place.offset) else {
      scanner.forget(fields: fields, extras: extras)
      return false
    }
    let lastLine = place.line + scanner.lineEnds
    guard let next = scanner.skipBlanks(from: end), next <= place.limit,
      next - place.offset <= Self.longestPart,
      scanner.isRecord(at: next) || isStartTag(windowStart + next) == true
    else {
      scanner.forget(fields: fields, extras: extras)
      return false
    }
    found += 1
    plain += 1
    lastPlain = isBehindPlain ? (windowStart + place.offset, place.line) : nil
    isBehindPlain = true
    var record = RecordBatch.Record(
      fields: fields..<scanner.fields.count, raw: place.offset..<end, line: place.line,
      number: found)
    record.offset = windowStart + place.offset
    record.header = header(of: scanner.order)
    batch.records.append(record)
    lastEnd = (windowStart + end, lastLine)
    place.offset = next
    place.line += scanner.lineEnds
    return true
  }

  /// The line on which the parser is when it has read all that it was given; `nil` where it is in
  /// anything else than the blanks between records.
  private var lineBehindParsed: Int? {
    guard !isInRecord, search == nil, !ancestors.isEmpty, let context = unsafe context,
      unsafe context.pointee.wellFormed == 1,
      unsafe context.pointee.instate == XML_PARSER_CONTENT,
      unsafe Int(context.pointee.nameNr) == ancestors.count,
      let input = unsafe context.pointee.input, let current = unsafe input.pointee.cur,
      let end = unsafe input.pointee.end
    else { return nil }
    var line = unsafe Int(input.pointee.line)
    for place in unsafe 0..<(end - current) {
      guard unsafe Self.isBlank(current[place]) else { return nil }
      if unsafe current[place] == UInt8(ascii: "\n") { line += 1 }
    }
    return line
  }

  /// Tells the parser of bytes that it was not given.
  private mutating func passParser(by bytes: Int, lines: Int) {
    parserStart += bytes
    unsafe context?.pointee.input.pointee.line += Int32(clamping: lines)
    parsed += bytes
    searched = parsed + 1
    setBoundary()
  }
}
