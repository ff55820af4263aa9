import Glibc
import HotlineModel
import LocalFiles
import Tickets

/// The totals cells of one segment: by what its tickets are counted, each under a number.
struct TotalsCells: Sendable {
  /// The names of the cells, one after the other, and where each ends.
  private var text: [UInt8] = []
  private var ends: [Int] = []
  /// The sum of each name.
  private var sums: [UInt64] = []
  /// Open addressing by the sum of the name: the upper half of the sum, and the number plus one.
  private var slots = [UInt64](repeating: 0, count: 1 << 8)

  /// No cell yet.
  init() {}

  /// How many there are.
  var count: Int { ends.count }

  /// What tickets of a cell are counted by, as `PackedTicket.totals` writes it.
  subscript(number: Int) -> ArraySlice<UInt8> {
    text[(number > 0 ? ends[number - 1] : 0)..<ends[number]]
  }

  /// The number of a cell.
  mutating func number(of name: [UInt8]) -> UInt32 {
    number(of: name, in: name.indices, sum: Self.sum(of: name, in: name.indices))
  }

  /// The sum of a name, by which cells are found.
  static func sum(of bytes: [UInt8], in range: Range<Int>) -> UInt64 {
    Checksum.of(bytes, in: range)
  }

  /// The numbers that the cells of another table have here.
  mutating func numbers(of other: TotalsCells) -> [UInt32] {
    (0..<other.count).map { number(of: other.text, in: other[$0].indices, sum: other.sums[$0]) }
  }

  /// The number of a cell; `nil` where there is none of that name.
  func known(_ name: [UInt8]) -> UInt32? {
    known(name, in: name.indices, sum: Self.sum(of: name, in: name.indices))
  }

  /// The number of a cell whose name has a sum; `nil` where there is none of that name.
  func known(_ bytes: [UInt8], in range: Range<Int>, sum: UInt64) -> UInt32? {
    look(for: bytes, in: range, sum: sum).number
  }

  /// Asks the processor to bring in the slot of a name by its sum.
  func prefetchSlot(_ sum: UInt64) {
    unsafe slots.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else { return }
      unsafe Memory.prefetch(start + (Int(truncatingIfNeeded: sum) & (slots.count - 1)))
    }
  }

  /// Asks the processor to bring in the name that the slot of a sum leads to.
  func prefetchName(_ sum: UInt64) {
    let number = Int(slots[Int(truncatingIfNeeded: sum) & (slots.count - 1)] & 0xFFFF_FFFF)
    guard number > 1 else { return }
    unsafe text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return }
      unsafe Memory.prefetch(start + ends[number - 2])
    }
  }

  /// The number of a cell, and the slot where it is or would be.
  private func look(
    for bytes: [UInt8], in range: Range<Int>, sum: UInt64
  ) -> (number: UInt32?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: sum) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == sum >> 32, isEqual(number, to: bytes, in: range) {
        return (UInt32(number), slot)
      }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private func isEqual(_ number: Int, to bytes: [UInt8], in range: Range<Int>) -> Bool {
    let start = number > 0 ? ends[number - 1] : 0
    guard ends[number] - start == range.count else { return false }
    return unsafe text.withUnsafeBufferPointer { own in
      unsafe bytes.withUnsafeBufferPointer { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return true }
        return unsafe memcmp(own + start, other + range.lowerBound, range.count) == 0
      }
    }
  }

  /// The number of a cell whose name has a sum.
  mutating func number(of bytes: [UInt8], in range: Range<Int>, sum: UInt64) -> UInt32 {
    let (known, slot) = look(for: bytes, in: range, sum: sum)
    if let known { return known }
    text.append(contentsOf: bytes[range])
    ends.append(text.count)
    sums.append(sum)
    slots[slot] = sum & ~0xFFFF_FFFF | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return UInt32(ends.count - 1)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for number in ends.indices {
      let sum = sums[number]
      var slot = Int(truncatingIfNeeded: sum) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = sum & ~0xFFFF_FFFF | UInt64(number + 1)
    }
  }

  /// The five values of a cell, in UTF-8: month, type, status, legacy type, legacy status.
  func values(of number: Int) -> [[UInt8]] {
    self[number].split(separator: PackedTicket.cellEnd, omittingEmptySubsequences: false)
      .dropLast().map(Array.init)
  }
}

/// Some tickets of one segment, and how many of them each totals cell counts.
struct CountedTickets: Sendable {
  private(set) var ordinals = OrdinalSet()
  private(set) var cells: [UInt32: Int] = [:]

  /// Whether there is none.
  var isEmpty: Bool { ordinals.isEmpty }

  /// Adds a ticket that is not there, takes one away that is.
  mutating func toggle(_ ordinal: UInt32, cell: UInt32) {
    if ordinals.contains(ordinal) {
      ordinals.remove(ordinal)
      cells[cell, default: 0] -= 1
    } else {
      ordinals.insert(ordinal)
      cells[cell, default: 0] += 1
    }
  }

  /// Adds a ticket.
  mutating func insert(_ ordinal: UInt32, cell: UInt32) {
    if !ordinals.contains(ordinal) { toggle(ordinal, cell: cell) }
  }
}
