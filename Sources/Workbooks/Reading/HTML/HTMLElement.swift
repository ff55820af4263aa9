/// The elements of HTML, as far as the cells of tables depend on them.
enum HTMLElement: Hashable {
  case table, caption, columns, column, rowGroup, row, cell
  case lineBreak
  /// What is on lines of its own: `p`, `div`.
  case block(String)
  /// Text whose blanks and line ends count.
  case pre
  /// What holds something other than text and tags: `script`, `style`.
  case raw(String)
  /// Values to choose from, which are not the text of a page.
  case choice(String)
  /// What has no end tag: `img`, `input`.
  case void
  case inline(String)

  /// The element of a name in small letters or others.
  init(_ name: ArraySlice<UInt8>) {
    // Nearly all tags are of these two.
    if name.count == 2, let first = name.first, first | 0x20 == UInt8(ascii: "t") {
      switch name[name.startIndex + 1] | 0x20 {
      case UInt8(ascii: "d"), UInt8(ascii: "h"):
        self = .cell
        return
      case UInt8(ascii: "r"):
        self = .row
        return
      default: break
      }
    }
    self.init(
      String(
        decoding: name.lazy.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self))
  }

  private init(_ name: String) {
    switch name {
    case "br": self = .lineBreak
    case "table": self = .table
    case "tbody", "thead", "tfoot": self = .rowGroup
    case "caption": self = .caption
    case "colgroup": self = .columns
    case "col": self = .column
    case "pre", "listing", "textarea": self = .pre
    case "script", "style", "xmp", "iframe", "noembed", "noframes", "title": self = .raw(name)
    case "select", "option", "optgroup", "datalist": self = .choice(name)
    case "img", "input", "wbr", "meta", "link", "base", "area", "embed", "param", "source", "track":
      self = .void
    default: self = Self.blocks.contains(name) ? .block(name) : .inline(name)
    }
  }

  private static let blocks: Set<String> = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "article", "header", "footer", "address", "blockquote", "center", "form", "fieldset", "legend",
    "figure", "main", "nav", "aside", "details", "summary", "hr",
  ]
}
