/// Numbers tuples of whole numbers in the order in which they are first seen.
struct TupleTable: Sendable {
  /// The tuples one after the other.
  private(set) var words: [Int32] = []
  /// Where each tuple starts, and where the last one ends.
  private var starts: [Int] = [0]
  /// Open addressing: the hash of a tuple above its number, or `free`.
  private var places: [UInt64]

  private static let free = UInt64.max

  init() { places = Array(repeating: Self.free, count: 64) }

  /// How many tuples there are.
  var count: Int { starts.count - 1 }

  /// A tuple by its number.
  subscript(number: Int) -> ArraySlice<Int32> { words[starts[number]..<starts[number + 1]] }

  /// One word of a tuple.
  subscript(number: Int, word: Int) -> Int32 { words[starts[number] + word] }

  /// The number of a tuple, and whether it is seen for the first time.
  mutating func number(of tuple: ArraySlice<Int32>) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(tuple)
    let mask = places.count - 1
    var place = Int(hash) & mask
    while places[place] != Self.free {
      let number = Int(places[place] & 0xFFFF_FFFF)
      if places[place] >> 32 == hash, isEqual(number, tuple) { return (number, false) }
      place = (place + 1) & mask
    }
    let number = count
    places[place] = hash << 32 | UInt64(number)
    words += tuple
    starts.append(words.count)
    if number * 4 > places.count * 3 { grow() }
    return (number, true)
  }

  /// Forgets all tuples but the first ones.
  mutating func keepFirst(_ kept: Int) {
    let mask = places.count - 1
    // Taken out in the reverse order, no tuple is missing on another one's way.
    for number in (kept..<count).reversed() {
      var place = Int(Self.hash(self[number])) & mask
      while Int(places[place] & 0xFFFF_FFFF) != number { place = (place + 1) & mask }
      places[place] = Self.free
    }
    starts.removeLast(count - kept)
    words.removeLast(words.count - starts[kept])
  }

  private func isEqual(_ number: Int, _ tuple: ArraySlice<Int32>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == tuple.count else { return false }
    let shift = tuple.startIndex - start
    for word in start..<start + tuple.count where words[word] != tuple[word + shift] {
      return false
    }
    return true
  }

  /// Puts all tuples into twice the room, in the order of their numbers.
  private mutating func grow() {
    var numbered = [UInt64](repeating: 0, count: count)
    for place in places where place != Self.free { numbered[Int(place & 0xFFFF_FFFF)] = place }
    places = Array(repeating: Self.free, count: places.count * 2)
    let mask = places.count - 1
    for tuple in numbered {
      var place = Int(tuple >> 32) & mask
      while places[place] != Self.free { place = (place + 1) & mask }
      places[place] = tuple
    }
  }

  /// 32 bits.
  private static func hash(_ tuple: ArraySlice<Int32>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in tuple {
      hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return hash & 0xFFFF_FFFF
  }
}
