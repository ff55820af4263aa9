package import Findings
import HotlineModel

/// What a sheet must look like: its columns, their values, and what makes a row unique.
package struct SheetForm: Sendable {
  /// What one row stands for, for complaints: `line`, `code`.
  package let thing: String
  /// The columns, in the order in which documents show them.
  package let columns: [SheetColumn]
  /// The columns that together are unique; none where rows may repeat.
  package let key: [String]

  /// A form of a sheet.
  package init(thing: String, columns: [SheetColumn], key: [String] = []) {
    self.thing = thing
    self.columns = columns
    self.key = key
  }

  /// The names of the columns in a language, as a header has them.
  package func header(in language: Language) -> [String] {
    columns.map { language == .chinese ? $0.chineseName : $0.name }
  }

  /// The name of a column in a language; `nil` where there is no such column.
  package func name(ofColumn key: String, in language: Language) -> String? {
    columns.first { $0.name == key }.map { language == .chinese ? $0.chineseName : $0.name }
  }

  /// The key of a column that a header names in either language; `nil` where there is none.
  package func columnName(_ text: String) -> String? {
    columns.first { $0.name == text || $0.chineseName == text }?.name
  }
}

/// A column of a sheet, with the values it may hold.
package struct SheetColumn: Sendable {
  /// What a cell may hold.
  package enum Domain: Sendable {
    /// Any text, but not nothing.
    case text
    /// Any text, or nothing.
    case optionalText
    /// One of a closed list.
    case oneOf([String])
    /// One of a closed list, or any text that begins with a prefix.
    case oneOfOrPrefixed([String], prefix: String)
    /// Several of a closed list, joined by `|`.
    case anyOf([String])
    /// A whole number from zero up.
    case count
    /// A whole number from zero up, or `unknown`.
    case countOrUnknown
    /// A day such as `2021-10-09` or `2021/10/9`.
    case date
    /// A day, or nothing.
    case optionalDate
    /// Opening hours as `ServiceHours` reads them.
    case hours
    /// A number as it is dialled within its area: three to eight digits.
    case subscriber
  }

  /// The name in the header.
  package let name: String
  /// The name a header may use instead.
  package let chineseName: String
  /// What a cell may hold.
  package let domain: Domain
  /// What holds where the sheet leaves the column out; `nil` where it may not.
  package let absent: String?

  /// A column; `absent` says what holds where a sheet leaves it out.
  package init(_ name: String, _ chineseName: String, _ domain: Domain, absent: String? = nil) {
    self.name = name
    self.chineseName = chineseName
    self.domain = domain
    self.absent = absent
  }

  /// Whether a cell may say this.
  package func accepts(_ text: String) -> Bool {
    switch domain {
    case .optionalText: true
    case .text: !text.isEmpty
    case .oneOf(let values): values.contains(text)
    case .oneOfOrPrefixed(let values, let prefix): values.contains(text) || text.hasPrefix(prefix)
    case .anyOf(let values):
      text.split(separator: "|", omittingEmptySubsequences: false).allSatisfy {
        values.contains(String($0))
      }
    case .count: Self.isCount(text)
    case .countOrUnknown: text == "unknown" || Self.isCount(text)
    case .date: CivilDate(text) != nil
    case .optionalDate: text.isEmpty || CivilDate(text) != nil
    case .hours: ServiceHours(text) != nil && ServiceHours.fault(in: text) == nil
    case .subscriber: (3...8).contains(text.utf8.count) && Self.isCount(text)
    }
  }

  /// What is wrong with a cell.
  package func complaints(about text: String, at place: SourceLocation) -> [Finding] {
    if accepts(text) { return [] }
    switch domain {
    case .optionalText: return []
    case .text: return [empty(place, "something")]
    case .oneOf(let values): return [unknown(text, values, place)]
    case .oneOfOrPrefixed(let values, let prefix):
      return [unknown(text, values + [prefix + "…"], place)]
    case .anyOf(let values):
      return text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        .filter { !values.contains($0) }.map { unknown($0, values, place) }
    case .count: return [malformed(text, "a whole number", "300", place)]
    case .countOrUnknown: return [malformed(text, "a whole number or unknown", "300", place)]
    case .date: return [malformed(text, "a day", "2021-10-31", place)]
    case .optionalDate: return [malformed(text, "a day or nothing", "2021-10-31", place)]
    case .hours:
      switch ServiceHours.fault(in: text) {
      case .overMidnight(let rewritten):
        let expected =
          "a span of one day; hours over midnight are two spans, the second on the morning's kind "
          + "of day"
        return [malformed(text, expected, rewritten, place)]
      case .overlap:
        return [
          malformed(text, "spans that do not overlap", "workdays 08:30-12:00 14:00-17:30", place)
        ]
      case nil:
        return [malformed(text, "opening hours", "workdays 08:30-12:00 14:00-17:30", place)]
      }
    case .subscriber:
      return [malformed(text, "a number of three to eight digits, no area code", "12395", place)]
    }
  }

  private static func isCount(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } && Int(text) != nil
  }

  private func empty(_ place: SourceLocation, _ expected: String) -> Finding {
    Finding(.sheetCellEmpty(column: name, expected: expected), at: place)
  }

  private func unknown(_ text: String, _ values: [String], _ place: SourceLocation) -> Finding {
    let expected = values.joined(separator: ", ")
    if text.isEmpty { return empty(place, expected) }
    return Finding(
      .sheetValueUnknown(
        found: text, column: name, nearest: nearest(to: text, among: values), expected: expected),
      at: place)
  }

  private func malformed(
    _ text: String, _ expected: String, _ example: String, _ place: SourceLocation
  ) -> Finding {
    text.isEmpty
      ? empty(place, "\(expected), such as \(example)")
      : Finding(.sheetValueMalformed(found: text, expected: expected, example: example), at: place)
  }
}

/// The legal value that is fewest edits away from what was written.
package func nearest(to text: String, among values: [String]) -> String {
  let wanted = Array(text.lowercased())
  let distances = values.map { (value: $0, edits: edits(wanted, Array($0.lowercased()))) }
  guard let best = distances.min(by: { $0.edits < $1.edits }),
    best.edits * 2 <= max(wanted.count, best.value.count)
  else { return "" }
  return best.value
}

/// Levenshtein's distance.
private func edits(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let change = previous[column] + (character == other ? 0 : 1)
      current.append(min(change, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
