/// Words of several lists, found by their bytes without making strings of them.
///
/// All lists are in one table of plain numbers, so that a look-up counts no references.
struct WordTable: Sendable {
  private struct Entry {
    let list: UInt32
    let start: UInt32
    let count: UInt32
  }

  /// The words, one after the other.
  private var letters: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing: the number of an entry plus one.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var filters: [Filter] = []

  /// Tells of most texts that they are not words of a list, by a few of their bytes.
  struct Filter: Sendable {
    /// Bit n is set where a word has n bytes; the last bit stands for 63 and more.
    private var lengths: UInt64 = 0
    /// Bit n is set where the first byte of a word ends in the six bits of n.
    private var firstBytes: UInt64 = 0
    /// The same of the last byte: many Chinese words begin with the same one.
    private var lastBytes: UInt64 = 0

    /// Whether a range may hold one of the words.
    @inline(__always)
    func mayHold(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
      guard lengths >> UInt64(min(63, range.count)) & 1 == 1, !range.isEmpty else { return false }
      return firstBytes >> UInt64(bytes[range.lowerBound] & 63)
        & lastBytes >> UInt64(bytes[range.upperBound - 1] & 63) & 1 == 1
    }

    fileprivate mutating func add(_ word: [UInt8]) {
      lengths |= 1 << UInt64(min(63, word.count))
      if let first = word.first { firstBytes |= 1 << UInt64(first & 63) }
      if let last = word.last { lastBytes |= 1 << UInt64(last & 63) }
    }
  }

  /// Begins a list; its number.
  mutating func addList() -> Int {
    filters.append(Filter())
    return filters.count - 1
  }

  /// What tells of most texts that they are not words of a list, as it is now.
  func filter(of list: Int) -> Filter { filters[list] }

  /// Adds a word to a list that does not hold it yet; the numbers of words go up by one.
  mutating func add(_ word: [UInt8], to list: Int) {
    entries.append(
      Entry(list: UInt32(list), start: UInt32(letters.count), count: UInt32(word.count)))
    letters += word
    filters[list].add(word)
    if entries.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 2)
      for number in 1..<entries.count { insert(number) }
    }
    insert(entries.count)
  }

  /// The numbers of the words of a list.
  func numbers(of list: Int) -> [Int] { entries.indices.filter { Int(entries[$0].list) == list } }

  /// The number of the word of a list that a range holds.
  @inline(__always)
  func number(of range: Range<Int>, in bytes: Span<UInt8>, list: Int) -> Int? {
    filters[list].mayHold(range, in: bytes) ? search(range, in: bytes, list: list) : nil
  }

  /// The number of the word of a list that a range holds, which the list's filter lets pass.
  func search(_ range: Range<Int>, in bytes: Span<UInt8>, list: Int) -> Int? {
    var slot = Self.hash(bytes, range, list) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let entry = entries[number]
      if Int(entry.list) == list, Int(entry.count) == range.count,
        holds(entry, bytes, range.lowerBound)
      {
        return number
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ number: Int) {
    let entry = entries[number - 1]
    let start = Int(entry.start)
    var slot =
      Self.hash(letters.span, start..<start + Int(entry.count), Int(entry.list))
      & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number)
  }

  private func holds(_ entry: Entry, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    for place in 0..<Int(entry.count)
    where letters[Int(entry.start) + place] != bytes[start + place] {
      return false
    }
    return true
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ list: Int) -> Int {
    var hash = 2_166_136_261 ^ UInt32(list)
    for place in range { hash = (hash ^ UInt32(bytes[place])) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }
}
