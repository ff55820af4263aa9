package import Bytes
package import Findings
package import HotlineModel

/// Charts as inline SVG, drawn without a script; whoever shows one shows the table of its figures
/// beside it.
package enum Charts {
  /// A part of a bar: its colour by the name of a class, and how much of it there is.
  package struct Part: Sendable {
    package let style: String
    package let name: String
    package let count: Int

    /// A part of a bar.
    package init(style: String, name: String, count: Int) {
      self.style = style
      self.name = name
      self.count = count
    }
  }

  /// Bars across, each made of parts; all to one scale.
  ///
  /// - Parameters:
  ///   - title: what is shown, for those who cannot see it.
  ///   - bars: the bars from top to bottom, each with its name.
  /// - Returns: the chart, with a legend of the parts that occur.
  package static func bars(_ title: String, _ bars: [(name: String, parts: [Part])]) -> Markup {
    // Letters of 11 pixels: a Han character is as wide as high, a Latin one little more than half.
    let widths = bars.map { bar in
      bar.name.unicodeScalars.reduce(6) { $0 + ($1.value > 0x2E7F ? 11 : 7) }
    }
    let (label, width, step) = (max(64, widths.max() ?? 0), 250, 19)
    let largest = max(1, bars.map { $0.parts.reduce(0) { $0 + $1.count } }.max() ?? 1)
    let rows = bars.enumerated().map { index, bar -> Markup in
      var place = label
      var (done, drawn): (Int, [Markup]) = (0, [])
      for part in bar.parts where part.count > 0 {
        done += part.count
        let end = label + done * width / largest
        drawn.append(
          """
          <rect class="\(part.style)" x="\(place)" y="\(index * step + 2)" \
          width="\(max(1, end - place))" height="15"/>
          """)
        if end - place >= 9 * String(part.count).count + 4 {
          let isDark = Self.light.contains(part.style)
          drawn.append(
            """
            <text class="\(isDark ? "dark" : "inside")" x="\((place + end) / 2)" \
            y="\(index * step + 13)" text-anchor="middle">\(part.count)</text>
            """)
        }
        place = end
      }
      return """
        <text x="\(label - 6)" y="\(index * step + 14)" text-anchor="end">\(bar.name)</text>\
        \(drawn)<text x="\(place + 5)" y="\(index * step + 14)">\(done)</text>
        """
    }
    let parts = bars.flatMap(\.parts)
    var seen: Set<String> = []
    let legend = parts.filter { $0.count > 0 && seen.insert($0.style).inserted }
    let order = parts.reduce(into: [String]()) { if !$0.contains($1.style) { $0.append($1.style) } }
    let items = legend.sorted {
      (order.firstIndex(of: $0.style) ?? 0) < (order.firstIndex(of: $1.style) ?? 0)
    }.map { "<li><i class=\"\($0.style)\"></i>\($0.name)</li>" as Markup }
    return """
      \(picture(title, width: label + width + 42, height: bars.count * step + 4, Markup(lines: rows)))
      <ul class="legend">\(items)</ul>
      """
  }

  /// Classes on which white figures could not be read.
  private static let light: Set<String> = [
    "not-applicable", "under-way", "not-started", "needs-evidence",
  ]

  /// How something grew to a whole over the days.
  ///
  /// - Parameters:
  ///   - title: what is shown, for those who cannot see it.
  ///   - points: how much there was at the end of each day, in the order of the days; two at least.
  ///   - whole: how much there will be.
  ///   - language: the language of the words in it.
  /// - Returns: the chart.
  package static func burnUp(
    _ title: String, _ points: [(day: CivilDate, count: Int)], of whole: Int,
    in language: Language = .chinese
  ) -> Markup {
    guard let first = points.first, let last = points.last else { return "" }
    let (left, right, top, bottom) = (34, 336, 8, 64)
    let days = max(1, last.day.dayNumber - first.day.dayNumber)
    let ceiling = max(1, whole)
    func x(_ day: CivilDate) -> Int {
      left + (day.dayNumber - first.day.dayNumber) * (right - left) / days
    }
    func y(_ count: Int) -> Int { bottom - count * (bottom - top) / ceiling }
    var path = "M \(x(first.day)) \(y(first.count))"
    for point in points.dropFirst() { path += " H \(x(point.day)) V \(y(point.count))" }
    let grid = [0, ceiling / 2, ceiling].map { count -> Markup in
      """
      <line class="grid" x1="\(left)" x2="\(right)" y1="\(y(count))" y2="\(y(count))"/>\
      <text x="\(left - 4)" y="\(y(count) + 4)" text-anchor="end">\(count)</text>
      """
    }
    let body: Markup = """
      \(Markup(lines: grid))
      <path class="line" d="\(path)"/>\
      <circle class="dot" cx="\(x(last.day))" cy="\(y(last.count))" r="3.5"/>
      <text x="\(x(last.day) - 6)" y="\(max(top + 10, y(last.count) - 6))" \
      text-anchor="end">\(last.count)\(language == .chinese ? "项" : "")</text>
      <text x="\(left)" y="\(bottom + 15)">\("\(first.day)")</text>\
      <text x="\(right)" y="\(bottom + 15)" text-anchor="end">\("\(last.day)")</text>
      """
    return picture(title, width: 350, height: bottom + 20, body)
  }

  /// One cut-over, and the window behind it.
  package struct Span: Sendable {
    package let name: String
    package let begins: CivilDate
    /// The end of the window; `nil` where there is none.
    package let ends: CivilDate?

    /// One cut-over, and the window behind it.
    package init(name: String, begins: CivilDate, ends: CivilDate?) {
      self.name = name
      self.begins = begins
      self.ends = ends
    }
  }

  /// Cut-overs with their windows over the months, and the day of the report.
  ///
  /// - Parameters:
  ///   - title: what is shown, for those who cannot see it.
  ///   - spans: the cut-overs from top to bottom; one at least.
  ///   - today: the day of the report.
  ///   - freezes: times in which nothing may change, from their first day to the day after the last.
  ///   - language: the language of the legend.
  /// - Returns: the chart, with a legend.
  package static func gantt(
    _ title: String, _ spans: [Span], today: CivilDate, freezes: [Range<CivilDate>] = [],
    in language: Language = .chinese
  ) -> Markup {
    let (left, right, top, step) = (92, 346, 18, 17)
    let begins = spans.map(\.begins) + freezes.map(\.lowerBound) + [today]
    let ends = spans.map { $0.ends ?? $0.begins } + freezes.map(\.upperBound) + [today]
    let first = (begins.min() ?? today).adding(days: -7)
    let last = (ends.max() ?? today).adding(days: 7)
    let days = max(1, last.dayNumber - first.dayNumber)
    func x(_ day: CivilDate) -> Int {
      left + (day.dayNumber - first.dayNumber) * (right - left) / days
    }
    let bottom = top + spans.count * step
    let months = monthStarts(from: first, to: last)
    let every = max(1, (months.count + 4) / 5)
    let grid = months.enumerated().map { index, day -> Markup in
      let parts = day.parts
      // A line for each month would be a wall where there are years of them.
      if every > 3, index % every != 0 { return "" }
      let isShown = index % every == 0 && x(day) <= right - 40
      let text = isShown ? "\(parts.year)-\(padded(parts.month, to: 2))" : ""
      return """
        <line class="grid" x1="\(x(day))" x2="\(x(day))" y1="\(top)" y2="\(bottom)"/>\
        <text class="dark" x="\(x(day) + 2)" y="\(top - 6)">\(text)</text>
        """
    }
    let rows = spans.enumerated().map { index, span -> Markup in
      let y = top + index * step
      let window: Markup =
        span.ends.map { end in
          """
          <rect class="window" x="\(x(span.begins))" y="\(y + 5)" \
          width="\(max(2, x(end) - x(span.begins)))" height="8"/>
          """
        } ?? ""
      let (cx, cy) = (x(span.begins), y + 9)
      return """
        <text x="\(left - 6)" y="\(y + 13)" text-anchor="end">\(span.name)</text>\(window)\
        <path class="moment" d="M \(cx) \(cy - 5) L \(cx + 5) \(cy) L \(cx) \(cy + 5) L \(cx - 5) \(cy) Z"/>
        """
    }
    let frozen = freezes.map { freeze -> Markup in
      """
      <rect class="freeze" x="\(x(freeze.lowerBound))" y="\(top)" \
      width="\(max(2, x(freeze.upperBound) - x(freeze.lowerBound)))" height="\(bottom - top)"/>
      """
    }
    func words(_ english: String, _ chinese: String) -> String {
      language == .chinese ? chinese : english
    }
    let freezeLegend: Markup =
      freezes.isEmpty ? "" : "<li><i class=\"frozen\"></i>\(words("freeze", "封网期"))</li>"
    let body: Markup = """
      \(Markup(lines: frozen + grid))
      <line class="axis" x1="\(left)" x2="\(right)" y1="\(top)" y2="\(top)"/>
      \(Markup(lines: rows))
      <line class="today" x1="\(x(today))" x2="\(x(today))" y1="\(top)" y2="\(bottom)"/>
      """
    return """
      \(picture(title, width: 350, height: bottom + 4, body))
      <ul class="legend"><li><i class="cut"></i>\(words("cut-over", "割接"))</li>\
      <li><i class="windowed"></i>\(words("announcement", "公告期"))</li>\(freezeLegend)\
      <li>\(words("dashed: ", "虚线："))\("\(today)")</li></ul>
      """
  }

  /// The first days of the months between two days.
  private static func monthStarts(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
    var (year, month) = (first.parts.year, first.parts.month)
    var starts: [CivilDate] = []
    while let day = CivilDate(year: year, month: month, day: 1), day <= last {
      if day >= first { starts.append(day) }
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return starts
  }

  private static func picture(
    _ title: String, width: Int, height: Int, _ body: Markup
  ) -> Markup {
    """
    <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">\
    <title>\(title)</title>
    \(body)
    </svg>
    """
  }
}
