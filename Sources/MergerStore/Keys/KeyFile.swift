import Findings
import HotlineModel
import LocalFiles
import Synchronization

/// A key file that is looked up; each part is proven when it is read for the first time, so that no
/// damage passes for an answer.
final class KeyFile: Sendable {
  let row: KeyFileRow
  /// The files whose keys it holds, as the catalogue numbers them.
  let sources: [Int64]
  let groups: Int
  /// Its filter, which was proven; it stays as long as the value does.
  let filter: KeyFilter
  private let map: MappedFile
  private let path: String
  private let directoryStart: Int
  private let proven: ProvenParts

  /// Opens a key file, and proves its index.
  ///
  /// - Throws: `Unusable` with `HL6226` where it is not the file that the catalogue names.
  init(_ row: KeyFileRow, in folder: String, ledger: String) throws {
    let path = "\(folder)/\(row.name)"
    self.row = row
    self.path = path
    func refuse(_ reason: String) -> Unusable { Self.damaged(row.name, at: path, reason) }
    guard Folder.exists(path) else { throw refuse("no such file") }
    map = try MappedFile(path)
    guard map.count == row.size, map.count >= KeyFileLayout.trailerSize else {
      throw refuse("\(map.count) bytes instead of \(row.size)")
    }
    let trailer = map.count - KeyFileLayout.trailerSize
    let sourceCount = map.littleWord(at: trailer + 32)
    let entries = map.littleWord(at: trailer + 40)
    let filterSize = map.littleWord(at: trailer + 48)
    let indexStart = map.littleWord(at: trailer + 64)
    groups = (row.entries + KeyFileLayout.groupSize - 1) / KeyFileLayout.groupSize
    let filterStart = row.entries * KeyFileLayout.entrySize
    guard sourceCount < 1 << 32, filterSize >= 64, filterSize < 1 << 40,
      entries == UInt64(row.entries),
      indexStart == UInt64(filterStart) + filterSize
    else { throw refuse("its parts do not fit together") }
    directoryStart = Int(indexStart)
    let sourcesStart = directoryStart + groups * KeyFileLayout.directoryRow
    guard sourcesStart + Int(sourceCount) * 8 == trailer else {
      throw refuse("its parts do not fit together")
    }
    let isIndexSound =
      unsafe map.withBytes(directoryStart..<map.count) { index in
        unsafe Fingerprint.hex(
          of: UnsafeBufferPointer(
            start: index.bindMemory(to: UInt8.self).baseAddress, count: index.count))
      } == row.indexSHA256
    guard isIndexSound else { throw refuse("its index has another hash") }
    let owner = unsafe map.withBytes(trailer + 8..<trailer + 24) { unsafe Fingerprint.hex($0) }
    guard owner == ledger else { throw refuse("it is of another ledger") }
    sources = (0..<Int(sourceCount)).map { [map] in
      Int64(bitPattern: map.littleWord(at: sourcesStart + $0 * 8))
    }
    let filterRange = filterStart..<directoryStart
    let filterSum = unsafe map.withBytes(filterRange) { unsafe Checksum.of($0) }
    guard filterSum == map.littleWord(at: trailer + 56) else {
      throw refuse("its filter has changed")
    }
    let padding = KeyFileLayout.padding(behind: filterStart)
    filter = unsafe map.withBytes(filterStart + padding..<directoryStart) { unsafe KeyFilter($0) }
    proven = ProvenParts(count: groups * 2)
  }

  static func damaged(_ name: String, at path: String, _ reason: String) -> Unusable {
    Unusable(.keyFileMissing(found: name, reason: reason), at: SourceLocation(file: path))
  }

  // MARK: - Parts

  func count(ofGroup group: Int) -> Int {
    min(KeyFileLayout.groupSize, row.entries - group * KeyFileLayout.groupSize)
  }

  private func start(ofGroup group: Int) -> Int {
    group * KeyFileLayout.groupSize * KeyFileLayout.entrySize
  }

  private enum Part: Int {
    case keys, places
  }

  /// Proves a part of a group once.
  @inline(__always)
  private func prove(_ part: Part, ofGroup group: Int) throws(Unusable) {
    if proven.contains(group * 2 + part.rawValue) { return }
    try proveNow(part, ofGroup: group)
  }

  private func proveNow(_ part: Part, ofGroup group: Int) throws(Unusable) {
    let count = count(ofGroup: group)
    let start = start(ofGroup: group)
    let range =
      switch part {
      case .keys: start..<start + count * 16
      case .places: start + count * 16..<start + count * KeyFileLayout.entrySize
      }
    let sum = unsafe map.withBytes(range) { unsafe Checksum.of($0) }
    let row = directoryStart + group * KeyFileLayout.directoryRow
    guard sum == map.littleWord(at: row + 16 + part.rawValue * 8) else {
      throw Self.damaged(self.row.name, at: path, "bytes from \(range.lowerBound) on have changed")
    }
    proven.insert(group * 2 + part.rawValue)
  }

  @inline(__always)
  private func firstKey(ofGroup group: Int) -> KeyHash {
    let row = directoryStart + group * KeyFileLayout.directoryRow
    return KeyHash(high: map.bigWord(at: row), low: map.bigWord(at: row + 8))
  }

  @inline(__always)
  private func key(_ index: Int, from start: Int) -> KeyHash {
    KeyHash(high: map.bigWord(at: start + index * 16), low: map.bigWord(at: start + index * 16 + 8))
  }

  // MARK: - Look-ups

  /// Hands out each entry of a key.
  ///
  /// - Throws: `Unusable` with `HL6226` where the parts that were read have changed.
  func forEachEntry(of key: KeyHash, _ body: (KeyEntry) -> Void) throws(Unusable) {
    guard groups > 0, filter.mayHold(key) else { return }
    // Hashes are spread evenly: the group is near where its share of all keys says.
    var group = Int(key.high.multipliedFullWidth(by: UInt64(groups)).high)
    while group + 1 < groups, firstKey(ofGroup: group + 1) <= key { group += 1 }
    while firstKey(ofGroup: group) > key {
      if group == 0 { return }
      group -= 1
    }
    // Entries of one key may begin in the group before.
    while group > 0, firstKey(ofGroup: group) == key { group -= 1 }
    repeat {
      try search(group, for: key, body)
      group += 1
    } while group < groups && firstKey(ofGroup: group) == key
  }

  private func search(
    _ group: Int, for key: KeyHash, _ body: (KeyEntry) -> Void
  ) throws(Unusable) {
    try prove(.keys, ofGroup: group)
    let start = start(ofGroup: group)
    let count = count(ofGroup: group)
    var low = self.index(of: key, in: group, from: start, count: count)
    while low < count, self.key(low, from: start) == key {
      body(try entry(low, of: group))
      low += 1
    }
  }

  /// Where the first entry of a group is whose key is none before a key.
  ///
  /// Hashes are spread evenly: it is near where its share of the group's keys says, which touches
  /// fewer lines of memory than halving does.
  private func index(of key: KeyHash, in group: Int, from start: Int, count: Int) -> Int {
    let first = firstKey(ofGroup: group).high
    let next = group + 1 < groups ? firstKey(ofGroup: group + 1).high : UInt64.max
    let share =
      key.high > first
      ? Double(key.high - first) / Double(max(1, next - first)) * Double(count) : 0
    let guess = share < Double(count - 1) ? Int(share) : count - 1
    var (low, high) = (0, count)
    var step = 8
    if self.key(guess, from: start) < key {
      low = guess + 1
      while low + step < count, self.key(low + step, from: start) < key {
        low += step + 1
        step *= 2
      }
      high = min(count, low + step)
    } else {
      high = guess
      while high - step >= 0, !(self.key(high - step, from: start) < key) {
        high -= step
        step *= 2
      }
      low = max(0, high - step)
    }
    while low < high {
      let middle = (low + high) / 2
      if self.key(middle, from: start) < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// An entry by its place in its group.
  func entry(_ index: Int, of group: Int) throws(Unusable) -> KeyEntry {
    try prove(.keys, ofGroup: group)
    try prove(.places, ofGroup: group)
    let count = count(ofGroup: group)
    let start = start(ofGroup: group)
    let contents = start + count * 16 + index * 16
    let places = start + count * 32 + index * 4
    return KeyEntry(
      key: key(index, from: start),
      content: ContentHash(high: map.bigWord(at: contents), low: map.bigWord(at: contents + 8)),
      source: map.littleHalf(at: places), ordinal: map.littleHalf(at: places + count * 4),
      cell: map.littleHalf(at: places + count * 8))
  }

  /// Where the first entry is whose key has an upper word not below a bound.
  ///
  /// - Returns: its group and its place there, which may be behind the group's last entry.
  /// - Throws: `Unusable` with `HL6226` where the parts that were read have changed.
  func place(from bound: UInt64) throws(Unusable) -> (group: Int, index: Int) {
    var (low, high) = (0, groups)
    while low < high {
      let middle = (low + high) / 2
      if firstKey(ofGroup: middle).high < bound { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (0, 0) }
    // The entry may stand within the group before.
    let group = low - 1
    try prove(.keys, ofGroup: group)
    let index = index(
      of: KeyHash(high: bound, low: 0), in: group, from: start(ofGroup: group),
      count: count(ofGroup: group))
    return (group, index)
  }

  /// The file that brought an entry.
  ///
  /// - Throws: `Unusable` with `HL6226` where the file names no such source.
  func source(of entry: KeyEntry) throws(Unusable) -> Int64 {
    guard Int(entry.source) < sources.count else {
      throw Self.damaged(row.name, at: path, "an entry of source \(entry.source)")
    }
    return sources[Int(entry.source)]
  }
}

/// Which parts of a file were proven; asked on every core.
@safe private final class ProvenParts: Sendable {
  private nonisolated(unsafe) let words: UnsafeMutablePointer<Atomic<UInt64>>
  private let count: Int

  init(count: Int) {
    self.count = count / 64 + 1
    unsafe words = .allocate(capacity: self.count)
    for index in 0..<self.count { unsafe (words + index).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe words.deinitialize(count: count)
    unsafe words.deallocate()
  }

  @inline(__always)
  func contains(_ part: Int) -> Bool {
    unsafe words[part / 64].load(ordering: .relaxed) >> UInt64(part % 64) & 1 != 0
  }

  func insert(_ part: Int) {
    unsafe words[part / 64].bitwiseOr(1 << UInt64(part % 64), ordering: .relaxed)
  }
}

/// Reads the entries of a key file in their order.
struct KeyFileCursor {
  let file: KeyFile
  private(set) var current: KeyEntry?
  private var group = 0
  private var index = 0

  /// Begins with the first entry, or with the first whose key has an upper word not below a bound.
  init(_ file: KeyFile, from bound: UInt64 = 0) throws {
    self.file = file
    if bound > 0 { (group, index) = try file.place(from: bound) }
    try advance()
  }

  /// Goes to the next entry; `current` is `nil` behind the last.
  mutating func advance() throws {
    if group < file.groups, index == file.count(ofGroup: group) {
      group += 1
      index = 0
    }
    guard group < file.groups else {
      current = nil
      return
    }
    current = try file.entry(index, of: group)
    index += 1
  }
}
