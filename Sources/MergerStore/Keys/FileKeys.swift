import FoundationEssentials
import GRDB
import HotlineModel
import LocalFiles
import Reports

/// The keys that the file under way has brought so far, each with what became of its last record.
///
/// Memory holds a million of them, 48 bytes each and the table; those before them lie in sorted
/// pieces on disk, which are asked like the ledger's own key files.
struct FileKeys: ~Copyable {
  /// What the file brought under a key.
  struct Entry: Hashable, Sendable {
    let key: KeyHash
    var content: ContentHash
    /// The ticket's ordinal in the segment; `noTicket` where it is not written.
    var ordinal = Self.noTicket
    /// The number of the last record of the key.
    var record: UInt32
    /// The totals cell of that record.
    var cell: UInt32
    /// Accepted, updated or unchanged.
    var outcome: Reconciliation.Outcome

    static let noTicket = UInt32.max
  }

  private static let blockSize = 1 << 14
  /// So many keys memory holds.
  private let limit: Int
  private let folder: String
  private let ledger: String
  /// Entries in blocks that never move.
  private var blocks: [[Entry]] = []
  private var count = 0
  /// Open addressing by the lower word of the key: its upper half, and the entry's index plus one.
  private var slots: [UInt64]
  /// The older keys, in sorted pieces; the newest piece last.
  private var pieces: [KeyFile] = []

  /// No key yet.
  ///
  /// - Parameters:
  ///   - folder: where pieces are put.
  ///   - ledger: the ledger's number.
  ///   - limit: how many keys memory holds.
  init(folder: String, ledger: String, limit: Int = 1 << 20) {
    self.folder = folder
    self.ledger = ledger
    self.limit = limit
    slots = [UInt64](repeating: 0, count: 1 << 12)
  }

  subscript(index: Int) -> Entry {
    get { blocks[index / Self.blockSize][index % Self.blockSize] }
    set { blocks[index / Self.blockSize][index % Self.blockSize] = newValue }
  }

  /// Asks the processor to bring in what looking some keys up will touch, all at once.
  func prefetch(_ tickets: [SealedTickets.Ticket]) {
    unsafe slots.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else { return }
      for ticket in tickets {
        let slot = Int(truncatingIfNeeded: ticket.key.low) & (slots.count - 1)
        unsafe Memory.prefetch(start + slot)
      }
    }
  }

  /// Where the entry of a key is; `nil` where the file has not brought it.
  ///
  /// - Throws: `Unusable` with `HL6226` where a piece has changed.
  mutating func index(of key: KeyHash) throws -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == key.low >> 32,
        blocks[index / Self.blockSize][index % Self.blockSize].key == key
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    for piece in pieces.reversed() {
      var found: Entry?
      try piece.forEachEntry(of: key) { found = Entry($0) }
      if let found { return add(found) }
    }
    return nil
  }

  /// Adds a key that is not there yet, or a newer entry of one that is in a piece.
  mutating func add(_ entry: Entry) -> Int {
    let index = count
    if index.isMultiple(of: Self.blockSize) {
      blocks.append([])
      blocks[blocks.count - 1].reserveCapacity(Self.blockSize)
    }
    blocks[blocks.count - 1].append(entry)
    count += 1
    if count * 2 > slots.count { grow() }
    insert(index, entry.key)
    return index
  }

  private mutating func insert(_ index: Int, _ key: KeyHash) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = key.low & ~0xFFFF_FFFF | UInt64(index + 1)
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots = []
    slots = [UInt64](repeating: 0, count: size)
    for index in 0..<count - 1 { insert(index, self[index].key) }
  }

  /// Puts the keys in memory into a sorted piece where they are too many; indices are void then.
  ///
  /// - Throws: `Unusable` with `HL6102` where the disk takes nothing.
  mutating func makeRoom() throws {
    guard count >= limit else { return }
    let process = ProcessInfo.processInfo.processIdentifier
    let name = "\(Self.pieceMark)\(process)-\(pieces.count)"
    var writer = try KeyFileWriter(
      folder: folder, name: name, kind: .versions, ledger: ledger, sources: [], expecting: count)
    for index in sorted() { try writer.add(KeyEntry(self[Int(index)])) }
    let sealed = try writer.seal()
    try sealed.file.publish()
    defer { Folder.remove(file: sealed.file.path) }
    pieces.append(try KeyFile(KeyFileRow(sealed, id: 0, line: ""), in: folder, ledger: ledger))
    blocks = []
    count = 0
    slots = [UInt64](repeating: 0, count: 1 << 12)
  }

  /// What the names of pieces begin with.
  static let pieceMark = "piece-"

  /// At most so many keys became versions, and so many stayed as they were.
  var counts: (versions: Int, unchanged: Int) {
    let unchanged = blocks.reduce(0) { $0 + $1.count { $0.outcome == .unchanged } }
    let older = pieces.reduce(0) { $0 + $1.row.entries }
    return (count - unchanged + older, unchanged + older)
  }

  /// Hands out the last entry of each key, in the order of the keys; nothing can be asked afterwards.
  consuming func drain(_ body: (Entry) throws -> Void) throws {
    slots = []
    let order = sorted()
    if pieces.isEmpty {
      for (place, index) in order.enumerated() {
        if place + Self.distance < order.count { prefetch(Int(order[place + Self.distance])) }
        try body(self[Int(index)])
      }
      return
    }
    var next = 0
    var cursors = try pieces.map { try KeyFileCursor($0) }
    while true {
      // Of equal keys the newest counts: memory first, then the pieces from the last to the first.
      var least = next < order.count ? self[Int(order[next])].key : nil
      for cursor in cursors {
        if let key = cursor.current?.key, least.map({ key < $0 }) ?? true { least = key }
      }
      guard let least else { return }
      var winner: Entry?
      if next < order.count, self[Int(order[next])].key == least {
        winner = self[Int(order[next])]
        next += 1
      }
      for index in cursors.indices.reversed() {
        while let entry = cursors[index].current, entry.key == least {
          if winner == nil { winner = Entry(entry) }
          try cursors[index].advance()
        }
      }
      if let winner { try body(winner) }
    }
  }

  /// So many entries ahead of the one that is handed out the processor is asked for.
  private static let distance = 12

  /// Asks the processor to bring in an entry.
  private func prefetch(_ index: Int) {
    unsafe blocks[index / Self.blockSize].withUnsafeBufferPointer { block in
      guard let start = block.baseAddress else { return }
      unsafe Memory.prefetch(start + index % Self.blockSize)
    }
  }

  /// The indices of the entries in memory, in the order of their keys.
  ///
  /// Keys are hashes, spread evenly: they fall into as many buckets as there are keys, each of which
  /// is sorted by itself.
  private func sorted() -> [UInt32] {
    guard count > 0 else { return [] }
    let shift = UInt64(64 - max(1, (count - 1).bitWidth - (count - 1).leadingZeroBitCount))
    var starts = [UInt32](repeating: 0, count: Int(UInt64.max >> shift) + 2)
    for block in blocks {
      for entry in block { starts[Int(entry.key.high >> shift) + 1] += 1 }
    }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var keys = [(high: UInt64, index: UInt32)](repeating: (0, 0), count: count)
    var next = starts
    var index: UInt32 = 0
    for block in blocks {
      for entry in block {
        let bucket = Int(entry.key.high >> shift)
        keys[Int(next[bucket])] = (entry.key.high, index)
        next[bucket] += 1
        index += 1
      }
    }
    // Within a bucket of one or two, moving each to its place is the quickest way to sort.
    for place in keys.indices.dropFirst() {
      let moved = keys[place]
      var target = place
      while target > 0, precedes(moved, keys[target - 1]) {
        keys[target] = keys[target - 1]
        target -= 1
      }
      keys[target] = moved
    }
    return keys.map(\.index)
  }

  private func precedes(
    _ left: (high: UInt64, index: UInt32), _ right: (high: UInt64, index: UInt32)
  ) -> Bool {
    if left.high != right.high { return left.high < right.high }
    return self[Int(left.index)].key.low < self[Int(right.index)].key.low
  }
}

// MARK: - In pieces

extension FileKeys.Entry {
  /// An entry of a piece: the record stands for the source, the outcome above the cell.
  fileprivate init(_ entry: KeyEntry) {
    self.init(
      key: entry.key, content: entry.content, ordinal: entry.ordinal, record: entry.source,
      cell: entry.cell & 0x3FFF_FFFF, outcome: Self.outcomes[Int(entry.cell >> 30)])
  }

  fileprivate static let outcomes: [Reconciliation.Outcome] = [.accepted, .updated, .unchanged]
}

extension KeyEntry {
  fileprivate init(_ entry: FileKeys.Entry) {
    let outcome = FileKeys.Entry.outcomes.firstIndex(of: entry.outcome) ?? 0
    self.init(
      key: entry.key, content: entry.content, source: entry.record, ordinal: entry.ordinal,
      cell: entry.cell | UInt32(outcome) << 30)
  }
}

extension KeyFileRow {
  /// What the catalogue will say of a key file.
  init(_ sealed: SealedKeyFile, id: Int64, line: String) {
    self.init(
      id: id, name: sealed.name, line: line, kind: sealed.kind, entries: sealed.entries,
      size: sealed.file.size, sha256: sealed.file.sha256, indexSHA256: sealed.indexSHA256)
  }
}
