import Bytes
import Glibc
import LocalFiles

/// Texts, each with a value, that are looked up by their bytes without a copy of them.
struct TextTable<Value: Sendable>: Sendable {
  private var text: [UInt8] = []
  private var ends: [Int] = [0]
  private var sums: [UInt64] = []
  private var values: [Value] = []
  /// Open addressing by the sum of the text: the upper half of the sum, and the place plus one.
  private var slots = [UInt64](repeating: 0, count: 1 << 8)

  /// No text.
  init() {}

  /// How many texts there are.
  var count: Int { values.count }

  subscript(place: Int) -> Value {
    get { values[place] }
    set { values[place] = newValue }
  }

  /// A text, by its place.
  func text(at place: Int) -> ArraySlice<UInt8> { text[ends[place]..<ends[place + 1]] }

  /// Where a text is; `nil` where it was not added.
  func place(of wanted: Span<UInt8>) -> Int? {
    look(for: wanted, sum: Self.sum(wanted)).place
  }

  /// Adds a text that is not there yet.
  ///
  /// - Returns: its place.
  @discardableResult
  mutating func add(_ new: Span<UInt8>, _ value: Value) -> Int {
    let sum = Self.sum(new)
    let (known, slot) = look(for: new, sum: sum)
    precondition(known == nil, "a text is added once")
    text.append(0..<new.count, of: new)
    ends.append(text.count)
    sums.append(sum)
    values.append(value)
    slots[slot] = sum & ~0xFFFF_FFFF | UInt64(values.count)
    if values.count * 2 > slots.count { grow() }
    return values.count - 1
  }

  private static func sum(_ text: Span<UInt8>) -> UInt64 {
    unsafe text.withUnsafeBytes { unsafe Checksum.of($0) }
  }

  private func look(for wanted: Span<UInt8>, sum: UInt64) -> (place: Int?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: sum) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == sum >> 32, isEqual(place, to: wanted) { return (place, slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private func isEqual(_ place: Int, to wanted: Span<UInt8>) -> Bool {
    let start = ends[place]
    guard ends[place + 1] - start == wanted.count else { return false }
    return unsafe text.span.extracting(start..<start + wanted.count).withUnsafeBytes { own in
      unsafe wanted.withUnsafeBytes { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return true }
        return unsafe memcmp(own, other, wanted.count) == 0
      }
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for (place, sum) in sums.enumerated() {
      var slot = Int(truncatingIfNeeded: sum) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = sum & ~0xFFFF_FFFF | UInt64(place + 1)
    }
    slots = larger
  }
}
