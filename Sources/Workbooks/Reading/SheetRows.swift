/// Rows of one sheet of a workbook, cut into cells; nothing is interpreted beyond the cell itself.
///
/// One array of bytes holds the text of all cells in UTF-8; a cell is a range of it. Cells are dense
/// from column A on, those that the workbook leaves out empty, and end with the last one that the
/// workbook has.
package struct SheetRows: Sendable {
  /// Where the text of a cell is.
  package struct Cell: Hashable, Sendable {
    /// The first byte.
    package var start: UInt32
    /// The byte behind the last.
    package var end: UInt32

    /// A cell at a place.
    package init(start: Int, end: Int) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
    }

    /// A cell without text.
    package static let empty = Cell(start: 0, end: 0)

    /// The place.
    package var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// One row.
  package struct Row: Sendable {
    /// Its number in the sheet, from 1.
    package var number: Int
    /// Which of the cells are its own.
    package var cells: Range<Int>
    /// Whether the workbook hides it, by a filter or by hand.
    package var isHidden = false

    /// A row.
    package init(number: Int, cells: Range<Int>, isHidden: Bool = false) {
      self.number = number
      self.cells = cells
      self.isHidden = isHidden
    }
  }

  /// A cell whose value cannot be known; its text is what the workbook holds.
  package struct Fault: Hashable, Sendable {
    /// Why a value cannot be known.
    package enum Kind: Hashable, Sendable {
      /// The result of a formula that went wrong: `#REF!`.
      case error
      /// A formula without the result that it had when the workbook was saved.
      case formulaWithoutValue
      /// A date before 1 March 1900, which programs read differently, or one that is none.
      case dateUncertain
      /// Bytes that stand for no character in the charset of the file; U+FFFD is in their place.
      case undecodable
    }

    /// The row: an index into `rows`.
    package let row: Int
    /// The column, from 0.
    package let column: Int
    /// Why.
    package let kind: Kind

    /// A fault of a cell.
    package init(row: Int, column: Int, kind: Kind) {
      self.row = row
      self.column = column
      self.kind = kind
    }
  }

  /// The text of all cells.
  package var bytes: [UInt8] = []
  /// The cells of all rows, one after the other.
  package var cells: [Cell] = []
  /// The rows from top to bottom; rows that the workbook leaves out are not among them.
  package var rows: [Row] = []
  /// Cells whose value cannot be known, in the order of rows and columns.
  package var faults: [Fault] = []

  /// No rows yet.
  package init() {}

  /// The texts of a row, for all that need not be fast.
  package func texts(of row: Row) -> [String] {
    cells[row.cells].map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}

/// Hands out the rows of one sheet from top to bottom, some at a time.
///
/// Memory does not grow with the sheet: a batch holds about half a megabyte of text.
package protocol SheetRowSource: AnyObject {
  /// The next rows; `nil` behind the last ones.
  ///
  /// - Throws: `Unusable` where the workbook is damaged, cut off, or more than it may be.
  func next() throws -> SheetRows?

  /// What is to be known of the sheet; whole when `next()` has given `nil`.
  var notes: SheetNotes { get }
}

/// What is to be known of a sheet beside its cells.
package struct SheetNotes: Hashable, Sendable {
  /// Columns that the workbook hides, from 0.
  package var hiddenColumns: Set<Int> = []
  /// Ranges of merged cells (`B2:B5`), the first thousand; the value is in the first cell alone.
  package var mergedRanges: [String] = []
  /// Bytes of the file that were read for the sheet so far, for progress.
  package var bytesRead = 0

  /// So many ranges of merged cells are kept.
  package static let mostRanges = 1000

  /// Nothing to be known.
  package init() {}

  /// The ranges of merged cells that begin below a row; those above hold titles.
  package func mergedRanges(below row: Int) -> [String] {
    mergedRanges.filter { range in
      Int(range.prefix { $0 != ":" }.drop(while: \.isLetter)).map { $0 > row } ?? true
    }
  }
}
