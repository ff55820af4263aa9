package import Bytes

/// One self-contained HTML page: no script, nothing from outside.
///
/// Pages are papers of an office: in Chinese whatever the language of the terminal, as the hand-over
/// sheet and the workbook of checklists are.
package struct Page {
  /// How a page looks.
  package enum Style {
    /// A report with tables and charts.
    case report
    /// A paper by GB/T 9704-2012.
    case paper
  }

  /// What the window and the printed file are called.
  private let title: String
  private let style: Style
  private let body: Markup

  /// A page.
  package init(title: String, _ style: Style, body: Markup) {
    self.title = title
    self.style = style
    self.body = body
  }

  /// The page as it is written.
  package var html: String {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>\(title)</title>
      <style>
      \(style == .report ? PageStyle.report : PageStyle.paper)
      \(PageStyle.widths)
      </style></head><body>
      \(body)
      </body></html>

      """
    return page.text
  }
}
