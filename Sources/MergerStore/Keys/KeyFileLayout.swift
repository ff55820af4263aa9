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
/// Groups of entries, column by column; a filter a group; the index: the directory of the groups,
/// the sources, the trailer.
enum KeyFileLayout {
  /// So many entries a group has, the last one excepted.
  static let groupSize = 1024
  /// Bytes that an entry takes.
  static let entrySize = 44
  /// A group's filter: lines of 64 bytes.
  static let filterLines = 20
  static let filterSize = filterLines * 64
  /// A row of the directory: the first key, and the sums of keys, of the other columns, of the
  /// filter.
  static let directoryRow = 40
  static let trailerSize = 56
  static let mark: [UInt8] = Array("hotkeys1".utf8)

  /// The line of the filter, and the six bits of it, that a key sets.
  @inline(__always)
  static func filterLine(of key: KeyHash) -> Int {
    Int(((key.low >> 32) &* UInt64(filterLines)) >> 32)
  }

  @inline(__always)
  static func filterBits(of key: KeyHash) -> UInt64 { key.low &* 0x9E37_79B9_7F4A_7C15 }
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
