import LocalFiles

/// The table of contents of a compound file, the container of binary office files (MS-CFB).
///
/// Only what names its streams is read, within bounds: where its chains of sectors run in circles or
/// beyond its end, what was found before counts.
struct CompoundFile: ~Copyable {
  /// A stream: the sector where it begins, and its size in bytes.
  struct Stream {
    let sector: Int
    let size: Int
  }

  private let file: InputFile
  private var sectorSize = 512
  /// The sectors of the table that chains sectors, as far as the header names them.
  private var tableSectors: [Int] = []
  /// The streams by their names.
  private(set) var streams: [String: Stream] = [:]

  private static let headerSize = 512
  private static let entrySize = 128
  /// No folder of an office file has so many sectors.
  private static let mostSectors = 1024
  /// Smaller streams are together in one of their own, which is not looked at.
  private static let smallStream = 4096

  /// Opens a file.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  init(_ path: String) throws {
    file = try InputFile(path)
  }

  /// Reads the table of contents, which is empty where there is none.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  mutating func readStreams() throws {
    let header = try file.bytes(at: 0, count: Self.headerSize)
    guard header.count == Self.headerSize else { return }
    if header.half(at: 0x1E) == 12 { sectorSize = 4096 }
    tableSectors = (0..<109).map { header.word(at: 0x4C + $0 * 4) }
    var sector = header.word(at: 0x30)
    for _ in 0..<Self.mostSectors {
      let bytes = try bytes(ofSector: sector)
      guard bytes.count == sectorSize else { break }
      for start in stride(from: 0, to: sectorSize, by: Self.entrySize) {
        addEntry(bytes[start..<(start + Self.entrySize)])
      }
      guard let next = try following(sector) else { break }
      sector = next
    }
  }

  private func bytes(ofSector sector: Int, upTo count: Int? = nil) throws -> [UInt8] {
    try file.bytes(at: (sector + 1) * sectorSize, count: count ?? sectorSize)
  }

  /// The sector that follows another in its chain.
  private func following(_ sector: Int) throws -> Int? {
    let (table, place) = (sector * 4).quotientAndRemainder(dividingBy: sectorSize)
    guard table < tableSectors.count else { return nil }
    let start = (tableSectors[table] + 1) * sectorSize + place
    let bytes = try file.bytes(at: start, count: 4)
    // The highest numbers mean the end of a chain, and no sector.
    guard bytes.count == 4, bytes.word(at: 0) < 0xFFFF_FFFA else { return nil }
    return bytes.word(at: 0)
  }

  private mutating func addEntry(_ entry: ArraySlice<UInt8>) {
    let entry = Array(entry)
    let isStream = entry[0x42] == 2
    let length = entry.half(at: 0x40)
    guard isStream, (4...64).contains(length) else { return }
    let units = stride(from: 0, to: length - 2, by: 2).map { UInt16(entry.half(at: $0)) }
    streams[String(decoding: units, as: UTF16.self)] = Stream(
      sector: entry.word(at: 0x74), size: entry.word(at: 0x78))
  }

  /// Whether a stream with a binary workbook begins with the record of one that is encrypted.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  func isLocked(_ stream: Stream) throws -> Bool {
    guard stream.size >= Self.smallStream else { return false }
    let bytes = try bytes(ofSector: stream.sector, upTo: Self.headerSize)
    var place = 0
    while place + 4 <= bytes.count {
      let id = bytes.half(at: place)
      if id == 0x2F { return true }
      // The record comes behind the first one, or behind the one of protection against writing.
      guard id == 0x0809 || id == 0x0086 else { return false }
      place += 4 + bytes.half(at: place + 2)
    }
    return false
  }
}
