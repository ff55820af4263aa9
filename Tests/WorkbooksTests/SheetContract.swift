import Charsets
import Findings
import HotlineModel
import RecordReaders
import TestSupport
import Testing

@testable import Workbooks

extension Charset {
  /// The charset that a delivered file is found to be in.
  static func delivered(_ path: String) throws -> Charset {
    let file = try DeliveredFile(path, declared: nil) { $0 }
    return file.charset
  }
}

/// What came out of one sheet, row by row.
struct SheetContent: Equatable {
  struct Row: Equatable {
    var number: Int
    var texts: [String]
    var isHidden = false
  }

  var rows: [Row] = []
  /// `3B: error` for the second cell of the row with the number 3.
  var faults: [String] = []
  var notes = SheetNotes()

  /// Reads a sheet to its end.
  init(_ sheet: WorkbookSheet, of workbook: some Workbook) throws {
    let source = try workbook.rows(of: sheet)
    while let batch = try source.next() {
      #expect(!batch.rows.isEmpty)
      for row in batch.rows {
        rows.append(Row(number: row.number, texts: batch.texts(of: row), isHidden: row.isHidden))
      }
      for fault in batch.faults {
        let number = batch.rows[fault.row].number
        faults.append("\(number)\("ABCDEFGHIJ".map(String.init)[fault.column]): \(fault.kind)")
      }
    }
    notes = source.notes
    #expect(try source.next() == nil)
  }

  var texts: [[String]] { rows.map(\.texts) }
}

/// All sheets of a workbook, or the code of why it is refused.
enum WorkbookOutcome: Equatable {
  case sheets([WorkbookSheet], [SheetContent])
  case refused([FindingCode])

  init(_ open: () throws -> some Workbook) throws {
    do {
      let workbook = try open()
      self = .sheets(
        workbook.sheets,
        try workbook.sheets.map { sheet in
          var content = try SheetContent(sheet, of: workbook)
          // How much was read of the file when the last row came out depends on the pieces.
          content.notes.bytesRead = 0
          return content
        })
    } catch let unusable as Unusable {
      self = .refused(unusable.findings.map(\.code))
    }
  }
}

/// Sizes of pieces in which every file has to give the same.
let pieceSizes = [1, 2, 3, 7, 16, 61, 256, 1 << 16]

/// Damage as it happens on the way, and as somebody does it on purpose.
enum Mutation {
  static func damaged(_ bytes: [UInt8], by random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes[place] = "<>&\"'/=! -[]".utf8.randomElement(using: &random) ?? 0
      default: bytes.insert(contentsOf: bytes[..<min(place, 200)], at: place)
      }
    }
    return bytes
  }
}
