import Findings
import HotlineModel
import Reports
import Workbooks

/// The hidden sheet of a workbook of checklists: what each item was when the workbook was written.
///
/// ```
/// key       value                 item              entry   filled
/// form      hotline-checklist/2
/// city      佛山市
/// created   2021-11-20T09:00:00+08:00
/// revision  5f1c…
/// item      12329-08              1f0e…             17      88ab…
/// ```
struct ChecklistIDs: Hashable, Sendable {
  /// One item as it was.
  struct Row: Hashable, Sendable {
    let item: String
    /// A hash of what is asked: the task, who does it, by when.
    let content: String
    /// The number of the newest entry; 0 without one.
    let entry: Int
    /// A hash of what the cells to fill in showed.
    let filled: String
  }

  let city: String
  let created: String
  let rows: [Row]

  init(city: String, created: String, rows: [Row]) {
    self.city = city
    self.created = created
    self.rows = rows
  }

  /// A hash of all of it.
  func revision(_ hash: (String) -> String) -> String { hash(Self.text(head + body)) }

  /// The rows of the sheet below its header.
  func cells(_ hash: (String) -> String) -> [[String]] {
    head + [["revision", revision(hash)]] + body
  }

  private var head: [[String]] {
    [ChecklistForm.kind, ["city", city], ["created", created]]
  }

  private var body: [[String]] {
    rows.map { ["item", $0.item, $0.content, "\($0.entry)", $0.filled] }
  }

  private static func text(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\n")
  }

  /// Reads a hidden sheet as it came back.
  ///
  /// - Throws: `Unusable`: `HL4030` where it is not one, `HL4031` where it was changed.
  init(_ workbook: ReturnedWorkbook, hash: (String) -> String) throws {
    let place = SourceLocation(file: workbook.file, sheet: ChecklistForm.idSheet)
    let all = (workbook.sheet(ChecklistForm.idSheet)?.rows ?? []).map { row in
      row.cells.indices.map(row.text)
    }
    func value(_ key: String) -> String? { all.first { $0.first == key && $0.count > 1 }?[1] }
    guard let form = value("form") else {
      throw Unusable(.checklistWorkbookForeign(reason: "it has no hidden sheet of ids"), at: place)
    }
    guard form == ChecklistForm.kind[1], let city = value("city"), let created = value("created")
    else {
      throw Unusable(.checklistWorkbookForeign(reason: "its form is `\(form)`"), at: place)
    }
    self.init(
      city: city, created: created,
      rows: try all.filter { $0.first == "item" }.map { cells in
        guard cells.count >= 5, let entry = Int(cells[3]) else {
          throw Unusable(.checklistIdsChanged, at: place)
        }
        return Row(item: cells[1], content: cells[2], entry: entry, filled: cells[4])
      })
    guard value("revision") == revision(hash) else {
      throw Unusable(.checklistIdsChanged, at: place)
    }
  }
}

extension ChecklistIDs.Row {
  /// An item as it is now.
  init(_ status: ItemStatus, in list: Checklist, hash: (String) -> String) {
    self.init(
      item: status.item.id, content: Self.content(of: status.item, in: list, hash),
      entry: status.revision, filled: Self.short(ChecklistForm.filled(status.entry?.entry), hash))
  }

  /// A hash of what is asked.
  static func content(
    of item: ChecklistItem, in list: Checklist, _ hash: (String) -> String
  ) -> String {
    let parts =
      [
        item.id, list.code, list.name, list.kind, item.owner, item.task, item.evidence,
        item.source, item.due?.description ?? "", item.dueNote,
      ] + item.dependsOn
    return short(parts, hash)
  }

  /// A hash of some texts, 16 hexadecimal digits.
  static func short(_ parts: [String], _ hash: (String) -> String) -> String {
    String(hash(parts.joined(separator: "\u{1F}")).prefix(16))
  }
}
