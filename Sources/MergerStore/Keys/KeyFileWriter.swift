import HotlineModel
import LocalFiles

/// A key file that stands under its temporary name.
struct SealedKeyFile: Sendable {
  let file: SealedFile
  let name: String
  let kind: KeyFileKind
  let entries: Int
  let indexSHA256: String
}

/// Writes a key file from front to back; entries come in the order of their keys.
struct KeyFileWriter: ~Copyable {
  private let name: String
  private let kind: KeyFileKind
  private let ledger: String
  private let sources: [Int64]
  private var output: OutputFile
  private var entries = 0
  /// The columns of the group under way; hashes with their most significant byte first.
  private var keys: [UInt64] = []
  private var contents: [UInt64] = []
  private var places: [[UInt32]] = [[], [], []]
  private var filter: [UInt64]
  private var directory: [UInt8] = []

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - folder: where it will stand.
  ///   - name: its name there.
  ///   - kind: what it is for.
  ///   - ledger: the ledger's number, 32 hexadecimal digits.
  ///   - sources: the files whose keys it holds, as the catalogue numbers them.
  ///   - count: how many entries are expected, for the size of the filter.
  /// - Throws: `Unusable` with `HL6102` where the folder takes no file.
  init(
    folder: String, name: String, kind: KeyFileKind, ledger: String, sources: [Int64],
    expecting count: Int
  ) throws {
    self.name = name
    self.kind = kind
    self.ledger = ledger
    self.sources = sources
    filter = [UInt64](repeating: 0, count: KeyFilter.lines(for: count) * 8)
    output = try OutputFile("\(folder)/\(name)")
    keys.reserveCapacity(2 * KeyFileLayout.groupSize)
    contents.reserveCapacity(2 * KeyFileLayout.groupSize)
  }

  /// Adds an entry whose key is none before the one added last.
  mutating func add(_ entry: KeyEntry) throws {
    KeyFilter.insert(entry.key, into: &filter)
    keys.append(entry.key.high.bigEndian)
    keys.append(entry.key.low.bigEndian)
    contents.append(entry.content.high.bigEndian)
    contents.append(entry.content.low.bigEndian)
    places[0].append(entry.source.littleEndian)
    places[1].append(entry.ordinal.littleEndian)
    places[2].append(entry.cell.littleEndian)
    if contents.count == 2 * KeyFileLayout.groupSize { try endGroup() }
  }

  private mutating func endGroup() throws {
    guard !keys.isEmpty else { return }
    entries += keys.count / 2
    var rest = Self.bytes(of: contents)
    for column in places.indices { rest += Self.bytes(of: places[column]) }
    let front = Self.bytes(of: keys)
    directory += front[..<16]
    for part in [front, rest] {
      directory += Self.bytes(of: [Checksum.of(part, in: part.indices).littleEndian])
    }
    try output.write(front)
    try output.write(rest)
    keys.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
    for column in places.indices { places[column].removeAll(keepingCapacity: true) }
  }

  /// Makes the file durable under its temporary name.
  ///
  /// - Throws: `Unusable` with `HL6102` where the disk takes nothing.
  consuming func seal() throws -> SealedKeyFile {
    try endGroup()
    // Lines of the filter begin at multiples of their size.
    let padding = KeyFileLayout.padding(behind: output.size)
    let filterBytes =
      [UInt8](repeating: 0, count: padding) + Self.bytes(of: filter.map(\.littleEndian))
    try output.write(filterBytes)
    let indexStart = UInt64(output.size)
    var index = directory
    index += Self.bytes(of: sources.map(\.littleEndian))
    index += KeyFileLayout.mark
    index += Self.bytes(ofHex: ledger)
    index += Self.bytes(of: [UInt64(kind == .versions ? 1 : 2).littleEndian])
    let sum = Checksum.of(filterBytes, in: filterBytes.indices)
    index += Self.bytes(
      of: [
        UInt64(sources.count), UInt64(entries), UInt64(filterBytes.count), sum, indexStart,
      ].map(\.littleEndian))
    try output.write(index)
    return SealedKeyFile(
      file: try output.seal(), name: name, kind: kind, entries: entries,
      indexSHA256: Fingerprint.hex(of: index))
  }

  static func bytes<Word: FixedWidthInteger>(of words: [Word]) -> [UInt8] {
    unsafe words.withUnsafeBytes { unsafe [UInt8]($0) }
  }

  static func bytes(ofHex text: String) -> [UInt8] {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }
}
