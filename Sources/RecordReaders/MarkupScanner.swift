import Glibc

/// Tells the markup of XML apart by its bytes alone, without asking whether it is well-formed:
/// where tags, comments and the like begin and end, so that what they hold is not taken for a tag.
struct MarkupScanner {
  /// What holds text in which nothing is markup.
  enum Section: CaseIterable {
    case comment, cdata, instruction

    var opener: [UInt8] {
      switch self {
      case .comment: Array("<!--".utf8)
      case .cdata: Array("<![CDATA[".utf8)
      case .instruction: Array("<?".utf8)
      }
    }

    var closer: [UInt8] {
      switch self {
      case .comment: Array("-->".utf8)
      case .cdata: Array("]]>".utf8)
      case .instruction: Array("?>".utf8)
      }
    }
  }

  /// A start tag.
  struct StartTag {
    /// The name without its prefix.
    let name: Range<Int>
    let end: Int
    let isEmpty: Bool
    let attributes: Int
  }

  /// What begins at a position.
  enum Token {
    /// Text, or what is no markup although it looks like it.
    case text(end: Int)
    case startTag(StartTag)
    case endTag(name: Range<Int>, end: Int)
    case section(Section, body: Int)
    /// It does not end before the limit; so many attributes of it are there, where it is a start tag.
    case unfinished(attributes: Int)
  }

  /// The bytes, and how many of them are looked at.
  let bytes: [UInt8]
  let limit: Int
  /// Whether nothing follows the limit.
  let isAtEnd: Bool

  /// What begins at a position before the limit.
  func token(at start: Int) -> Token {
    guard bytes[start] == UInt8(ascii: "<") else {
      return .text(end: first(UInt8(ascii: "<"), from: start) ?? limit)
    }
    for section in Section.allCases {
      switch begins(with: section.opener, at: start) {
      case true?: return .section(section, body: start + section.opener.count)
      case nil: return .unfinished(attributes: 0)
      case false?: continue
      }
    }
    guard start + 1 < limit else { return isAtEnd ? .text(end: limit) : .unfinished(attributes: 0) }
    switch bytes[start + 1] {
    case UInt8(ascii: "/"): return endTag(at: start)
    case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), 0...0x20:
      return .text(end: start + 1)
    default: return startTag(at: start)
    }
  }

  /// Where the end of a section's text is; `nil` where it is not before the limit.
  func closer(of section: Section, from start: Int) -> Int? {
    let closer = section.closer
    var position = start
    while let found = first(closer[0], from: position) {
      if begins(with: closer, at: found) == true { return found }
      position = found + 1
    }
    return nil
  }

  /// Whether bytes are at a position; `nil` where only their beginning was read.
  func begins(with sought: [UInt8], at start: Int) -> Bool? {
    for (index, byte) in sought.enumerated() {
      guard start + index < limit else { return isAtEnd ? false : nil }
      if bytes[start + index] != byte { return false }
    }
    return true
  }

  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < limit else { return nil }
    return unsafe bytes.withUnsafeBytes { all in
      guard let base = unsafe all.baseAddress.map({ unsafe $0 + start }),
        let found = unsafe memchr(base, Int32(byte), limit - start)
      else { return nil }
      return unsafe start + base.distance(to: UnsafeRawPointer(found))
    }
  }

  // MARK: - Tags

  private func endTag(at start: Int) -> Token {
    let nameStart = start + 2
    var position = nameStart
    while position < limit, !Self.endsName(bytes[position]) { position += 1 }
    let name = localName(nameStart..<position)
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: ">"): return .endTag(name: name, end: position + 1)
      case UInt8(ascii: "<"): return .text(end: position)
      default: position += 1
      }
    }
    return .unfinished(attributes: 0)
  }

  private func startTag(at start: Int) -> Token {
    var position = start + 1
    while position < limit, !Self.endsName(bytes[position]) { position += 1 }
    let name = localName(start + 1..<position)
    var attributes = 0
    var quote: UInt8?
    while position < limit {
      let byte = bytes[position]
      // No value of an attribute holds this: a quotation mark was lost, or it is no tag.
      if byte == UInt8(ascii: "<") { return .text(end: position) }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        attributes += 1
      } else if byte == UInt8(ascii: ">") {
        let isEmpty = bytes[position - 1] == UInt8(ascii: "/")
        return .startTag(
          StartTag(name: name, end: position + 1, isEmpty: isEmpty, attributes: attributes))
      }
      position += 1
    }
    return .unfinished(attributes: attributes)
  }

  private func localName(_ name: Range<Int>) -> Range<Int> {
    guard let colon = bytes[name].lastIndex(of: UInt8(ascii: ":")) else { return name }
    return (colon + 1)..<name.upperBound
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "<")
  }
}
