import Charsets
import LocalFiles
import Tickets

extension XMLReader {
  /// Reads the file to its end, and says where reading may begin anew.
  ///
  /// That is between two plain records. Where a damaged one is near, the bytes behind the place may have
  /// told what it costs: there the piece before the place is read once more as if the file ended with
  /// it, and must come to the same records.
  ///
  /// - Parameter list: takes the ranges.
  /// - Throws: `Unusable`: as `next` does.
  package mutating func split(into list: inout RangeList) throws {
    list.begin(at: FileCut(offset: 0, line: 1, record: 0))
    var before: (cut: FileCut, mark: RecordMark)?
    while true {
      let seenBefore = unsafe records.pointee.seenEnd
      guard let batch = try nextRecords() else { return }
      // A range grows by what is read: only where one is due the place is looked for.
      guard list.isDue(at: file.taken) else { continue }
      let cut = restart(), marks = batch.marks
      if let cut, list.isDue(at: cut.offset), cut.decoded >= seenBefore {
        if unsafe cut.decoded >= records.pointee.seenEnd {
          try list.add(cut)
        } else if let before,
          try comesToTheSame([before.mark] + marks.dropLast(), from: before.cut, to: cut)
        {
          try list.add(cut)
        }
      }
      before = cut.flatMap { cut in marks.last.map { (cut, $0) } }
    }
  }

  /// Whether a piece of the file, read by itself, comes to some records.
  private func comesToTheSame(
    _ marks: [RecordMark], from start: FileCut, to end: FileCut
  ) throws -> Bool {
    let range = FileRange(
      from: start.offset, to: end.offset, line: start.line, record: start.record,
      decoded: start.decoded, ancestors: start.ancestors, sum: "")
    var reader = try XMLReader(
      RangeInput(deliveredFile.path, range), of: deliveredFile,
      record: unsafe records.pointee.record, closing: end.ancestors)
    var found: [RecordMark] = []
    while let batch = try reader.nextRecords() { found += batch.marks }
    return found == marks
  }

  /// The beginning of the last record that was handed out, where reading may begin anew there.
  private func restart() -> FileCut? {
    guard !isBroken, !isAtEnd, let place = unsafe records.pointee.lastPlain else { return nil }
    let text = unsafe records.pointee.text(from: place.offset)
    guard let text, let length = sourceLength(of: text) else { return nil }
    return FileCut(
      offset: file.taken - cut.count - length, line: place.line,
      record: unsafe records.pointee.found - 1, decoded: place.offset,
      ancestors: unsafe records.pointee.ancestors)
  }

  /// How many bytes of the file the text at the end of what was read was made of; `nil` where that
  /// cannot be told.
  private func sourceLength(of text: ArraySlice<UInt8>) -> Int? {
    switch charset {
    case .utf8: return file.isTranscoded ? nil : text.count
    case .gb18030, .gb18030Edition2005, .windows936:
      // A character may have several forms: what is told is held against the file.
      guard let length = charset.encode(String(decoding: text, as: UTF8.self))?.count,
        let source = try? file.lastTaken(length + cut.count)
      else { return nil }
      var decoded: [UInt8] = []
      let fault = charset.decode(source.prefix(length), into: &decoded)
      return fault == nil && decoded.elementsEqual(text) ? length : nil
    case .utf16LittleEndian, .utf16BigEndian: return nil
    }
  }

  /// Opens a range of a file.
  ///
  /// - Parameters:
  ///   - input: the range, and where it is read from.
  ///   - delivered: the file, as it was when it was split.
  ///   - record: the local name of the element that is one record.
  ///   - closing: the elements that are open where it ends, the outermost first; none where the file
  ///     ends there.
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package init(
    _ input: RangeInput, of delivered: DeliveredFile, record: String,
    closing: [String]
  ) throws {
    let end = closing.reversed().map { "</\($0)>" }.joined()
    let text = try TextInput(
      input, charset: delivered.charset, tail: delivered.charset.encode(end) ?? [])
    self.init(text, delivered, record: record)
    begin(input.range)
  }
}

extension XMLRecords {
  /// The text that was read from a place of the decoded file on; `nil` where it is not kept any more,
  /// or bytes in it stand for no character.
  func text(from place: Int) -> ArraySlice<UInt8>? {
    guard place >= windowStart, place <= windowEnd, damages.isEmpty, place >= swallowedEnd else {
      return nil
    }
    return window[(place - windowStart)...]
  }

  /// Begins at a range, as if what stands before it had been read.
  mutating func begin(_ range: FileRange) {
    ancestors = range.ancestors
    found = range.record
    windowStart = range.decoded
    parsed = range.decoded
    searched = range.decoded
    lastEnd = (range.decoded, range.line)
    boundary = lastEnd
  }
}
