import Findings

/// Reads the list of parts of a ZIP archive.
enum ZipDirectory {
  static func entries(
    of file: SharedFile, end: DirectoryEnd, path: String
  ) throws -> [ZipArchive.Entry] {
    let bytes = try file.read(at: end.directory + end.shift, upTo: end.size)
    var entries: [ZipArchive.Entry] = []
    var position = 0
    while position + 46 <= bytes.count, bytes.word(at: position) == 0x0201_4B50 {
      let nameLength = bytes.half(at: position + 28)
      let extraLength = bytes.half(at: position + 30)
      let next = position + 46 + nameLength + extraLength + bytes.half(at: position + 32)
      guard next <= bytes.count, entries.count < ZipArchive.mostEntries else {
        throw ZipArchive.damaged("its list of parts is broken", path)
      }
      let nameEnd = position + 46 + nameLength
      let extra = Array(bytes[nameEnd..<(nameEnd + extraLength)])
      var sizes = WideSizes(
        size: bytes.word(at: position + 24), compressed: bytes.word(at: position + 20),
        offset: bytes.word(at: position + 42))
      sizes.widen(by: extra)
      guard sizes.size <= 1 << 48, sizes.compressed <= file.size, sizes.offset <= file.size else {
        throw ZipArchive.damaged("a part is not within the file", path)
      }
      let name = bytes[(position + 46)..<nameEnd]
      entries.append(
        ZipArchive.Entry(
          name: String(decoding: name, as: UTF8.self), method: bytes.half(at: position + 10),
          isEncrypted: bytes[position + 8] & 1 == 1,
          crc: UInt32(truncatingIfNeeded: bytes.word(at: position + 16)),
          compressed: sizes.compressed, size: sizes.size, offset: sizes.offset + end.shift))
      position = next
    }
    guard position == bytes.count, bytes.count == end.size, entries.count == end.count else {
      throw ZipArchive.damaged("its list of parts is broken", path)
    }
    return entries
  }
}

/// Sizes and place of a part; those of four full bytes are in its extra field as eight.
private struct WideSizes {
  var size: Int
  var compressed: Int
  var offset: Int

  mutating func widen(by extra: [UInt8]) {
    var position = 0
    while position + 4 <= extra.count {
      let end = position + 4 + extra.half(at: position + 2)
      guard end <= extra.count else { return }
      if extra.half(at: position) == 1 {
        var place = position + 4
        func next(_ value: inout Int) {
          guard value == 0xFFFF_FFFF, place + 8 <= end else { return }
          value = extra.long(at: place)
          place += 8
        }
        next(&size)
        next(&compressed)
        next(&offset)
      }
      position = end
    }
  }
}
