import Bytes
import Charsets
import Findings
import HotlineModel
import LocalFiles

/// Reads rows of CSV that `CSVWriter` wrote, strictly by RFC 4180.
struct CSVRows: ~Copyable {
  private var file: ExpandedFile
  private let path: String
  private let charset: DeliveryCharset
  private let isGuarded: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isMarkDue: Bool
  /// The cells of the row last read, in UTF-8.
  private(set) var cells: [[UInt8]] = []

  /// Opens a file; where it is guarded, cells come without the apostrophes of `FormulaGuard`.
  init(
    _ path: String, charset: DeliveryCharset, isMarked: Bool = true, isGuarded: Bool = false
  ) throws {
    file = try ExpandedFile(path)
    self.path = path
    self.charset = charset
    self.isGuarded = isGuarded
    isMarkDue = isMarked && charset == .utf8
  }

  /// Reads a row; `false` at the end of the file.
  mutating func next() throws -> Bool {
    cells.removeAll(keepingCapacity: true)
    if isMarkDue {
      isMarkDue = false
      for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
        guard try byte() == expected else { throw malformed("no byte order mark") }
      }
    }
    guard var sign = try byte() else { return false }
    while true {
      var cell: [UInt8] = []
      if sign == UInt8(ascii: "\"") {
        sign = try quoted(into: &cell)
      } else {
        while sign != UInt8(ascii: ","), sign != 0x0D {
          cell.append(sign)
          sign = try required()
        }
      }
      cells.append(try decoded(cell))
      if sign == 0x0D {
        guard try byte() == 0x0A else { throw malformed("CR without LF") }
        return true
      }
      guard sign == UInt8(ascii: ",") else { throw malformed("text behind a quotation mark") }
      sign = try required()
    }
  }

  /// Reads on to the closing quotation mark and returns the sign behind it.
  private mutating func quoted(into cell: inout [UInt8]) throws -> UInt8 {
    while true {
      let sign = try required()
      if sign == UInt8(ascii: "\"") {
        let next = try required()
        if next != UInt8(ascii: "\"") { return next }
      }
      cell.append(sign)
    }
  }

  private func decoded(_ cell: [UInt8]) throws -> [UInt8] {
    var text: [UInt8] = []
    let fault =
      switch charset {
      case .utf8: Charset.utf8.decode(cell[...], into: &text)
      case .gb18030, .gbk: Charset.gb18030.decode(cell[...], into: &text)
      }
    guard fault == nil else { throw malformed("a cell is not \(charset.rawValue)") }
    return isGuarded ? FormulaGuard.removed(from: text) : text
  }

  private mutating func required() throws -> UInt8 {
    guard let sign = try byte() else { throw malformed("it ends within a row") }
    return sign
  }

  private mutating func byte() throws -> UInt8? {
    if position == buffer.count {
      buffer = try file.read()
      position = 0
      if buffer.isEmpty { return nil }
    }
    position += 1
    return buffer[position - 1]
  }

  private func malformed(_ reason: String) -> Unusable { .undeliverable(path, reason) }
}

extension Unusable {
  /// A file of a delivery that does not hold what it should.
  static func undeliverable(_ path: String, _ reason: String) -> Unusable {
    Unusable(.deliveryUnreadable(found: reason), at: SourceLocation(file: path))
  }
}
