/// Looks behind the beginning of a damaged record of XML for the record that follows it.
///
/// What is in a comment, a CDATA section or a processing instruction is text, and no record begins
/// there. Only where such a section is never closed, or holds the opener of another one, it may be
/// that its own end was lost: then, and where the damaged record has no end tag, a start tag counts
/// where records follow it in their order.
struct ElementSearch {
  /// Where in the decoded file the damaged record begins.
  private let start: Int
  /// As far as was looked.
  private(set) var position: Int
  /// Whether the end tag of the damaged record was passed.
  private var hasEnded = false
  /// Elements of the record's name that began within it.
  private var nested = 0
  /// The kinds of sections that began within it.
  private var sections: Set<MarkupScanner.Section> = []
  /// Where a section ends that may have swallowed records.
  private var doubtfulEnd = 0
  /// What the damaged record would have taken for its own ends here.
  private(set) var swallowedEnd = 0

  /// So many records in a row are records; hardly a text quotes as many.
  private static let proof = 8
  /// So far is looked whether records follow.
  private static let horizon = 1 << 20

  /// A search from the beginning of a damaged record.
  init(from start: Int) {
    self.start = start
    position = start
  }

  /// The decoded bytes that are there, and what is known of the file.
  struct Text {
    let bytes: [UInt8]
    /// Where in the decoded file they begin.
    let offset: Int
    let isAtEnd: Bool
    /// The name of the element that is one record, and that of the element around records.
    let record: String
    let parent: String?

    var end: Int { offset + bytes.count }

    func scanner(to limit: Int) -> MarkupScanner {
      let limit = min(limit, end)
      return MarkupScanner(
        bytes: bytes, limit: limit - offset, isAtEnd: isAtEnd && limit == end)
    }

    func isRecord(_ name: Range<Int>) -> Bool { bytes[name].elementsEqual(record.utf8) }
  }

  /// Where the next record begins; `nil` where more must be read to tell, or the file ends.
  mutating func next(in text: Text) -> Int? {
    let scanner = text.scanner(to: text.end)
    while position < text.end {
      let place = position - text.offset
      switch scanner.token(at: place) {
      case .text(let end): position = text.offset + end
      case .endTag(let name, let end):
        if text.isRecord(name), position >= doubtfulEnd { passEnd() }
        position = text.offset + end
      case .section(let section, let body):
        guard passSection(section, body: body, in: text, scanner) else { return nil }
      case .startTag(let tag):
        if position == start {
          hasEnded = tag.isEmpty
        } else if text.isRecord(tag.name) {
          guard let isNext = isNext(at: position, in: text) else { return nil }
          if isNext { return position }
          nested += tag.isEmpty || position < doubtfulEnd ? 0 : 1
        }
        position = text.offset + tag.end
      case .unfinished:
        guard text.isAtEnd || text.end - position > XMLRecords.longestTag else { return nil }
        position += 1
      }
    }
    return nil
  }

  private mutating func passEnd() {
    if nested > 0 { nested -= 1 } else { hasEnded = true }
  }

  /// Steps over a section, or only over its opener where its end may have been lost; `false` where
  /// more must be read to tell.
  private mutating func passSection(
    _ section: MarkupScanner.Section, body: Int, in text: Text, _ scanner: MarkupScanner
  ) -> Bool {
    let longest = body + XMLRecords.longestRecord
    let closer = scanner.closer(of: section, from: body).flatMap { $0 < longest ? $0 : nil }
    guard closer != nil || text.isAtEnd || scanner.limit >= longest else { return false }
    sections.insert(section)
    guard let closer else {
      doubtfulEnd = max(doubtfulEnd, text.offset + min(scanner.limit, longest))
      swallowedEnd = doubtfulEnd
      position = text.offset + body
      return true
    }
    if isDoubtful(section, body..<closer, in: text) {
      doubtfulEnd = max(doubtfulEnd, text.offset + closer)
      position = text.offset + body
    } else {
      position = text.offset + closer + section.closer.count
    }
    return true
  }

  /// Whether the end of a section may be that of another one, and its own lost: it holds the opener
  /// of its like, or, as no end of a comment is needed in a text, the end tag of the record.
  private func isDoubtful(
    _ section: MarkupScanner.Section, _ body: Range<Int>, in text: Text
  ) -> Bool {
    let scanner = MarkupScanner(bytes: text.bytes, limit: body.upperBound, isAtEnd: true)
    var position = body.lowerBound
    while let found = scanner.first(UInt8(ascii: "<"), from: position) {
      if scanner.begins(with: section.opener, at: found) == true { return true }
      if section != .cdata, !hasEnded, case .endTag(let name, _) = scanner.token(at: found),
        text.isRecord(name)
      {
        return true
      }
      position = found + 1
    }
    return false
  }

  /// Whether the record behind the damaged one begins at a start tag; `nil` where more must be read
  /// to tell.
  private mutating func isNext(at tag: Int, in text: Text) -> Bool? {
    if hasEnded, tag >= doubtfulEnd { return true }
    guard let isFollowed = isFollowedByRecords(tag, in: text) else { return nil }
    if isFollowed { swallowedEnd = max(swallowedEnd, doubtfulEnd, tag + 1) }
    return isFollowed
  }

  /// Whether nothing but records comes from a start tag on, as far as can be told: a line of a text
  /// that quotes a record is followed by the rest of the text.
  private func isFollowedByRecords(_ tag: Int, in text: Text) -> Bool? {
    let scanner = text.scanner(to: tag + Self.horizon)
    var place = tag - text.offset
    var (depth, records) = (0, 0)
    while place < scanner.limit, records < Self.proof {
      switch scanner.token(at: place) {
      case .text(let end):
        if isRest(scanner.bytes[place..<end], depth: depth) { return false }
        place = end
      case .section(let section, let body):
        if depth == 0, section == .cdata { return false }
        guard let closer = scanner.closer(of: section, from: body) else {
          return canBeTold(tag, in: text) ? true : nil
        }
        place = closer + section.closer.count
      case .startTag(let tag):
        if depth == 0, !text.isRecord(tag.name) { return true }
        depth += tag.isEmpty ? 0 : 1
        records += depth == 0 ? 1 : 0
        place = tag.end
      case .endTag(let name, let end):
        if depth == 0 {
          return text.parent.map { scanner.bytes[name].elementsEqual($0.utf8) } ?? false
        }
        depth = text.isRecord(name) ? 0 : max(1, depth - 1)
        records += depth == 0 ? 1 : 0
        place = end
      case .unfinished: return canBeTold(tag, in: text) ? true : nil
      }
    }
    return records >= Self.proof || canBeTold(tag, in: text) ? true : nil
  }

  private func canBeTold(_ tag: Int, in text: Text) -> Bool {
    text.isAtEnd || text.end >= tag + Self.horizon
  }

  /// Whether text can only be the rest of a text that quotes records: it is between records, or
  /// closes a section that began before them.
  private func isRest(_ text: ArraySlice<UInt8>, depth: Int) -> Bool {
    if depth == 0 { return !text.allSatisfy(XMLRecords.isBlank) }
    return [.cdata, .comment].contains { section in
      sections.contains(section) && text.contains(section.closer)
    }
  }
}
