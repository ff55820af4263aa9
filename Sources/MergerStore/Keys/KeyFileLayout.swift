import HotlineModel
import LocalFiles

/// One entry of a key file.
struct KeyEntry: Hashable, Sendable {
  /// The ticket's key.
  var key: KeyHash
  /// The content that a file brought under the key.
  var content: ContentHash
  /// Which of the key file's sources brought it, from 0.
  var source: UInt32
  /// The ticket's ordinal in the source's segment; in a file of unchanged keys the number of the
  /// record in its delivered file.
  var ordinal: UInt32
  /// The totals cell of the source that counts it; 0 in a file of unchanged keys.
  var cell: UInt32
}

/// What a key file is for.
enum KeyFileKind: String, Sendable {
  /// The versions of tickets that segments hold.
  case versions
  /// Keys that a file of a delivery under way brought as the ledger held them.
  case unchanged
}

/// The form of key files; `Documentation/Reference/ledger.md` describes it byte by byte.
///
/// Groups of entries, column by column; the filter; the index: the directory of the groups, the
/// sources, the trailer.
enum KeyFileLayout {
  /// So many entries a group has, the last one excepted.
  static let groupSize = 1024
  /// Bytes that an entry takes.
  static let entrySize = 44
  /// A row of the directory: the first key, and the sums of the keys and of the other columns.
  static let directoryRow = 32
  static let trailerSize = 72
  static let mark: [UInt8] = Array("hotkeys1".utf8)

  /// How many zeros stand before the filter, behind so many bytes of entries.
  static func padding(behind size: Int) -> Int { (64 - size % 64) % 64 }
}

/// Says of most keys that a file does not hold them that it does not, by one look into memory: a
/// Bloom filter in lines of 64 bytes, of which a key has one and sets six bits of it.
///
/// Lines are in the order of the keys, ten bits a key.
@safe struct KeyFilter: Sendable {
  private nonisolated(unsafe) let words: UnsafePointer<UInt64>?
  private let lines: UInt64

  static let lineSize = 64

  /// How many lines a file of so many entries has.
  static func lines(for entries: Int) -> Int { max(1, (entries * 10 + 511) / 512) }

  /// The filter in some memory, which stays.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe words = bytes.baseAddress?.assumingMemoryBound(to: UInt64.self)
    lines = UInt64(bytes.count / Self.lineSize)
  }

  /// Whether a key may be in the file.
  @inline(__always)
  func mayHold(_ key: KeyHash) -> Bool { answer(key) != 0 }

  /// 1 where a key may be in the file, 0 where it is not; without a branch, so that the processor
  /// asks many filters at once.
  @inline(__always)
  func answer(_ key: KeyHash) -> UInt64 {
    guard let words = unsafe words else { return 1 }
    let line = unsafe words + Int(key.high.multipliedFullWidth(by: lines).high) * 8
    var bits = Self.bits(of: key)
    var all: UInt64 = 1
    for _ in 0..<6 {
      let word = unsafe line[Int(bits >> 6 & 7)]
      all &= UInt64(littleEndian: word) >> (bits & 63)
      bits >>= 9
    }
    return all
  }

  /// The six bits of a key in its line, nine bits each.
  @inline(__always)
  static func bits(of key: KeyHash) -> UInt64 { key.low &* 0x9E37_79B9_7F4A_7C15 }

  /// Adds a key to a filter under construction.
  static func insert(_ key: KeyHash, into words: inout [UInt64]) {
    let lines = UInt64(words.count / 8)
    let line = Int(key.high.multipliedFullWidth(by: lines).high) * 8
    var bits = bits(of: key)
    for _ in 0..<6 {
      words[line + Int(bits >> 6 & 7)] |= (1 as UInt64) << (bits & 63)
      bits >>= 9
    }
  }
}

/// What the catalogue says of a key file.
struct KeyFileRow: Hashable, Sendable {
  let id: Int64
  let name: String
  let line: String
  let kind: KeyFileKind
  /// How many entries it has.
  let entries: Int
  let size: Int
  let sha256: String
  /// SHA-256 of its index, which holds the sums of all other parts: reading proves what it reads.
  let indexSHA256: String
}
