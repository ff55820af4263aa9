import CBytes
import Tickets

/// Reads records that are written plainly, without the parser: elements and attributes by names that
/// it has read before, text, references to characters, CDATA.
///
/// It never judges: a record with anything else in it, or with anything amiss, is left to the parser,
/// which reads it from its beginning. What both can read they read alike.
@safe struct PlainRecordScanner {
  /// So many bytes are looked at at once, and follow every place that is looked at.
  private static let margin = 64
  /// Records with more fields, more attributes in a tag or elements nested deeper are left.
  static let mostFields = 1024
  private static let mostAttributes = 64
  private static let deepest = 32

  let bytes: UnsafePointer<UInt8>
  /// Nothing is looked at from here on.
  let limit: Int
  /// Behind so many bytes stands, for whoever gets the fields, what was put together.
  let base: Int
  let nodes: UnsafeMutablePointer<ElementTree.Node>
  private let spellings: UnsafePointer<UInt8>
  /// The name of the element that is one record.
  let name: [UInt8]

  /// The fields of all records, and the nodes of those of the record read last.
  var fields: [RecordBatch.Field] = []
  var order: [Int] = []
  /// Text that was put together from several parts.
  var extras: [UInt8] = []
  private(set) var counts: ElementTree.Counts
  /// Line ends within what was read of the record, and behind it.
  var lineEnds = 0

  // The text of the element under way: a range of the bytes, or of the extras from a place on.
  var start = 0
  var end = 0
  var extra = -1
  /// Whether part of it stands for more than itself.
  var isMarked = false
  /// Whether a carriage return is in it, which the parser may change.
  var hasReturn = false

  /// A scanner of some bytes, which follow a start tag of a record.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ nodes: UnsafeMutablePointer<ElementTree.Node>,
    spellings: UnsafePointer<UInt8>, record name: [UInt8], counts: ElementTree.Counts
  ) {
    unsafe self.bytes = bytes.baseAddress ?? spellings
    base = bytes.count
    limit = bytes.count - Self.margin
    unsafe self.nodes = unsafe nodes
    unsafe self.spellings = unsafe spellings
    self.name = name
    self.counts = counts
  }

  // MARK: - A record

  /// Reads the record whose start tag is at a place.
  ///
  /// - Returns: where it ends; `nil` where the parser is to read it.
  mutating func readRecord(at place: Int) -> Int? {
    lineEnds = 0
    order.removeAll(keepingCapacity: true)
    counts.records += 1
    guard place < limit, isSpelled(0, at: place + 1),
      let opened = unsafe readAttributes(of: 0, from: place + 1 + nodes[0].length),
      // The parser says on which line the start tag ends.
      lineEnds == 0
    else { return nil }
    if opened.isEmpty { return opened.end }
    var (node, depth) = (0, 0)
    var hasChildren = false
    var at = opened.end
    beginText(at)
    while at < limit {
      if unsafe bytes[at] != UInt8(ascii: "<") {
        guard let next = hasChildren ? skipBlanks(from: at) : readText(from: at) else { return nil }
        at = next
        continue
      }
      switch unsafe bytes[at + 1] {
      case UInt8(ascii: "/"):
        guard let next = readEndTag(of: node, from: at + 2) else { return nil }
        at = next
        if node == 0 { return hasChildren || isBlank ? at : nil }
        if !hasChildren, hasReturn || !addText(of: node) { return nil }
        node = unsafe nodes[node].parent
        depth -= 1
        hasChildren = true
      case UInt8(ascii: "!"):
        guard !hasChildren, let next = readSection(at: at) else { return nil }
        at = next
      default:
        // Text beside elements is the parser's to join.
        guard hasChildren || isBlank, let child = child(of: node, at: at + 1),
          let opened = unsafe readAttributes(of: child, from: at + 1 + nodes[child].length)
        else { return nil }
        at = opened.end
        beginText(at)
        if opened.isEmpty {
          guard addText(of: child) else { return nil }
          hasChildren = true
        } else {
          node = child
          hasChildren = false
          depth += 1
          if depth > Self.deepest { return nil }
        }
      }
    }
    return nil
  }

  /// Forgets what was read of a record.
  mutating func forget(fields: Int, extras: Int) {
    self.fields.removeLast(self.fields.count - fields)
    self.extras.removeLast(self.extras.count - extras)
  }

  /// Steps over blanks.
  ///
  /// - Returns: where a tag begins; `nil` where anything else comes.
  mutating func skipBlanks(from place: Int) -> Int? {
    var at = place
    while at < limit {
      switch unsafe bytes[at] {
      case UInt8(ascii: "<"): return at
      case UInt8(ascii: "\n"): lineEnds += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return nil
      }
      at += 1
    }
    return nil
  }

  // MARK: - Tags

  /// Whether a tag is the start tag of a record, as far as the scanner can tell.
  @inline(__always)
  func isRecord(at tag: Int) -> Bool { isSpelled(0, at: tag + 1) && endsName(tag, of: 0) }

  private func endsName(_ tag: Int, of node: Int) -> Bool {
    unsafe Self.endsName(bytes[tag + 1 + nodes[node].length])
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || XMLRecords.isBlank(byte)
  }

  /// Whether the name of a node is written at a place.
  @inline(__always)
  private func isSpelled(_ node: Int, at place: Int) -> Bool {
    let length = unsafe nodes[node].length
    guard length > 0, place + length < limit else { return false }
    let text = unsafe UnsafeRawPointer(bytes + place)
    let name = unsafe UnsafeRawPointer(spellings + nodes[node].spelling)
    var offset = 0
    while length - offset > 8 {
      let differs =
        unsafe text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        ^ name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if differs != 0 { return false }
      offset += 8
    }
    let differs =
      unsafe text.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      ^ name.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    return differs << UInt64(64 - 8 * (length - offset)) == 0
  }

  /// The child whose start tag or attribute is at a place; `nil` where none of that name is known.
  @inline(__always)
  private func child(of parent: Int, at place: Int, isAttribute: Bool = false) -> Int? {
    let expected = unsafe nodes[parent].expected
    if expected >= 0, isChild(expected, at: place, isAttribute) {
      unsafe nodes[parent].expected = unsafe nodes[expected].nextSibling
      return expected
    }
    var next = unsafe nodes[parent].firstChild
    while next >= 0 {
      if isChild(next, at: place, isAttribute) {
        unsafe nodes[parent].expected = unsafe nodes[next].nextSibling
        return next
      }
      next = unsafe nodes[next].nextSibling
    }
    return nil
  }

  @inline(__always)
  private func isChild(_ node: Int, at place: Int, _ isAttribute: Bool) -> Bool {
    guard unsafe nodes[node].isAttribute == isAttribute, isSpelled(node, at: place) else {
      return false
    }
    let next = unsafe bytes[place + nodes[node].length]
    return isAttribute
      ? next == UInt8(ascii: "=") || XMLRecords.isBlank(next) : Self.endsName(next)
  }

  /// Reads an end tag behind its `</`.
  @inline(__always)
  private mutating func readEndTag(of node: Int, from place: Int) -> Int? {
    guard isSpelled(node, at: place) else { return nil }
    var at = unsafe place + nodes[node].length
    if unsafe bytes[at] != UInt8(ascii: ">") { at = skipBlanksInTag(from: at) }
    return unsafe at < limit && bytes[at] == UInt8(ascii: ">") ? at + 1 : nil
  }

  private mutating func skipBlanksInTag(from place: Int) -> Int {
    var at = place
    while at < limit, unsafe XMLRecords.isBlank(bytes[at]) {
      if unsafe bytes[at] == UInt8(ascii: "\n") { lineEnds += 1 }
      at += 1
    }
    return at
  }

  /// Reads the rest of a start tag behind its name.
  @inline(__always)
  private mutating func readAttributes(
    of element: Int, from place: Int
  ) -> (end: Int, isEmpty: Bool)? {
    if unsafe bytes[place] == UInt8(ascii: ">") { return (place + 1, false) }
    return readAttributesOneByOne(of: element, from: place)
  }

  private mutating func readAttributesOneByOne(
    of element: Int, from place: Int
  ) -> (end: Int, isEmpty: Bool)? {
    counts.tags += 1
    var left = Self.mostAttributes
    var at = place
    while at < limit {
      let behind = skipBlanksInTag(from: at)
      guard behind < limit else { return nil }
      switch unsafe bytes[behind] {
      case UInt8(ascii: ">"): return (behind + 1, false)
      case UInt8(ascii: "/"):
        return unsafe bytes[behind + 1] == UInt8(ascii: ">") ? (behind + 2, true) : nil
      default:
        guard behind > at, left > 0, let next = readAttribute(of: element, at: behind) else {
          return nil
        }
        left -= 1
        at = next
      }
    }
    return nil
  }

  private mutating func readAttribute(of element: Int, at place: Int) -> Int? {
    guard let node = child(of: element, at: place, isAttribute: true),
      unsafe nodes[node].tag != counts.tags
    else { return nil }
    unsafe nodes[node].tag = counts.tags
    var at = unsafe skipBlanksInTag(from: place + nodes[node].length)
    guard at < limit, unsafe bytes[at] == UInt8(ascii: "=") else { return nil }
    at = skipBlanksInTag(from: at + 1)
    guard at < limit else { return nil }
    let quote = unsafe bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    at += 1
    beginText(at)
    var from = at
    while at < limit {
      let ends = unsafe hotline_text_ends64(bytes + at, quote)
      guard ends != 0 else {
        at += 64
        continue
      }
      at += ends.trailingZeroBitCount
      switch unsafe bytes[at] {
      case quote:
        add(from, at)
        return addText(of: node) ? at + 1 : nil
      case UInt8(ascii: "&"):
        add(from, at)
        guard let next = readReference(at: at) else { return nil }
        (at, from) = (next, next)
      case 0xEF where isCharacter(at): at += 3
      default: return nil
      }
    }
    return nil
  }
}
