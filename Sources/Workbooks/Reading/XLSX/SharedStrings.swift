import CXML
import Glibc
import Findings
import LocalFiles

/// The texts of a workbook that cells name by number; in memory while they are few, else in a file
/// without a name.
///
/// Spilled, each text has its length in front, and the place of every 16th is kept.
struct SharedStrings: Sendable {
  private let texts: [UInt8]
  private let ends: [UInt32]
  private let spilled: Spill?
  let count: Int

  private struct Spill: Sendable {
    let file: ScratchFile
    let places: [Int]
    let size: Int
  }

  /// So much memory texts may take before they are spilled.
  static let mostMemory = 48 << 20
  static let stride = 16

  /// No texts.
  init() {
    (texts, ends, spilled, count) = ([], [], nil, 0)
  }

  /// Reads the part of a workbook that holds them.
  ///
  /// - Throws: `Unusable`: `HL1031` damaged, `HL1414` a text longer than a record, `HL6102` where the
  ///   disk is full.
  init(_ entry: ZipArchive.Entry, in archive: ZipArchive, mostMemory: Int = mostMemory) throws {
    var scan = StringScan(mostMemory: mostMemory)
    try unsafe withUnsafeMutablePointer(to: &scan) { pointer in
      let part = try ZipPart(entry, in: archive)
      let parser = unsafe PartParser(
        path: archive.path, part: entry.name, handlers: StringScan.handlers, user: pointer)
      while true {
        let bytes = try part.read(upTo: 1 << 15)
        try parser.push(bytes)
        try unsafe pointer.pointee.settle(path: archive.path)
        if bytes.isEmpty { break }
      }
      try unsafe pointer.pointee.finish()
    }
    count = scan.count
    ends = scan.ends
    texts = scan.file == nil ? scan.bytes : []
    spilled = scan.file.map { Spill(file: $0, places: scan.places, size: scan.written) }
  }

  /// Finds texts one after the other: those that lie near each other are read at once.
  struct Cursor {
    private let strings: SharedStrings
    /// Parts of the file that were read, each in the one slot that its place has.
    private var blocks: [[UInt8]] = []
    private var starts: [Int] = []
    private var last: (index: Int, place: Int)?

    init(_ strings: SharedStrings) {
      self.strings = strings
      guard strings.spilled != nil else { return }
      blocks = [[UInt8]](repeating: [], count: Self.slots)
      starts = [Int](repeating: -1, count: Self.slots)
    }

    private static let blockSize = 1 << 16
    /// With blocks of this size 32 MiB.
    private static let slots = 512

    /// Adds a text to bytes; `false` where there is none of that number.
    mutating func append(_ index: Int, to bytes: inout [UInt8]) throws -> Bool {
      guard index >= 0, index < strings.count else { return false }
      guard let spilled = strings.spilled else {
        let start = index == 0 ? 0 : Int(strings.ends[index - 1])
        bytes.append(contentsOf: strings.texts[start..<Int(strings.ends[index])])
        return true
      }
      let stride = SharedStrings.stride
      var (current, place) = (index / stride * stride, spilled.places[index / stride])
      if let last, last.index <= index, last.index > current { (current, place) = last }
      while true {
        let head = try slot(place, 4, of: spilled)
        let length = blocks[head].word(at: place - starts[head])
        if current == index {
          let slot = try slot(place, 4 + length, of: spilled)
          let start = place + 4 - starts[slot]
          bytes.append(contentsOf: blocks[slot][start..<(start + length)])
          last = (index, place)
          return true
        }
        (current, place) = (current + 1, place + 4 + length)
      }
    }

    /// The slot that holds bytes of the file, which may reach beyond their block.
    private mutating func slot(_ place: Int, _ count: Int, of spilled: Spill) throws -> Int {
      let start = place / Self.blockSize * Self.blockSize
      let slot = place / Self.blockSize % Self.slots
      if starts[slot] == start, place + count <= start + blocks[slot].count { return slot }
      blocks[slot] = try spilled.file.read(
        at: start, upTo: max(Self.blockSize, place + count - start))
      starts[slot] = start
      return slot
    }
  }
}

/// What the parser writes the texts to.
struct StringScan {
  var bytes: [UInt8] = []
  var ends: [UInt32] = []
  var places: [Int] = []
  var count = 0
  var written = 0
  var file: ScratchFile?
  private let mostMemory: Int
  private var isText = false
  private var isInRun = false
  /// How many elements are open.
  private var depth = 0
  private var isWrong = false
  /// Where the text under way begins.
  private var start = 0
  private var hasDoctype = false

  /// A text is not longer than a record may be.
  static let longestText = 1 << 20

  init(mostMemory: Int) {
    self.mostMemory = mostMemory
  }

  mutating func begin(_ name: UnsafePointer<UInt8>) {
    depth += 1
    switch depth {
    case 1: isWrong = unsafe !name.isName("sst")
    case 2: start = bytes.count
    case 3:
      isText = unsafe name.isName("t")
      isInRun = unsafe name.isName("r")
    // Readings of signs have texts, too.
    case 4: isText = unsafe isInRun && name.isName("t")
    default: isText = false
    }
  }

  mutating func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    isText = false
    if depth == 1, unsafe name.isName("si") {
      TextEscapes.replace(in: &bytes, from: start)
      count += 1
      if file == nil {
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
      } else {
        keepSpilled()
      }
    }
  }

  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard isText, bytes.count - start <= Self.longestText else { return }
    unsafe bytes.append(contentsOf: text)
  }

  /// Puts the length before the text that ended.
  private mutating func keepSpilled() {
    if (count - 1).isMultiple(of: SharedStrings.stride) { places.append(written + start) }
    let length = bytes.count - start
    let head = (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    bytes.insert(contentsOf: head, at: start)
    start = bytes.count
  }

  mutating func refuseDoctype() { hasDoctype = true }

  /// Looks at what a piece has brought: refuses what is too long, and spills what is too much.
  mutating func settle(path: String) throws {
    if hasDoctype { throw Unusable(.xmlDoctypeRefused, at: SourceLocation(file: path)) }
    if isWrong { throw ZipArchive.damaged("its part of texts holds something else", path) }
    guard bytes.count - start <= Self.longestText else {
      throw Unusable(
        .workbookTooLarge(reason: "a cell has more than \(Self.longestText) bytes"),
        at: SourceLocation(file: path))
    }
    if file == nil {
      guard bytes.count + 4 * ends.count > mostMemory else { return }
      try spillAll()
    }
    guard start >= 1 << 20 else { return }
    try writeOut()
  }

  /// Writes what is left; nothing is under way any more.
  mutating func finish() throws {
    guard file != nil else { return }
    start = bytes.count
    try writeOut()
  }

  private mutating func writeOut() throws {
    try file?.write(Array(bytes[..<start]), at: written)
    written += start
    bytes.removeSubrange(..<start)
    start = 0
  }

  /// Moves all texts so far to a file.
  private mutating func spillAll() throws {
    let (texts, all) = (bytes, ends)
    let open = Array(bytes[Int(ends.last ?? 0)...])
    file = try ScratchFile()
    (bytes, ends) = ([], [])
    var first = 0
    for (index, end) in all.enumerated() {
      if index.isMultiple(of: SharedStrings.stride) { places.append(written + bytes.count) }
      let length = Int(end) - first
      for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: length >> (shift * 8))) }
      bytes.append(contentsOf: texts[first..<Int(end)])
      first = Int(end)
      guard bytes.count >= 1 << 20 else { continue }
      start = bytes.count
      try writeOut()
    }
    start = bytes.count
    bytes += open
  }

  static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.startElementNs = { user, name, _, _, _, _, _, _, _ in
      guard let name = unsafe name else { return }
      unsafe user?.assumingMemoryBound(to: StringScan.self).pointee.begin(name)
    }
    unsafe handlers.endElementNs = { user, name, _, _ in
      guard let name = unsafe name else { return }
      unsafe user?.assumingMemoryBound(to: StringScan.self).pointee.end(name)
    }
    unsafe handlers.characters = { user, bytes, count in
      unsafe user?.assumingMemoryBound(to: StringScan.self).pointee.add(
        UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.cdataBlock = unsafe handlers.characters
    unsafe handlers.internalSubset = { user, _, _, _ in
      unsafe user?.assumingMemoryBound(to: StringScan.self).pointee.refuseDoctype()
    }
    return unsafe handlers
  }
}

extension UnsafePointer<UInt8> {
  /// Whether a name that ends in a zero is this one.
  @inline(__always) func isName(_ name: StaticString) -> Bool {
    unsafe strcmp(
      UnsafeRawPointer(self).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}
