import Findings
import LocalFiles

/// The parts of a ZIP archive, by its list at the end of the file; zip64 too.
///
/// The list is believed only where the file agrees with it: parts within the file that do not
/// overlap, each name once.
final class ZipArchive: Sendable {
  /// A part.
  struct Entry: Sendable {
    let name: String
    /// 0 stored, 8 deflated.
    let method: Int
    let isEncrypted: Bool
    let crc: UInt32
    let compressed: Int
    let size: Int
    /// Where its own head begins.
    let offset: Int
  }

  let path: String
  let file: SharedFile
  /// The parts by their names without a slash in front, in lower case: names of parts differ in more.
  private let entries: [String: Entry]

  /// The most parts an archive may have; a workbook has some dozens.
  static let mostEntries = 20_000

  /// Opens an archive and reads its list.
  ///
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1031` damaged, `HL1032` cut off.
  init(_ path: String) throws {
    self.path = path
    file = try SharedFile(path)
    let end = try DirectoryEnd(of: file, path: path)
    let list = try ZipDirectory.entries(of: file, end: end, path: path)
    var byName: [String: Entry] = [:]
    for entry in list where byName.updateValue(entry, forKey: Self.key(entry.name)) != nil {
      throw Self.damaged("two parts are named \(entry.name)", path)
    }
    var behind = 0
    for entry in list.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= behind else { throw Self.damaged("parts overlap", path) }
      behind = entry.offset + 30 + entry.compressed
    }
    guard behind <= end.directory + end.shift else { throw Self.damaged("parts overlap", path) }
    entries = byName
  }

  /// The part of a name; `nil` where there is none.
  func entry(_ name: String) -> Entry? { entries[Self.key(name)] }

  /// The names of all parts, sorted.
  var names: [String] { entries.values.map(\.name).sorted() }

  private static func key(_ name: String) -> String {
    name.drop { $0 == "/" }.replacing("\\", with: "/").lowercased()
  }

  static func damaged(_ reason: String, _ path: String) -> Unusable {
    Unusable(.workbookDamaged(reason: reason), at: SourceLocation(file: path))
  }
}

/// A file that several readers read here and there.
final class SharedFile: Sendable {
  let input: InputFile
  let size: Int
  let state: FileState

  init(_ path: String) throws {
    input = try InputFile(path)
    state = input.state
    size = state.size
  }

  func read(at offset: Int, upTo limit: Int) throws -> [UInt8] {
    try input.read(at: offset, upTo: limit)
  }
}

/// Where the list of parts is.
struct DirectoryEnd {
  /// Where the list says that it begins.
  let directory: Int
  let size: Int
  let count: Int
  /// Bytes before the archive, which its places do not count.
  let shift: Int

  init(of file: SharedFile, path: String) throws {
    let tailStart = max(0, file.size - 65_557)
    let tail = try file.read(at: tailStart, upTo: 65_557)
    guard
      let place = tail.indices.dropLast(21).last(where: { index in
        tail[index] == 0x50 && tail.word(at: index) == 0x0605_4B50
          && index + 22 + tail.half(at: index + 20) <= tail.count
      })
    else { throw Unusable(.workbookCutOff, at: SourceLocation(file: path)) }
    var (size, start) = (tail.word(at: place + 12), tail.word(at: place + 16))
    var count = tail.half(at: place + 10)
    var end = tailStart + place
    guard tail.half(at: place + 4) == 0 || tail.half(at: place + 4) == 0xFFFF else {
      throw ZipArchive.damaged("it is one of several volumes", path)
    }
    let locator = try file.read(at: max(0, end - 20), upTo: 20)
    if end >= 20, locator.count == 20, locator.word(at: 0) == 0x0706_4B50 {
      let wide = try Self.wide(in: file, at: locator.long(at: 8), before: end - 20, path: path)
      (count, size, start, end) = (wide.count, wide.size, wide.start, wide.place)
    }
    guard size <= end, start <= end - size, count <= ZipArchive.mostEntries else {
      throw ZipArchive.damaged("its list of parts is not within the file", path)
    }
    (directory, self.size, self.count) = (start, size, count)
    shift = end - size - start
  }

  /// The end of the list in zip64, where its locator says or, behind bytes before the archive, right
  /// before the locator.
  private static func wide(
    in file: SharedFile, at stated: Int, before end: Int, path: String
  ) throws -> (count: Int, size: Int, start: Int, place: Int) {
    for place in [stated, end - 56] where place >= 0 && place <= end - 56 {
      let head = try file.read(at: place, upTo: 56)
      guard head.count == 56, head.word(at: 0) == 0x0606_4B50 else { continue }
      return (head.long(at: 32), head.long(at: 40), head.long(at: 48), place)
    }
    throw ZipArchive.damaged("its list of parts is not within the file", path)
  }
}

extension [UInt8] {
  /// A number of two bytes, the least significant first.
  func half(at place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

  /// A number of four bytes, the least significant first.
  func word(at place: Int) -> Int { half(at: place) | half(at: place + 2) << 16 }

  /// A number of eight bytes, the least significant first; the largest where it does not fit.
  func long(at place: Int) -> Int {
    self[place + 7] >= 0x80 ? .max / 2 : word(at: place) | word(at: place + 4) << 32
  }
}
