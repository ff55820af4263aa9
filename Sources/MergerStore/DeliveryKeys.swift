import HotlineModel
import LocalFiles

/// The keys of the tickets that a delivery brought, and what became of each; beside them, where a
/// delivery is as large as what the ledger holds of the line, all keys that the ledger knows.
///
/// Held in memory, about 85 bytes a key, in pieces that never move: asking the catalogue for each
/// record whether its key came before would cost more than everything else together.
struct DeliveryKeys: Sendable {
  /// What a delivery brought under a key.
  struct Entry: Sendable {
    /// The content of the last record of the key.
    var content: ContentHash
    /// Where its ticket stands in the segment.
    var place = TicketPlace()
    fileprivate let numberStart: UInt32
    private var fileNumber: UInt32
    private var recordNumber: UInt32 = 0
    fileprivate let numberCount: UInt8
    /// Accepted, updated or unchanged; `nil` where the delivery has not brought the key.
    var outcome: Reconciliation.Outcome?

    fileprivate init(
      content: ContentHash, file: Int64, numberStart: Int, numberCount: Int,
      outcome: Reconciliation.Outcome?
    ) {
      self.content = content
      self.numberStart = UInt32(numberStart)
      fileNumber = UInt32(file)
      self.numberCount = UInt8(numberCount)
      self.outcome = outcome
    }

    /// The row of the file it came in.
    var file: Int64 {
      get { Int64(fileNumber) }
      set { fileNumber = UInt32(newValue) }
    }

    /// The number of the last record of the key in that file; 0 where a run goes on that has
    /// forgotten it.
    var record: Int {
      get { Int(recordNumber) }
      set { recordNumber = UInt32(newValue) }
    }
  }

  static let pieceSize = 1 << 15
  /// Entries in pieces of `pieceSize`.
  private(set) var pieces: [[Entry]] = []
  /// The legacy numbers of each piece, one behind the other.
  private var numbers: [[UInt8]] = []
  /// Open addressing: the upper half of the key's hash, and the entry's index plus one.
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private(set) var count = 0
  /// What the ledger held under each key before the delivery, where it was read at once.
  private var held: [ContentHash] = []

  /// The entry of a key, `nil` where there is none.
  func index(of number: Range<Int>, in bytes: [UInt8], hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash >> 32, holds(index, number, in: bytes) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  subscript(index: Int) -> Entry {
    get { pieces[index / Self.pieceSize][index % Self.pieceSize] }
    set { pieces[index / Self.pieceSize][index % Self.pieceSize] = newValue }
  }

  /// What a later record of the key brought.
  mutating func set(
    _ index: Int, _ content: ContentHash, _ outcome: Reconciliation.Outcome, file: Int64,
    record: Int
  ) {
    let (piece, place) = (index / Self.pieceSize, index % Self.pieceSize)
    pieces[piece][place].content = content
    pieces[piece][place].outcome = outcome
    pieces[piece][place].file = file
    pieces[piece][place].record = record
  }

  /// Where the ticket of an entry's last record stands.
  mutating func set(_ index: Int, _ place: TicketPlace) {
    pieces[index / Self.pieceSize][index % Self.pieceSize].place = place
  }

  /// The legacy number of an entry.
  func number(of index: Int) -> ArraySlice<UInt8> {
    let entry = self[index]
    let start = Int(entry.numberStart)
    return numbers[index / Self.pieceSize][start..<start + Int(entry.numberCount)]
  }

  /// Sixteen bytes of an entry's legacy number, behind its first `common`, as two numbers that sort
  /// as they do.
  func words(of index: Int, behind common: Int) -> (UInt64, UInt64) {
    let (piece, place) = (index / Self.pieceSize, index % Self.pieceSize)
    let start = Int(pieces[piece][place].numberStart)
    let end = start + Int(pieces[piece][place].numberCount)
    return (
      Self.word(of: numbers[piece], from: start + common, before: end),
      Self.word(of: numbers[piece], from: start + common + 8, before: end)
    )
  }

  private static func word(of letters: [UInt8], from start: Int, before end: Int) -> UInt64 {
    if start + 8 <= end {
      return unsafe letters.span.bytes.unsafeLoadUnaligned(
        fromByteOffset: start, as: UInt64.self
      ).bigEndian
    }
    var word: UInt64 = 0
    for place in start..<start + 8 { word = word << 8 | UInt64(place < end ? letters[place] : 0) }
    return word
  }

  /// Adds a key that is not there yet.
  mutating func add(
    _ number: Range<Int>, in bytes: [UInt8], hash: UInt64, content: ContentHash, file: Int64,
    outcome: Reconciliation.Outcome?
  ) -> Int {
    let index = count
    if index.isMultiple(of: Self.pieceSize) {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceSize)
      // As many letters as the piece before has, since numbers of one line look alike.
      let letters = numbers.last?.count ?? 0
      numbers.append([])
      numbers[numbers.count - 1].reserveCapacity(letters + letters / 64)
    }
    let piece = index / Self.pieceSize
    pieces[piece].append(
      Entry(
        content: content, file: file, numberStart: numbers[piece].count,
        numberCount: number.count, outcome: outcome))
    numbers[piece].append(contentsOf: bytes[number])
    count += 1
    if count * 8 > slots.count * 5 { grow() }
    insert(index, hash: hash)
    return index
  }

  /// Adds what the ledger held under a key before the delivery; what comes later counts.
  mutating func learn(_ number: [UInt8], _ content: ContentHash) {
    let hash = keyHash(of: number, in: number.indices)
    let known =
      index(of: number.indices, in: number, hash: hash)
      ?? add(number.indices, in: number, hash: hash, content: content, file: 0, outcome: nil)
    if known == held.count { held.append(content) } else { held[known] = content }
  }

  /// What the ledger held under the key of an entry before the delivery; `nil` where it held none.
  func before(_ index: Int) -> ContentHash? { index < held.count ? held[index] : nil }

  /// Lets go what only look-ups need.
  mutating func forgetLookUps() {
    slots = []
    held = []
  }

  private func holds(_ index: Int, _ number: Range<Int>, in bytes: [UInt8]) -> Bool {
    let piece = index / Self.pieceSize
    let place = index % Self.pieceSize
    let start = Int(pieces[piece][place].numberStart)
    guard Int(pieces[piece][place].numberCount) == number.count else { return false }
    for offset in 0..<number.count
    where numbers[piece][start + offset] != bytes[number.lowerBound + offset] { return false }
    return true
  }

  private mutating func insert(_ index: Int, hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(index + 1)
  }

  /// Twice as many slots; the hashes are made again from the keys.
  private mutating func grow() {
    let size = slots.count * 2
    slots = []
    slots = [UInt64](repeating: 0, count: size)
    for index in 0..<(count - 1) {
      let piece = index / Self.pieceSize
      let start = Int(pieces[piece][index % Self.pieceSize].numberStart)
      let length = Int(pieces[piece][index % Self.pieceSize].numberCount)
      insert(index, hash: keyHash(of: numbers[piece], in: start..<start + length))
    }
  }
}
