package import Findings
import HotlineModel
package import Reports
package import Workbooks

/// What a workbook of checklists says that came back: rows that somebody filled in, and what is wrong
/// with others.
///
/// Rows are found by their ids, columns by their headers, wherever they are now.
package struct ChecklistReturn: Sendable {
  /// A row that says something else than it did when the workbook was written.
  package struct Row: Hashable, Sendable {
    /// What was filled in.
    package let entry: ItemEntry
    /// The newest entry of the item when the workbook was written; 0 without one.
    package let seen: Int
    /// A hash of what was asked then.
    let content: String
    /// What the cell of the task shows.
    let task: String
    /// The row.
    package let place: SourceLocation
  }

  /// The city that the workbook is of.
  package let city: String
  /// The rows that were filled in, in the order in which the workbook was written.
  package let rows: [Row]
  /// What is wrong; such rows, columns and sheets are not among the rows.
  package let findings: [Finding]

  /// The names of the sheets that are read.
  package static func isRead(_ sheet: String) -> Bool {
    !ChecklistForm.otherSheets.contains(sheet)
  }

  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - workbook: the workbook, with its hidden sheet.
  ///   - source: its name, as entries name it.
  ///   - who: who enters what was filled in.
  ///   - hash: a hash of a text, in hexadecimal digits.
  /// - Throws: `Unusable`: `HL4030` where it is not a workbook of checklists, `HL4031` where its ids
  ///   were changed.
  package init(
    _ workbook: ReturnedWorkbook, source: String, by who: String, hash: (String) -> String
  ) throws {
    let ids = try ChecklistIDs(workbook, hash: hash)
    city = ids.city
    var findings: [Finding] = []
    var found: [String: [(row: FilledRow, place: SourceLocation)]] = [:]
    let known = Dictionary(ids.rows.map { ($0.item, $0) }) { first, _ in first }
    for sheet in workbook.sheets where sheet.name != ChecklistForm.idSheet {
      guard let table = ItemTable(sheet, of: workbook.file, findings: &findings) else { continue }
      for row in table.rows {
        if known[row.item] != nil {
          found[row.item, default: []].append((row, table.place(row)))
        } else if !row.item.isEmpty || row.isFilled {
          findings.append(Finding(.checklistRowUnknown(found: row.item), at: table.place(row)))
        }
      }
    }
    var rows: [Row] = []
    for id in ids.rows {
      guard let places = found[id.item] else { continue }
      guard places.count == 1 else {
        findings.append(Finding(.checklistRowTwice(item: id.item), at: places.map(\.place)))
        continue
      }
      let (row, place) = places[0]
      guard ChecklistIDs.Row.short(row.shown, hash) != id.filled || !row.faults.isEmpty else {
        continue
      }
      let entry = row.entry(source: source, by: who, at: place, findings: &findings)
      if let entry {
        rows.append(
          Row(entry: entry, seen: id.entry, content: id.content, task: row.task, place: place))
      }
    }
    let missing = ids.rows.map(\.item).filter { found[$0] == nil }
    if !missing.isEmpty {
      let shown = missing.prefix(5).joined(separator: "、") + (missing.count > 5 ? "……" : "")
      findings.append(
        Finding(
          .checklistRowsMissing(count: missing.count, found: shown),
          at: SourceLocation(file: workbook.file)))
    }
    self.rows = rows
    self.findings = findings
  }

  /// What keeps a row from being entered for an item as it is now; `nil` where nothing does.
  package static func refusal(
    of row: Row, for item: ChecklistItem, in list: Checklist, hash: (String) -> String
  ) -> Finding? {
    if ChecklistIDs.Row.content(of: item, in: list, hash) != row.content {
      return Finding(.checklistItemChanged(item: item.id), at: row.place)
    }
    guard FilledText.trimmed(ChecklistForm.task(of: item)) == row.task else {
      return Finding(.checklistRowMixed(item: item.id, found: row.task), at: row.place)
    }
    return nil
  }
}

/// A sheet of items as it came back.
private struct ItemTable {
  private let sheet: ReturnedSheet
  private let file: String
  let rows: [FilledRow]

  /// Finds the columns of a sheet; `nil` where it is not a sheet of items, or has lost a column, which
  /// is added to `findings`.
  init?(_ sheet: ReturnedSheet, of file: String, findings: inout [Finding]) {
    let header = sheet.rows.prefix(50).first { row in
      let texts = row.cells.indices.map(row.text)
      return texts.count { ChecklistForm.titles.contains($0) } >= 3
    }
    guard let header else { return nil }
    self.sheet = sheet
    self.file = file
    var columns: [Int] = []
    for title in [ChecklistForm.idTitle, ChecklistForm.taskTitle] + ChecklistForm.filledTitles {
      let found = header.cells.indices.filter { header.text($0) == title }
      if found.count == 1 {
        columns.append(found[0])
        continue
      }
      findings.append(
        Finding(
          .checklistColumnLost(
            column: title, reason: found.isEmpty ? "no longer there" : "there more than once"),
          at: SourceLocation(
            file: file, sheet: sheet.name, line: header.number, column: (found.last ?? 0) + 1)))
    }
    guard columns.count == 2 + ChecklistForm.filledTitles.count else { return nil }
    rows = sheet.rows.filter { $0.number > header.number }.map { FilledRow($0, columns) }
  }

  func place(_ row: FilledRow) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet.name, line: row.number, column: row.column + 1)
  }
}

/// One row of a sheet of items as it came back.
private struct FilledRow {
  let number: Int
  /// The column of the conclusion, from 0.
  let column: Int
  let item: String
  let task: String
  /// The cells to fill in, without blanks around them; a date as `2021-10-09`.
  let shown: [String]
  /// Those of them whose value cannot be known, by their titles.
  let faults: [String]

  init(_ row: ReturnedSheet.Row, _ columns: [Int]) {
    number = row.number
    column = columns[2]
    item = row.text(columns[0])
    task = row.text(columns[1])
    var shown = columns.dropFirst(2).map(row.text)
    if let day = FilledText.day(FilledText.halfWidth(shown[4])) { shown[4] = day.description }
    self.shown = shown
    faults = zip(ChecklistForm.filledTitles, columns.dropFirst(2))
      .filter { row.faults.contains($0.1) }.map(\.0)
  }

  var isFilled: Bool { shown.contains { !$0.isEmpty } || !faults.isEmpty }

  /// What was filled in; `nil` where a cell cannot be used, which is added to `findings`.
  func entry(
    source: String, by who: String, at place: SourceLocation, findings: inout [Finding]
  ) -> ItemEntry? {
    func refuse(_ column: Int, _ expected: String) {
      let title = ChecklistForm.filledTitles[column]
      let cell = shown[column].isEmpty ? "…" : "`\(shown[column])`"
      findings.append(
        Finding(
          .checklistCellUnusable(item: item, column: title, found: cell, expected: expected),
          at: place))
    }
    if let fault = faults.first, let column = ChecklistForm.filledTitles.firstIndex(of: fault) {
      refuse(column, "a value that can be read")
      return nil
    }
    let conclusion = shown[0].isEmpty ? .pending : ItemConclusion(named: shown[0])
    guard let conclusion else {
      refuse(0, ItemConclusion.allCases.map(\.chinese).joined(separator: "、"))
      return nil
    }
    let day = CivilDate(shown[4])
    guard shown[4].isEmpty || day != nil else {
      refuse(4, "a day such as 2021-10-09")
      return nil
    }
    guard !shown[3].isEmpty || shown.allSatisfy(\.isEmpty) else {
      refuse(3, "the name of who filled it in")
      return nil
    }
    return ItemEntry(
      item: item, conclusion: conclusion, evidence: shown[1], remark: shown[2],
      filledBy: shown[3].isEmpty ? who : shown[3], day: day, source: source, who: who)
  }
}
