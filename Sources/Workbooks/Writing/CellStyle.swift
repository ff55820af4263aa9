import CXLSXWriter

/// How a cell looks, and whether it can be typed in.
struct CellStyle: Hashable {
  /// What the cell is for.
  enum Role: Hashable {
    /// A row above the header.
    case preamble
    /// What belongs in a column.
    case note
    /// A header.
    case header
    /// A value.
    case value
    /// A value that is shown in colour under a condition, with a word behind it.
    case highlight(Highlight.Colour, word: String)
  }
  /// How the value is shown.
  enum Shape: String, Hashable {
    /// As the text that it is.
    case text = "@"
    /// In groups of three digits.
    case count = "#,##0"
    /// As short as it can be.
    case number = "General"
    /// `2021-11-25`.
    case date = "yyyy-mm-dd"
    /// `2021-11-25 08:30`.
    case minute = "yyyy-mm-dd hh:mm"
    /// `2021-11-25 08:30:15`.
    case second = "yyyy-mm-dd hh:mm:ss"
  }

  var role = Role.value
  var shape = Shape.text
  var isOpen = false

  /// Describes the style to the library.
  func describe(_ format: XLSXFile.Format, by library: hotline_xlsx) {
    if case .highlight(let colour, let word) = role {
      unsafe library.format_set_bg_color(format, colour.background)
      unsafe library.format_set_font_color(format, colour.ink)
      if !word.isEmpty {
        let quoted = word.replacing("\"", with: "")
        let number = shape == .number ? "General" : shape.rawValue
        unsafe library.format_set_num_format(format, "\(number)\"（\(quoted)）\"")
      }
      return
    }
    // What WPS and Excel have on machines of offices; others have one that is as wide.
    unsafe library.format_set_font_name(format, "宋体")
    unsafe library.format_set_font_size(format, 11)
    if shape != .number { unsafe library.format_set_num_format(format, shape.rawValue) }
    if isOpen, role == .value { unsafe library.format_set_unlocked(format) }
    unsafe library.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch role {
    case .preamble: break
    case .note:
      unsafe library.format_set_text_wrap(format)
      unsafe library.format_set_font_size(format, 9)
      unsafe library.format_set_font_color(format, 0x595959)
      unsafe drawBorder(format, by: library)
    case .header:
      unsafe library.format_set_text_wrap(format)
      unsafe library.format_set_bold(format)
      unsafe library.format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      // Columns to fill have a header of their own colour, and say so in their explanation.
      unsafe library.format_set_bg_color(format, isOpen ? 0xFFF2CC : 0xDDEBF7)
      unsafe drawBorder(format, by: library)
    case .value, .highlight:
      if shape == .text { unsafe library.format_set_text_wrap(format) }
      unsafe drawBorder(format, by: library)
    }
  }

  private func drawBorder(_ format: XLSXFile.Format, by library: hotline_xlsx) {
    unsafe library.format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    unsafe library.format_set_border_color(format, 0xA6A6A6)
  }
}

extension Highlight.Colour {
  /// The colour behind the text.
  fileprivate var background: UInt32 {
    switch self {
    case .red: 0xFFC7CE
    case .yellow: 0xFFEB9C
    case .green: 0xC6EFCE
    case .grey: 0xEDEDED
    }
  }

  /// The colour of the text, dark enough to be read on it.
  fileprivate var ink: UInt32 {
    switch self {
    case .red: 0x9C0006
    case .yellow: 0x7F6000
    case .green: 0x006100
    case .grey: 0x595959
    }
  }
}
