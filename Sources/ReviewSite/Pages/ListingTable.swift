import Bytes
import Console
import Findings
import HotlineModel

/// A listing as a table of a page: the columns and words of the command that prints it.
struct ListingTable {
  let listing: Listing
  /// Where the value of a column leads to; `nil` for nowhere.
  var link: (_ key: String, _ value: String) -> String? = { _, _ in nil }
  /// Columns that are left out, by their keys.
  var hidden: Set<String> = []
  /// What is shown where there is no row.
  var empty: String?

  init(_ listing: Listing) { self.listing = listing }

  /// The table, with what it shows as its caption.
  func markup(_ caption: String, in context: PageContext) -> Markup {
    if listing.rows.isEmpty {
      return "<p>\(empty ?? context.words("There are none.", "暂无。"))</p>"
    }
    let columns = listing.columns.indices.filter { index in
      let column = listing.columns[index]
      return column.rank != .machine && !hidden.contains(column.key)
    }
    let heads = columns.map { index -> Markup in
      let column = listing.columns[index]
      return "<th scope=\"col\"\(Self.style(column))>\(column.title(in: context.language))</th>"
    }
    let rows = (listing.rows + [listing.total].compactMap(\.self)).map { row -> Markup in
      "<tr>\(columns.map { cell($0, of: row, isFirst: $0 == columns.first, context) })</tr>"
    }
    return """
      <div class="table" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(caption)</caption>
      <thead><tr>\(heads)</tr></thead><tbody>
      \(Markup(lines: rows))
      </tbody></table></div>
      """
  }

  private func cell(
    _ index: Int, of row: Listing.Row, isFirst: Bool, _ context: PageContext
  ) -> Markup {
    let column = listing.columns[index]
    var shown = listing.shown(index, of: row, in: context.language)
    // People see the word; its code is in the command's output.
    let code = "（\(row.cells[index])）"
    if shown.hasSuffix(code) { shown = String(shown.dropLast(code.count)) }
    if column.isNumber { shown = Listing.grouped(shown) }
    let tone = row.colours[column.key].map { "\($0)" } ?? ""
    let text = context.data(shown)
    let content = link(column.key, row.cells[index]).map { context.link($0, text) } ?? text
    let mark: Markup = tone.isEmpty ? content : "<b class=\"\(tone)\">\(content)</b>"
    return isFirst
      ? "<th scope=\"row\"\(Self.style(column))>\(mark)</th>"
      : "<td\(Self.style(column))>\(mark)</td>"
  }

  private static func style(_ column: Listing.Column) -> Markup {
    column.isNumber
      ? " class=\"number\"" : column.isText ? " class=\"text\"" : " class=\"id\""
  }
}

/// Which rows of many a page shows.
struct RowPage {
  /// How many rows a page has.
  static let size = 50
  let count: Int
  let number: Int

  /// The page that a request asks for.
  init(of count: Int, _ request: SiteRequest) {
    self.count = count
    let last = max(1, (count + Self.size - 1) / Self.size)
    number = min(last, max(1, Int(request.query["page"]) ?? 1))
  }

  /// The positions of its rows.
  var range: Range<Int> {
    let start = min(count, (number - 1) * Self.size)
    return start..<min(count, start + Self.size)
  }

  /// The way to the other pages.
  func markup(in context: PageContext) -> Markup {
    let last = max(1, (count + Self.size - 1) / Self.size)
    func address(_ page: Int) -> String {
      "?" + context.request.query.encoded(replacing: ["page": "\(page)", "done": ""])
    }
    let total = Listing.grouped(count)
    if last == 1 {
      return "<p class=\"note\">\(context.words("\(total) in all", "共 \(total) 条"))</p>"
    }
    let before: Markup =
      number > 1 ? context.link(address(number - 1), "\(context.words("Previous", "上一页"))") : ""
    let after: Markup =
      number < last ? context.link(address(number + 1), "\(context.words("Next", "下一页"))") : ""
    return """
      <nav class="pages" aria-label="\(context.words("Further rows", "翻页"))">\(before)\
      <span>\(context.words("page \(number) of \(last), \(total) in all", "第 \(number) 页，共 \(last) 页，\(total) 条"))</span>\(after)</nav>
      """
  }
}
