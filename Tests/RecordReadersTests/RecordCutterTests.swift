import Bytes
import HotlineModel
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Cutting many records at a look, against the reading byte by byte; the seeds are fixed.
@Suite struct `Records that are cut together` {
  /// A record as the reading byte by byte has it.
  private struct Expected {
    let raw: Range<Int>
    let lines: Int
    let fields: [CSVTokeniser.Field]
    let isPlain: Bool
  }

  private static func expected(
    _ bytes: [UInt8], from start: Int, _ tokeniser: CSVTokeniser, width: Int
  ) -> Expected? {
    var fields: [CSVTokeniser.Field] = []
    let token = tokeniser.generalRecord(
      in: bytes.span, from: start, isAtEnd: false, into: &fields)
    guard case .record(let next, let lines, let oddities) = token else { return nil }
    let raw = start..<next
    let ends: Set<UInt8> = [tokeniser.delimiter, 0x0A, 0x0D]
    let isBare = fields.allSatisfy { field in
      guard field.isQuoted else { return true }
      let before = field.range.lowerBound - 1
      return (before == start || ends.contains(bytes[before - 1]))
        && ends.contains(bytes[field.range.upperBound + 1])
    }
    let hasSlash = raw.contains { place in
      bytes[place] == 0x5C && place + 1 < next && [0x22, 0x0A, 0x0D].contains(bytes[place + 1])
    }
    return Expected(
      raw: raw, lines: lines, fields: fields,
      isPlain: fields.count == width && fields.contains { !$0.range.isEmpty }
        && oddities.isEmpty && isBare && !hasSlash)
  }

  /// Cuts all of some bytes, and compares every record; returns how many were cut, and how many not.
  private static func compare(
    _ bytes: [UInt8], _ tokeniser: CSVTokeniser, width: Int, room: Int, isWide: Bool
  ) throws -> (cut: Int, left: Int) {
    var cutter = try #require(
      RecordCutter(tokeniser, width: width, room: room, isWide: isWide))
    var (position, cut, left) = (0, 0, 0)
    while position < bytes.count {
      cutter.cut(bytes.span, from: position)
      let fields = cutter.fields
      var doubled: Set<Int> = []
      for field in cutter.doubled(before: cutter.fields(of: cutter.count).lowerBound) {
        doubled.insert(Int(field))
      }
      for index in 0..<cutter.count {
        let record = cutter[index]
        let found = try #require(
          expected(bytes, from: position, tokeniser, width: width), "\(bytes) at \(position)")
        #expect(found.isPlain, "\(bytes) at \(position)")
        #expect(record.raw == found.raw && record.lines == found.lines, "\(bytes) at \(position)")
        let places = cutter.fields(of: index)
        #expect(fields[places].map(\.range) == found.fields.map(\.range), "\(bytes)")
        #expect(places.map { doubled.contains($0) } == found.fields.map(\.hasEscapes), "\(bytes)")
        let line = CSVTokeniser.nextLine(in: bytes.span, from: position, isAtEnd: false) ?? 0
        #expect(
          record.delimitersBehindLine
            == (record.lines > 1
              ? bytes[line..<record.raw.upperBound].count { $0 == tokeniser.delimiter } : 0),
          "\(bytes)")
        position = record.raw.upperBound
        cut += 1
      }
      if cutter.isFull { continue }
      // What is not cut is not plain, or not whole.
      guard let next = expected(bytes, from: position, tokeniser, width: width) else { break }
      // A CR at the very end may have its LF in the next piece.
      if bytes[next.raw.upperBound - 1] == 0x0D, next.raw.upperBound == bytes.count { break }
      #expect(!next.isPlain, "\(bytes) at \(position)")
      position = next.raw.upperBound
      left += 1
    }
    return (cut, left)
  }

  private static let common: [[UInt8]] = [
    [0x22, 0x61, 0x22], [0x61], [0x62, 0x63], Array("佛山，请处理".utf8), [0x22, 0x22], [],
    [0x22, 0x61, 0x22, 0x22, 0x62, 0x22], [0x22, 0x61, 0x0A, 0x2C, 0x62, 0x22],
    [0x22, 0x0D, 0x0A, 0x7C, 0x22], [0x22, 0x22, 0x22, 0x22, 0x22, 0x22], [0x5C, 0x61],
    Array(String(repeating: "长", count: 30).utf8), [0x22, 0x0D, 0x22], [0x20, 0x61],
  ]
  private static let odd: [[UInt8]] = [
    [0x20, 0x22, 0x61, 0x22], [0x22, 0x61, 0x22, 0x20], [0x61, 0x22], [0x22, 0x61, 0x22, 0x62],
    [0x22], [0x61, 0x5C], [0x22, 0x5C, 0x22, 0x22, 0x22], [0x61, 0x2C], [0x0A], [0x0D], [0xFF],
  ]

  @Test(arguments: 0..<12, [false, true])
  func `are those that the reading byte by byte finds plain`(seed: UInt64, isWide: Bool) throws {
    // Where the processor is not wide, both are the narrow one.
    let isWide = isWide && RecordCutter.canBeWide
    var random = SeededRandom(state: 4000 + seed)
    var (cut, left) = (0, 0)
    for round in 0..<150 {
      let width = Int.random(in: 1...5, using: &random)
      let delimiter: UInt8 = round.isMultiple(of: 3) ? 0x7C : 0x2C
      let ends: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]
      let end = ends.randomElement(using: &random) ?? [0x0A]
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let isOdd = Int.random(in: 0..<6, using: &random) == 0
        let count = isOdd ? Int.random(in: 1...6, using: &random) : width
        for field in 0..<count {
          if field > 0 { bytes.append(delimiter) }
          let parts = isOdd && Bool.random(using: &random) ? Self.odd : Self.common
          bytes += parts.randomElement(using: &random) ?? []
        }
        bytes += end
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...3, using: &random)) }
      let tokeniser = CSVTokeniser(CSVSyntax(delimiter: delimiter))
      let room = [width + 2, 40, 1 << 12].randomElement(using: &random) ?? 40
      let counts = try Self.compare(
        bytes, tokeniser, width: width, room: room, isWide: isWide)
      cut += counts.cut
      left += counts.left
    }
    #expect(cut > 300 && left > 100)
  }

  @Test(arguments: 0..<6, [false, true])
  func `hold of random bytes what the reading byte by byte holds`(seed: UInt64, isWide: Bool)
    throws
  {
    let isWide = isWide && RecordCutter.canBeWide
    var random = SeededRandom(state: 5000 + seed)
    let parts: [UInt8] = [0x22, 0x22, 0x2C, 0x2C, 0x0A, 0x0D, 0x20, 0x61, 0x62, 0x5C, 0xE4, 0xFF]
    var cut = 0
    for _ in 0..<600 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? 0x61
      }
      let tokeniser = CSVTokeniser(CSVSyntax(), isGB18030: Bool.random(using: &random))
      cut += try Self.compare(
        bytes, tokeniser, width: Int.random(in: 1...3, using: &random), room: 64, isWide: isWide
      ).cut
    }
    #expect(cut > 100)
  }

  @Test func `may have one empty field more where that is left out`() throws {
    var tokeniser = CSVTokeniser(CSVSyntax())
    tokeniser.trailingWidth = 2
    let bytes = Array("a,b,\nc,d\ne,f,\"\"\ng,h,i\n".utf8)
    var cutter = try #require(RecordCutter(tokeniser, width: 2))
    cutter.cut(bytes.span, from: 0)
    #expect(cutter.count == 3)
    let texts = (0..<3).map { index in
      cutter.fields[cutter.fields(of: index)].map {
        String(decoding: bytes[$0.range], as: UTF8.self)
      }
    }
    #expect(texts == [["a", "b"], ["c", "d"], ["e", "f"]])
  }

  @Test func `are none where the syntax must be read byte by byte`() {
    for syntax in SyntaxPropertyTests.syntaxes where !syntax.isPlain {
      #expect(RecordCutter(CSVTokeniser(syntax), width: 3) == nil)
    }
    let pipe = CSVSyntax(delimiter: UInt8(ascii: "|"))
    #expect(RecordCutter(CSVTokeniser(pipe, isGB18030: true), width: 3) == nil)
    #expect(RecordCutter(CSVTokeniser(pipe), width: 3) != nil)
  }
}
