import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles
import TestSupport
import Testing
import Tickets

@testable import RecordReaders

/// Our tokeniser against libcsv with its trimming off: both cut the same records, but for what
/// libcsv is known to do wrong.
@Suite struct `libcsv as oracle` {
  private static let header = ["id", "a", "b", "c", "d"]

  private struct Both {
    let own: [LegacyRecord]
    let theirs: [LegacyRecord]
  }

  private static func read(
    _ bytes: [UInt8], delimiter: UInt8 = 0x2C, charset: Charset = .utf8, in folder: TemporaryFolder
  ) throws -> Both {
    let path = try folder.file("f.csv", bytes)
    let file = try DeliveredFile(path, expected: .text, declared: charset)
    let dialect = CSVDialect(CSVSyntax(delimiter: delimiter))
    var first = try CSVReader.open(file, dialect: dialect, isHeader: { $0 == header })
    var second = try LibCSVReader.open(file, dialect: dialect, isHeader: { $0 == header })
    var own: [LegacyRecord] = []
    var theirs: [LegacyRecord] = []
    while let record = try first.next() { own.append(record) }
    while let record = try second.next() { theirs.append(record) }
    return Both(own: own, theirs: theirs)
  }

  private static func text(_ random: inout SeededRandom) -> String {
    let parts = [
      "佛山", "滘", "a", "\"\"", ",", ";", "\n", "\r\n", "\r", " ", "\t", "，", "x", "\u{0}", "'",
    ]
    return (0..<Int.random(in: 0...5, using: &random)).map { _ in
      parts.randomElement(using: &random) ?? ""
    }.joined()
  }

  @Test(arguments: 0..<4) func `both read the same records of any sound file`(seed: UInt64) throws {
    var random = SeededRandom(state: 500 + seed)
    let folder = try TemporaryFolder()
    for _ in 0..<60 {
      let mark = [",", ";", "\t"].randomElement(using: &random) ?? ","
      var text = Self.header.joined(separator: mark) + "\n"
      for row in 0..<Int.random(in: 1...8, using: &random) {
        let cells = (0..<4).map { _ in
          let cell = Self.text(&random)
          let isPlain = !cell.unicodeScalars.contains { ["\"", "\n", "\r"].contains($0) }
          // A mark inside an unquoted field is text to both.
          if isPlain, !cell.contains(mark) { return Bool.random(using: &random) ? cell : "5\"管" }
          return "\"\(cell)\""
        }
        text += (["R\(row)"] + cells).joined(separator: mark)
        text += ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &random) ?? "\n"
      }
      for charset in [Charset.utf8, .gb18030, .utf16LittleEndian] {
        let bytes = try charset.file(text)
        let byte = try #require(mark.utf8.first)
        let both = try Self.read(bytes, delimiter: byte, charset: charset, in: folder)
        #expect(both.own.map(\.fields) == both.theirs.map(\.fields), "\(text.debugDescription)")
        #expect(both.own.map(\.place) == both.theirs.map(\.place), "\(text.debugDescription)")
        #expect(both.own.map(\.raw) == both.theirs.map(\.raw))
      }
    }
  }

  @Test(arguments: 0..<8) func `libcsv reads any cells back as they were written`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(state: 700 + seed)
    let parts = [
      "佛", "a", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "'", "=", "\u{301}", "\0",
    ]
    for _ in 0..<500 {
      let delimiter = try #require(",;\t".utf8.randomElement(using: &random))
      let form = CSVForm(
        delimiter: delimiter, rowEnd: Bool.random(using: &random) ? "\n" : "\r\n",
        marksAll: Bool.random(using: &random))
      let cells =
        ["x"]
        + (0..<Int.random(in: 0...4, using: &random)).map { _ in
          (0..<Int.random(in: 0...5, using: &random))
            .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        }
      let parser = try LibCSVParser(delimiter: delimiter, path: "")
      parser.take(Array(form.row(cells).utf8)[...])
      #expect(parser.takeRow() == cells.map { Array($0.utf8) }, "\(cells)")
    }
  }

  /// What libcsv is known to do wrong, each with what we make of it.
  @Test func `the known faults of libcsv are these`() throws {
    let folder = try TemporaryFolder()
    let head = Self.header.joined(separator: ",") + "\n"
    // Text behind a closing mark becomes part of a field that goes on to the end of the file: our
    // reader of libcsv cuts it off at its line, and so do we.
    let stray = try Self.read(Array((head + "1,\"ab\"c,2,3,4\n2,b,c,d,e\n").utf8), in: folder)
    #expect(stray.own.map { $0.damage?.code } == [.textAfterQuote, nil])
    #expect(stray.theirs.map { $0.damage?.code } == [.quoteNeverClosed, nil])
    // A quotation mark never closed swallows the rest; ours costs its own line.
    let open = try Self.read(Array((head + "1,\"b,c,d,e\n2,b,c,d,e\n").utf8), in: folder)
    #expect(open.own.map { $0.damage?.code } == [.quoteNeverClosed, nil])
    #expect(open.theirs.map { $0.damage?.code } == [.quoteNeverClosed, nil])
    // Two marks that were lost make one record of three, by the letter: both read it so.
    let pair = try Self.read(
      Array((head + "1,\"b,c,d,e\n2,b,c,d,e\n3,b\",c,d,e\n").utf8), in: folder)
    #expect(pair.own.map(\.fields.count) == [5])
    #expect(pair.theirs.map(\.fields) == pair.own.map(\.fields))
    // Where a mark that was lost is found again in another record, ours keeps that record.
    let found = try Self.read(
      Array((head + "1,\"b,c,d,e\n2,\"b\",c,d,e\n3,\"b\",c,d,e\n").utf8), in: folder)
    #expect(found.own.map(\.fields.count) == [0, 5, 5])
    #expect(found.theirs.count < 3)
    // Blanks behind a closing mark are taken into the field, with the mark itself.
    let blanks = try Self.read(Array((head + "1,\"b\" ,c,d,e\n").utf8), in: folder)
    #expect(blanks.own.map(\.fields) == [["1", "b", "c", "d", "e"]])
    #expect(blanks.theirs.first?.fields != blanks.own.first?.fields)
    // A pipe may be half a character of GB18030: libcsv cuts it in two.
    let pipe =
      Array(Self.header.joined(separator: "|").utf8) + [0x0A, 0x31, 0x7C, 0x81, 0x7C]
      + Array("|c|d|e\n".utf8)
    let half = try Self.read(pipe, delimiter: 0x7C, charset: .gb18030, in: folder)
    #expect(half.own.map(\.fields) == [["1", "亅", "c", "d", "e"]])
    #expect(half.theirs.first?.fields.count == 6)
  }
}
