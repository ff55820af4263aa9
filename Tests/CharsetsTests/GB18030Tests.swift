import Foundation
import TestSupport
import Testing

@testable import Charsets

/// The decoder against the index of the Encoding Standard.
@Suite struct `GB18030` {
  static let facts = Shell.root + "/Tests/Facts/gb18030"

  private static func pairs(_ name: String) throws -> [(Int, UInt32)] {
    try String(contentsOfFile: facts + "/" + name, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.compactMap { line in
        let parts = line.split(whereSeparator: \.isWhitespace)
        guard parts.count >= 2, let pointer = Int(parts[0]),
          let code = UInt32(parts[1].dropFirst(2), radix: 16)
        else { return nil }
        return (pointer, code)
      }
  }

  private static func decoded(_ bytes: [UInt8]) -> UInt32? {
    guard case .text(let text) = Charset.gb18030.decode(bytes[...]),
      text.unicodeScalars.count == 1
    else { return nil }
    return text.unicodeScalars.first?.value
  }

  @Test func `every two-byte code is the one of the index`() throws {
    let index = try Self.pairs("index-gb18030.txt")
    #expect(index.count > 23_900)
    for (pointer, code) in index {
      let trail = pointer % 190
      let bytes = [UInt8(pointer / 190 + 0x81), UInt8(trail + (trail < 0x3F ? 0x40 : 0x41))]
      #expect(Self.decoded(bytes) == code, "\(bytes)")
    }
  }

  @Test func `every four-byte code of the first plane is the one of the ranges`() throws {
    let ranges = try Self.pairs("index-gb18030-ranges.txt")
    var range = 0
    for pointer in 0...39_419 {
      while range + 1 < ranges.count, ranges[range + 1].0 <= pointer { range += 1 }
      let code =
        pointer == 7457 ? 0xE7C7 : ranges[range].1 + UInt32(pointer - ranges[range].0)
      let bytes = [
        UInt8(pointer / 12_600 + 0x81), UInt8(pointer / 1260 % 10 + 0x30),
        UInt8(pointer / 10 % 126 + 0x81), UInt8(pointer % 10 + 0x30),
      ]
      #expect(Self.decoded(bytes) == code, "\(bytes)")
    }
  }

  @Test func `what stands for no character is refused where it stands`() {
    for bytes: [UInt8] in [
      [0x61, 0x80], [0x61, 0xFF], [0x61, 0x81], [0x61, 0x81, 0x20], [0x61, 0x81, 0x30],
      [0x61, 0x81, 0x30, 0x81], [0x61, 0x81, 0x7F], [0x61, 0x84, 0x31, 0xA5, 0x30],
    ] {
      #expect(Charset.gb18030.decode(bytes[...]) == .undecodable(at: 1), "\(bytes)")
    }
  }

  @Test func `UTF-8 is counted the same however it is cut, and as String sees it`() {
    var random = SeededRandom(state: 11)
    let parts: [[UInt8]] = [
      Array("佛山市".utf8), Array("滘".utf8), Array("ascii text".utf8), Array("é".utf8),
      Array("𬭊".utf8), [0xFF], [0xE4, 0xBD], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5],
      [0xE0, 0x80, 0x80],
    ]
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
        parts[Int.random(in: 0..<parts.count, using: &random)]
      }
      var whole = UTF8Check()
      whole.count(bytes)
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((whole.faults == 0 && !whole.isCut) == isValid, "\(bytes)")
      for piece in [1, 2, 3, 7] {
        var cut = UTF8Check()
        for start in stride(from: 0, to: bytes.count, by: piece) {
          cut.count(Array(bytes[start..<min(bytes.count, start + piece)]))
        }
        #expect(cut.faults == whole.faults && cut.characters == whole.characters, "\(bytes)")
      }
    }
  }

  @Test func `a fault of UTF-16 is told at the unit that stands for nothing`() {
    let half: [UInt8] = [0x41, 0x00, 0x40, 0xD8, 0x00, 0xDC, 0x00, 0xD8]
    #expect(Charset.utf16LittleEndian.decode(half[...]) == .undecodable(at: 6))
    #expect(Charset.utf16LittleEndian.decode(half[..<7]) == .undecodable(at: 6))
  }

  @Test func `what is encoded is decoded`() throws {
    var scalars: [Unicode.Scalar] = []
    var value: UInt32 = 0x80
    while value < 0x110000 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      value += value < 0x10000 ? 1 : 997
    }
    var without = 0
    for scalar in scalars {
      guard let bytes = Charset.gb18030.encode(String(Character(scalar))) else {
        without += 1
        continue
      }
      #expect(Self.decoded(bytes) == scalar.value)
    }
    // The edition of 2022 has no code for some characters of the private-use area.
    #expect(without <= 24, "\(without)")
  }

  @Test(arguments: 0..<4) func `that a file is not UTF-8 is never told too early`(seed: UInt64) {
    var random = SeededRandom(state: 900 + seed)
    var early = 0
    for _ in 0..<200 {
      // Two halves, each of mostly whole or mostly broken characters.
      let bytes: [UInt8] = (0..<2).flatMap { _ in
        let share = Double.random(in: 0...0.9, using: &random)
        return (0..<Int.random(in: 1...400, using: &random)).flatMap { _ -> [UInt8] in
          if Double.random(in: 0...1, using: &random) < share { return [0xB0, 0xA1] }
          return Array((["é", "滘", "a", "𠀀"].randomElement(using: &random) ?? "").utf8)
        }
      }
      var whole = UTF8Check()
      whole.count(bytes)
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var part = UTF8Check()
      part.count(Array(bytes[..<cut]))
      guard part.cannotBeUTF8(withBytesLeft: bytes.count - cut) else { continue }
      early += cut < bytes.count ? 1 : 0
      #expect(whole.cannotBeUTF8(withBytesLeft: 0), "cut at \(cut) of \(bytes)")
    }
    #expect(early > 0)
  }
}
