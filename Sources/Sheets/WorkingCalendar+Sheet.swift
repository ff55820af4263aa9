import Findings
package import HotlineModel

extension WorkingCalendar {
  /// Reads the working-day calendar: one row for each day that is not what its weekday says.
  ///
  /// The years it knows are those its rows speak of, without a gap.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet.
  package init(contentsOf path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    let days = sheet.rows.compactMap { row in row.date("date").map { ($0, row["kind"]) } }
    guard let first = days.map(\.0).min(), let last = days.map(\.0).max() else {
      throw Unusable(
        .sheetHeaderMissing(expected: "day", example: "2021-10-01,holiday,National Day"),
        at: SourceLocation(file: path, line: 2))
    }
    self.init(
      years: first.year...last.year,
      holidays: Set(days.filter { $0.1 == "holiday" }.map(\.0)),
      makeUpDays: Set(days.filter { $0.1 == "workday" }.map(\.0)))
  }

  /// What the calendar looks like.
  package static let form = SheetForm(
    thing: "day",
    columns: [
      SheetColumn("date", "日期", .date),
      SheetColumn("kind", "类别", .oneOf(["holiday", "workday"])),
      SheetColumn("holiday", "节日", .optionalText, absent: ""),
    ], key: ["date"])
}
