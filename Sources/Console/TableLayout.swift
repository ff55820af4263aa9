/// How a table fits a screen: which columns it shows, and how wide each is.
struct TableLayout {
  /// The positions of the columns that are shown.
  private(set) var shown: [Int]
  /// The positions of those that are not.
  private(set) var hidden: [Int] = []
  /// The width of every column, shown or not.
  private(set) var widths: [Int]

  /// Cells between two columns.
  static let gutter = 2
  /// Text is cut to no less than this before a column is hidden, and after all that can be are.
  private static let (comfortable, least) = (12, 8)

  /// A table of all columns.
  init(of widths: [Int]) {
    self.widths = widths
    shown = Array(widths.indices)
  }

  /// A table that fits a width; `nil` where not even the columns fit that are never hidden.
  ///
  /// Details are hidden first, then what is useful, from the right; what a row is and in which state
  /// is never hidden. Only text is cut.
  init?(of widths: [Int], _ columns: [Listing.Column], isHiding: Bool, within room: Int) {
    self.init(of: widths)
    guard !fit(columns, within: room, cuttingTo: Self.comfortable) else { return }
    for rank in [Listing.Column.Rank.detail, .useful] where isHiding {
      for index in columns.indices.reversed() where columns[index].rank == rank {
        guard shown.count > 1 else { break }
        shown.removeAll { $0 == index }
        hidden.insert(index, at: 0)
        self.widths = widths
        if fit(columns, within: room, cuttingTo: Self.comfortable) {
          showAgain(columns, room)
          return
        }
      }
    }
    guard fit(columns, within: room, cuttingTo: Self.least) else { return nil }
  }

  /// Shows what was hidden and fits all the same, the most useful first.
  private mutating func showAgain(_ columns: [Listing.Column], _ room: Int) {
    for index in hidden where columns[index].rank == .useful {
      if total + Self.gutter + widths[index] > room { continue }
      hidden.removeAll { $0 == index }
      shown = (shown + [index]).sorted()
    }
  }

  /// How wide the table is.
  var total: Int {
    shown.reduce(0) { $0 + widths[$1] } + Self.gutter * max(0, shown.count - 1)
  }

  /// Cuts the widest text until the table fits.
  private mutating func fit(
    _ columns: [Listing.Column], within room: Int, cuttingTo least: Int
  ) -> Bool {
    while total > room {
      let widest = shown.filter { columns[$0].isText && widths[$0] > least }
        .max { widths[$0] < widths[$1] }
      guard let widest else { return false }
      widths[widest] -= 1
    }
    return true
  }
}
