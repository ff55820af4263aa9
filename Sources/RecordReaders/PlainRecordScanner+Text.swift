import CBytes
import Tickets

/// Text of records: where it ends, and what it stands for.
extension PlainRecordScanner {
  @inline(__always)
  mutating func beginText(_ place: Int) {
    (start, end, extra) = (place, place, -1)
    (isMarked, hasReturn) = (false, false)
  }

  /// Whether the text so far is blanks that are written as such.
  var isBlank: Bool {
    if isMarked { return false }
    return (start..<end).allSatisfy { unsafe XMLRecords.isBlank(bytes[$0]) }
  }

  /// The next byte, from a place on, that may not be text alone; `nil` where there is none in reach.
  @inline(__always)
  private func textEnd(from place: Int) -> Int? {
    var at = place
    while at < limit {
      let ends = unsafe hotline_text_ends64(bytes + at, UInt8(ascii: "]"))
      if ends != 0 { return at + ends.trailingZeroBitCount }
      at += 64
    }
    return nil
  }

  /// Reads text up to a tag.
  mutating func readText(from place: Int) -> Int? {
    var (at, from) = (place, place)
    while let next = textEnd(from: at) {
      at = next
      switch unsafe bytes[at] {
      case UInt8(ascii: "<"):
        add(from, at)
        return at
      case UInt8(ascii: "\n"):
        lineEnds += 1
        at += 1
      case UInt8(ascii: "\t"): at += 1
      case UInt8(ascii: "\r"):
        hasReturn = true
        at += 1
      case UInt8(ascii: "&"):
        add(from, at)
        guard let end = readReference(at: at) else { return nil }
        (at, from) = (end, end)
      case UInt8(ascii: "]") where !isEndOfSection(at): at += 1
      case 0xEF where isCharacter(at): at += 3
      default: return nil
      }
    }
    return nil
  }

  /// Reads a CDATA section.
  mutating func readSection(at place: Int) -> Int? {
    let opener = MarkupScanner.Section.cdata.opener
    for (offset, byte) in opener.enumerated() where unsafe bytes[place + offset] != byte {
      return nil
    }
    isMarked = true
    let from = place + opener.count
    var at = from
    while let next = textEnd(from: at) {
      at = next
      switch unsafe bytes[at] {
      case UInt8(ascii: "]") where isEndOfSection(at):
        add(from, at)
        return at + 3
      case UInt8(ascii: "<") where mayBeRecord(at): return nil
      case UInt8(ascii: "\n"):
        lineEnds += 1
        at += 1
      case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\t"), UInt8(ascii: "]"): at += 1
      case 0xEF where isCharacter(at): at += 3
      default: return nil
      }
    }
    return nil
  }

  private func isEndOfSection(_ place: Int) -> Bool {
    unsafe bytes[place + 1] == UInt8(ascii: "]") && bytes[place + 2] == UInt8(ascii: ">")
  }

  /// Whether what begins with EF is a character of XML: all are but U+FFFE and U+FFFF.
  func isCharacter(_ place: Int) -> Bool {
    unsafe bytes[place + 1] != 0xBF || bytes[place + 2] < 0xBE
  }

  /// Whether text in CDATA could be taken for the start tag of a record.
  private func mayBeRecord(_ place: Int) -> Bool {
    let all = unsafe UnsafeBufferPointer(start: bytes, count: base)
    return unsafe XMLRecords.isStartTag(at: place, in: all, of: name) != false
  }

  /// Reads a reference to a character, as its number or as one of the five that have names.
  mutating func readReference(at place: Int) -> Int? {
    isMarked = true
    beginExtra()
    if unsafe bytes[place + 1] == UInt8(ascii: "#") { return readNumber(from: place + 2) }
    for (name, character) in Self.named {
      let isWritten = name.indices.allSatisfy { unsafe bytes[place + 1 + $0] == name[$0] }
      guard isWritten else { continue }
      extras.append(character)
      return place + 1 + name.count
    }
    return nil
  }

  private static let named: [(name: [UInt8], character: UInt8)] = [
    (Array("amp;".utf8), UInt8(ascii: "&")), (Array("lt;".utf8), UInt8(ascii: "<")),
    (Array("gt;".utf8), UInt8(ascii: ">")), (Array("quot;".utf8), UInt8(ascii: "\"")),
    (Array("apos;".utf8), UInt8(ascii: "'")),
  ]

  private mutating func readNumber(from place: Int) -> Int? {
    let isHexadecimal = unsafe bytes[place] == UInt8(ascii: "x")
    let first = isHexadecimal ? place + 1 : place
    var number: UInt32 = 0
    // No character has more digits, unless it is filled up with zeros.
    for at in first..<first + 8 {
      let byte = unsafe bytes[at]
      switch byte {
      case UInt8(ascii: ";"):
        guard at > first, let scalar = Unicode.Scalar(number), Self.isCharacter(scalar) else {
          return nil
        }
        extras.append(contentsOf: scalar.utf8)
        return at + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number * (isHexadecimal ? 16 : 10) + UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal,
        UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal:
        number = number * 16 + UInt32(byte & 0x0F) + 9
      default: return nil
      }
    }
    return nil
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  /// Adds a part of the bytes to the text.
  @inline(__always)
  mutating func add(_ first: Int, _ behind: Int) {
    if extra < 0, start == end {
      (start, end) = (first, behind)
    } else if extra < 0, first == end {
      end = behind
    } else if behind > first {
      addExtra(first, behind)
    }
  }

  /// Puts the text so far behind the bytes, where more can be put behind it.
  private mutating func beginExtra() {
    guard extra < 0 else { return }
    extra = extras.count
    unsafe extras.append(
      contentsOf: UnsafeBufferPointer(start: bytes + start, count: end - start))
  }

  private mutating func addExtra(_ first: Int, _ behind: Int) {
    beginExtra()
    unsafe extras.append(
      contentsOf: UnsafeBufferPointer(start: bytes + first, count: behind - first))
  }

  /// Adds the text as a field; what comes again is put behind the first, line by line.
  ///
  /// - Returns: whether there is room for it.
  @inline(__always)
  mutating func addText(of node: Int) -> Bool {
    let field =
      extra < 0
      ? RecordBatch.Field(start: start, end: end)
      : RecordBatch.Field(start: base + extra, end: base + extras.count)
    guard unsafe nodes[node].record != counts.records else { return join(field, to: node) }
    guard order.count < Self.mostFields else { return false }
    unsafe nodes[node].record = counts.records
    unsafe nodes[node].field = fields.count
    fields.append(field)
    order.append(node)
    return true
  }

  private mutating func join(_ field: RecordBatch.Field, to node: Int) -> Bool {
    let place = unsafe nodes[node].field
    let joined = extras.count
    append(fields[place])
    extras.append(UInt8(ascii: "\n"))
    append(field)
    fields[place] = RecordBatch.Field(start: base + joined, end: base + extras.count)
    return true
  }

  private mutating func append(_ field: RecordBatch.Field) {
    let range = field.range
    if range.lowerBound >= base {
      extras.append(contentsOf: extras[range.lowerBound - base..<range.upperBound - base])
    } else {
      unsafe extras.append(
        contentsOf: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count))
    }
  }
}
