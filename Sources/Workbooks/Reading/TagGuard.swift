import Glibc

/// Refuses a start tag that is larger than any before the parser is given it: its time grows with the
/// square of the attributes.
struct TagGuard {
  private static let longestTag = 1 << 20
  private static let mostAttributes = 512

  private enum State {
    case text
    /// Behind `<`, while it is not known what begins.
    case opener
    case tag
    case quoted(UInt8)
    /// A comment, CDATA or an instruction, by what ends it.
    case section([UInt8])
  }

  private var state = State.text
  /// The first bytes behind `<`, or the last ones of a section.
  private var memory: [UInt8] = []
  private var length = 0
  private var attributes = 0

  /// Looks at the next text; the reason where it has such a tag.
  mutating func refusal(of text: [UInt8]) -> String? {
    var place = 0
    while place < text.count {
      if case .text = state {
        guard let next = Self.first(UInt8(ascii: "<"), in: text, from: place) else { return nil }
        place = next + 1
        (state, memory, length, attributes) = (.opener, [], 0, 0)
        continue
      }
      add(text[place])
      place += 1
      if case .section = state { continue }
      length += 1
      if length > Self.longestTag { return "a start tag is longer than \(Self.longestTag) bytes" }
      if attributes > Self.mostAttributes {
        return "a start tag has more than \(Self.mostAttributes) attributes"
      }
    }
    return nil
  }

  /// As `refusal(of:)`, but only of tags that go on from one text into the next: what is inside one
  /// text is as short as that, and looking at each byte costs more than parsing it.
  mutating func refusal(atEdgesOf text: [UInt8]) -> String? {
    let opener = UInt8(ascii: "<")
    guard let first = Self.first(opener, in: text, from: 0), let last = text.lastIndex(of: opener)
    else { return refusal(of: text) }
    if let reason = refusal(of: Array(text[..<first])) { return reason }
    self = TagGuard()
    return refusal(of: Array(text[last...]))
  }

  private static func first(_ byte: UInt8, in text: [UInt8], from start: Int) -> Int? {
    unsafe text.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe base.distance(to: found)
    }
  }

  private mutating func add(_ byte: UInt8) {
    switch state {
    case .text: break
    case .opener:
      if memory.isEmpty, byte != UInt8(ascii: "!"), byte != UInt8(ascii: "?") {
        state = .tag
      } else {
        memory.append(byte)
        open()
      }
    case .tag:
      switch byte {
      case UInt8(ascii: ">"): state = .text
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        state = .quoted(byte)
        attributes += 1
      default: break
      }
    case .quoted(let quote): if byte == quote { state = .tag }
    case .section(let end):
      memory.append(byte)
      if memory.count > end.count { memory.removeFirst() }
      if memory == end { state = .text }
    }
  }

  /// What begins otherwise than a tag, by the bytes behind `<`, and what ends it.
  private static let sections: [([UInt8], end: [UInt8])] = [
    (Array("!--".utf8), Array("-->".utf8)), (Array("![CDATA[".utf8), Array("]]>".utf8)),
    (Array("?".utf8), Array("?>".utf8)),
  ]

  /// What begins with the bytes behind `<`.
  private mutating func open() {
    if let (_, end) = Self.sections.first(where: { $0.0 == memory }) {
      (state, memory) = (.section(end), [])
    } else if !Self.sections.contains(where: { $0.0.starts(with: memory) }) {
      state = .tag
      if memory.last == UInt8(ascii: ">") { state = .text }
    }
  }
}
