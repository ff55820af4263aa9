package import HotlineModel

/// A column of a sheet that is sent to people.
package struct ColumnDraft: Sendable {
  /// What its cells hold, which decides what becomes of what people type into them.
  package enum Kind: Sendable {
    /// Text: telephone numbers and ids keep their zeros.
    case text
    /// Numbers, in groups of three digits.
    case number
    /// Days, shown as `2021-11-25`.
    case date
    /// Instants, shown as `2021-11-25 08:30`.
    case dateTime
  }

  /// The header.
  package var header: String
  /// What belongs in the column, shown above the header and where an open cell is chosen.
  package var note: String?
  /// What its cells hold.
  package var kind: Kind
  /// How wide it is, in characters of ASCII (one of Chinese counts for two); `nil` for as wide as what
  /// is in it, at most 50.
  package var width: Int?
  /// Whether it can be typed in though the sheet is protected.
  package var isOpen: Bool
  /// What may be typed in; `nil` for anything.
  package var check: CellCheck?

  /// A column.
  package init(
    _ header: String, _ kind: Kind = .text, note: String? = nil, width: Int? = nil,
    isOpen: Bool = false, check: CellCheck? = nil
  ) {
    self.header = header
    self.kind = kind
    self.note = note
    self.width = width
    self.isOpen = isOpen
    self.check = check
  }
}

/// What spreadsheet programs let people type into the cells of a column; a cell may be left empty.
///
/// Programs check what is typed, not what is pasted: whoever reads the workbook checks again.
package enum CellCheck: Hashable, Sendable {
  /// One of these, chosen from a list.
  case choices([String])
  /// A day between two, either of them open, or one of the words, such as 未知.
  case dates(from: CivilDate? = nil, to: CivilDate? = nil, orWords: [String] = [])
  /// A whole number, or one of the words.
  case counts(ClosedRange<Int>, orWords: [String] = [])
  /// What a formula holds for: `AND({割接日}>={开始日})`, with headers in braces for the cells of the
  /// same row; `explanation` is shown where it does not.
  case formula(String, explanation: String)
}

/// Cells shown in colour where a formula holds, with a word behind what they show: never colour alone.
package struct Highlight: Hashable, Sendable {
  /// The colours, by their meaning.
  package enum Colour: Sendable {
    /// Wrong, refused, late.
    case red
    /// Needs a look.
    case yellow
    /// Done, signed.
    case green
    /// Not of this round.
    case grey
  }

  /// The headers of the columns that are shown so; the first of them gets the word.
  package var columns: [String]
  /// The condition, with headers in braces for the cells of the same row:
  /// `AND({期限}<>"",{期限}<TODAY(),{结论}<>"通过")`.
  package var formula: String
  /// The colour.
  package var colour: Colour
  /// The word: `逾期`.
  package var word: String

  /// A highlight.
  package init(columns: [String], where formula: String, _ colour: Colour, word: String) {
    self.columns = columns
    self.formula = formula
    self.colour = colour
    self.word = word
  }
}
