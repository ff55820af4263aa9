/// The number formats of the styles of a workbook in XML of 2003.
struct XML2003Styles {
  private struct Style {
    var parent: String?
    var format: NumberFormat?
  }

  private var styles: [String: Style] = [:]
  private var current: String?
  /// Formats that were found, as nearly every cell has one of a few.
  private var formats: [String: NumberFormat] = [:]
  /// No workbook has more.
  private static let mostStyles = 65_536

  mutating func begin(_ id: String?, parent: String?) {
    current = styles.count < Self.mostStyles ? id : nil
    guard let current else { return }
    styles[current] = Style(parent: parent)
    formats = [:]
  }

  mutating func set(_ code: String?) {
    guard let current else { return }
    styles[current]?.format = NumberFormat(code ?? "General")
  }

  /// The format of a style.
  mutating func format(of id: String) -> NumberFormat {
    if let known = formats[id] { return known }
    let format = inherited(id)
    // A cell may name a style that there is not, and each another one.
    if formats.count < Self.mostStyles { formats[id] = format }
    return format
  }

  private func inherited(_ id: String) -> NumberFormat {
    var next: String? = id
    // A style that is its own ancestor ends somewhere too.
    for _ in 0..<16 {
      guard let id = next, let style = styles[id] else { break }
      if let format = style.format { return format }
      next = style.parent
    }
    return styles["Default"]?.format ?? .number
  }
}
