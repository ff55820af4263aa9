import Findings
import HotlineModel
import Reports
import Sheets

/// One row of the city's checklist: a task that a notice gives the city, who does it, by when.
struct CityItem: Sendable {
  /// `city-03`.
  let id: String
  /// What is to be done, in Chinese.
  let words: String
  /// Who is responsible, the first before the others.
  let owners: [String]
  /// The paper that proves it.
  let evidence: String
  /// The day that the notice names; `nil` where it names none, with the reason in `note`.
  let due: CivilDate?
  /// What a reader should know of the day, or why there is none.
  let note: String
  /// The items that must be signed before, by their ids.
  let dependsOn: [String]
  /// The clause.
  let source: String
  /// What the toolkit itself answers about it.
  let checks: [AutomaticCheck]
  let row: SheetRow

  /// What the sheet looks like.
  static let form = SheetForm(
    thing: "item",
    columns: [
      SheetColumn("item", "编号", .text),
      SheetColumn("task", "核对项", .text),
      SheetColumn("task_en", "英文", .text),
      SheetColumn("owner", "责任单位", .text),
      SheetColumn("evidence", "证据", .text),
      SheetColumn("due", "期限", .optionalDate),
      SheetColumn("note", "备注", .optionalText),
      SheetColumn("depends_on", "前置项", .optionalText),
      SheetColumn("source", "依据", .text),
      SheetColumn("checks", "自动核对", .optionalText, absent: ""),
    ], key: ["item"])

  /// Reads a row that has passed the form; adds to `complaints` what the form cannot see.
  init(_ row: SheetRow, complaints: inout [Finding]) {
    id = row["item"]
    words = row["task"]
    owners = row.list("owner")
    evidence = row["evidence"]
    due = row.date("due")
    note = row["note"]
    dependsOn = row.list("depends_on")
    source = row["source"]
    checks = row.checks(where: \.isOfCity, complaints: &complaints)
    self.row = row
    if id.wholeMatch(of: /city-[0-9]{2}/) == nil {
      complaints.append(
        Finding(
          .sheetValueMalformed(
            found: id, expected: "city-01…city-99", example: "city-01"),
          at: row.place(of: "item")))
    }
    if due == nil, note.isEmpty {
      complaints.append(
        Finding(.checklistDueReasonMissing(item: id), at: row.place(of: "due")))
    }
  }
}

extension SheetRow {
  /// The automatic checks that a row names.
  ///
  /// - Parameters:
  ///   - isAsked: which checks may be named here.
  ///   - complaints: gets `HL2xxx` for each other name.
  /// - Returns: the checks, in the order in which they are named.
  func checks(
    where isAsked: (AutomaticCheck) -> Bool, complaints: inout [Finding]
  ) -> [AutomaticCheck] {
    let known = AutomaticCheck.allCases.filter(isAsked)
    let names = known.map(\.rawValue)
    return list("checks").compactMap { name in
      if let check = known.first(where: { $0.rawValue == name }) { return check }
      complaints.append(
        Finding(
          .sheetValueUnknown(
            found: name, column: "checks", nearest: nearest(to: name, among: names),
            expected: names.joined(separator: ", ")), at: place(of: "checks")))
      return nil
    }
  }
}
