import Findings
import TestSupport
import Testing

@testable import Workbooks

@Suite struct `Binary files of old office programs` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A compound file with streams of the given names, the first of which begins with some bytes.
  private func compound(_ names: [String], content: [UInt8] = [], shift: UInt8 = 9) -> [UInt8] {
    let size = 1 << Int(shift)
    var header = [UInt8](repeating: 0, count: size)
    header.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    header[0x1E] = shift
    // The folder is in sector 1 and, where it is longer, goes on in sector 3; the table in sector 0.
    header[0x30] = 1
    for place in 0x4C..<512 { header[place] = 0xFF }
    header.replaceSubrange(0x4C..<0x50, with: [0, 0, 0, 0])
    var table = [UInt8](repeating: 0xFF, count: size)
    table.replaceSubrange(4..<8, with: [3, 0, 0, 0])
    table.replaceSubrange(12..<16, with: [0xFE, 0xFF, 0xFF, 0xFF])
    var entries = [entry("Root Entry", kind: 5)] + names.map { entry($0, kind: 2) }
    while entries.count * 128 < size * 2 { entries.append([UInt8](repeating: 0, count: 128)) }
    let directory = entries.flatMap(\.self)
    let stream = content + [UInt8](repeating: 0, count: size - content.count)
    return header + table + directory[..<size] + stream + directory[size..<(2 * size)]
  }

  private func entry(_ name: String, kind: UInt8) -> [UInt8] {
    var entry = [UInt8](repeating: 0, count: 128)
    for (index, unit) in name.utf16.enumerated() {
      entry[index * 2] = UInt8(unit & 0xFF)
      entry[index * 2 + 1] = UInt8(unit >> 8)
    }
    entry[0x40] = UInt8(name.utf16.count * 2 + 2)
    entry[0x42] = kind
    entry[0x74] = 2
    entry[0x79] = 0x40
    return entry
  }

  private func kind(_ bytes: [UInt8]) throws -> OldFile? {
    try OldFile.of(folder.file("old.xls", bytes))
  }

  private let opening: [UInt8] = [0x09, 0x08, 0x04, 0x00, 0, 6, 5, 0]

  @Test func `are told apart by the streams in them`() throws {
    for shift: UInt8 in [9, 12] {
      #expect(try kind(compound(["Workbook"], content: opening, shift: shift)) == .workbook)
      #expect(
        try kind(compound(["EncryptionInfo", "EncryptedPackage"], shift: shift)) == .encrypted)
      #expect(try kind(compound(["1Table", "WordDocument"], shift: shift)) == .document)
      #expect(try kind(compound(["a", "b", "c", "d", "e", "Book"], shift: shift)) == .workbook)
      #expect(try kind(compound(["PowerPoint Document"], shift: shift)) == .presentation)
      #expect(try kind(compound(["__properties"], shift: shift)) == .other)
    }
    #expect(try kind([0x09, 0x08, 0x10, 0x00, 0, 6]) == .workbook)
    #expect(try kind([]) == nil)
    #expect(try kind(Array("编号,标题".utf8)) == nil)
  }

  @Test func `with a password are known`() throws {
    let locked = opening + [0x2F, 0x00, 0x36, 0x00]
    #expect(try kind(compound(["Workbook"], content: locked)) == .lockedWorkbook)
    let writeProtected = opening + [0x86, 0x00, 0x00, 0x00] + [0x2F, 0x00, 0x36, 0x00]
    #expect(try kind(compound(["Workbook"], content: writeProtected)) == .lockedWorkbook)
    #expect(
      try kind(compound(["Workbook"], content: opening + [0xE1, 0, 2, 0, 0xB0, 4])) == .workbook)
  }

  @Test(arguments: 0..<4) func `never crash when they are damaged`(_ seed: Int) throws {
    var random = SeededRandom(state: UInt64(seed))
    let whole = compound(["a", "b", "c", "d", "Workbook"], content: opening)
    for _ in 0..<100 {
      var bytes = Mutation.damaged(whole, by: &random)
      bytes.replaceSubrange(0..<min(4, bytes.count), with: [0xD0, 0xCF, 0x11, 0xE0])
      #expect(try kind(bytes) != nil)
    }
    // A folder whose chain runs in a circle.
    var circle = whole
    circle.replaceSubrange(516..<520, with: [1, 0, 0, 0])
    #expect(try kind(circle) == .other)
  }
}
