package import Bytes
package import HotlineModel
package import Workbooks

/// A table of a report: the same rows on a page and in a workbook.
package struct PageTable: Sendable {
  /// What a column holds.
  package enum Kind: Sendable {
    /// Text that may be broken.
    case text
    /// An id, a telephone number or a day, never broken.
    case id
    /// Numbers.
    case number
  }

  /// How a cell is coloured; its word says the same.
  package enum Tone: String, Sendable {
    case plain = ""
    /// Done.
    case good
    /// Needs a look.
    case look
    /// Late, failed, not ready.
    case bad
  }

  /// What a cell holds.
  package enum Cell: Hashable, Sendable {
    case text(String)
    case toned(String, Tone)
    case count(Int)
    /// A decimal number such as `87.35`.
    case decimal(String)
    /// A decimal number that is shown with a sign of percent, and is a number alone in a workbook.
    case percent(String)
    case day(CivilDate)
    case time(CivilInstant)
    /// Nothing to say.
    case none

    /// The cell as people read it.
    package var shown: String {
      switch self {
      case .text(let text), .toned(let text, _): text
      case .decimal(let text): PageTable.grouped(text)
      case .percent(let text): "\(text)%"
      case .count(let count): PageTable.grouped(count)
      case .day(let day): day.description
      case .time(let time): time.description
      case .none: "—"
      }
    }

    fileprivate var tone: Tone {
      if case .toned(_, let tone) = self { return tone }
      return .plain
    }

    fileprivate var draft: CellDraft {
      switch self {
      case .text(let text), .toned(let text, _): .text(text)
      case .count(let count): .count(count)
      case .decimal(let text), .percent(let text): Double(text).map { .number($0) } ?? .text(text)
      case .day(let day): .date(day)
      case .time(let time): .dateTime(time)
      case .none: .empty
      }
    }
  }

  /// What the table is about; the name of its sheet in a workbook.
  package let caption: String
  /// Whether the caption is shown above the table.
  package var isCaptioned = true
  /// Titles and kinds of the columns.
  package let columns: [(title: String, kind: Kind)]
  /// The rows, each as long as there are columns.
  package let rows: [[Cell]]
  /// The sum below the rows.
  package var total: [Cell]?
  /// How wide columns are on a page, in percent; none where the browser may choose.
  package var widths: [Int] = []

  /// A table.
  package init(
    _ caption: String, _ columns: [(title: String, kind: Kind)], _ rows: [[Cell]],
    total: [Cell]? = nil
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.total = total
  }

  /// The table on a page.
  package var markup: Markup {
    let caption: Markup = isCaptioned ? "<p class=\"caption\">\(caption)</p>\n" : ""
    // A class and not a style: pages of `hotline serve` allow no style in an element.
    let widths = widths.map { "<col class=\"w\($0)\">" as Markup }
    let heads = columns.map { column -> Markup in
      "<th scope=\"col\"\(Self.attribute(column.kind, .plain))>\(column.title)</th>"
    }
    let body = rows.map { "<tr>\(cells($0))</tr>" as Markup }
    let foot: Markup = total.map { "<tfoot><tr>\(cells($0))</tr></tfoot>" } ?? ""
    return """
      \(caption)<table aria-label="\(self.caption)">\(widths.isEmpty ? "" : "<colgroup>\(widths)</colgroup>" as Markup)\
      <thead><tr>\(heads)</tr></thead><tbody>
      \(Markup(lines: body))
      </tbody>\(foot)</table>
      """
  }

  /// The table as a sheet of a workbook.
  package func sheet(_ preamble: [String]) -> SheetDraft {
    SheetDraft(
      name: caption,
      columns: columns.enumerated().map { index, column in
        ColumnDraft(column.title, kind(of: index))
      },
      rows: (rows + [total].compactMap(\.self)).map { $0.map(\.draft) },
      preamble: preamble.map { [.text($0)] })
  }

  /// What a column of the workbook holds: days and times where every cell is one.
  private func kind(of column: Int) -> ColumnDraft.Kind {
    if columns[column].kind == .number { return .number }
    let drafts = rows.map { $0[column].draft }.filter { $0 != .empty }
    guard !drafts.isEmpty else { return .text }
    func all(_ isWanted: (CellDraft) -> Bool) -> Bool { drafts.allSatisfy(isWanted) }
    if all({ if case .date = $0 { true } else { false } }) { return .date }
    return all({ if case .dateTime = $0 { true } else { false } }) ? .dateTime : .text
  }

  private func cells(_ cells: [Cell]) -> [Markup] {
    zip(columns, cells).map { column, cell in
      "<td\(Self.attribute(column.kind, cell.tone))>\(cell.shown)</td>"
    }
  }

  private static func attribute(_ kind: Kind, _ tone: Tone) -> Markup {
    let classes = [kind == .number ? "number" : kind == .id ? "id" : "", tone.rawValue]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return classes.isEmpty ? "" : " class=\"\(classes)\""
  }

  /// A decimal number with its whole part in groups of three digits.
  private static func grouped(_ decimal: String) -> String {
    let parts = decimal.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let whole = Int(first) else { return decimal }
    return ([grouped(whole)] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }

  /// A whole number in groups of three digits.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    let parts = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits[max(0, end - 3)..<end])
    }
    return (number < 0 ? "-" : "") + parts.reversed().joined(separator: ",")
  }
}
