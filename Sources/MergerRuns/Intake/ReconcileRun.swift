import Findings
import HotlineModel
import MergerStore
package import Reports
import Sheets
import Tickets

/// Counts what the ledger holds, and holds it against the counts that were handed over.
package struct ReconcileRun {
  private let workspace: Workspace
  private let ledger: Ledger

  /// A run over a workspace's ledger.
  package init(_ workspace: Workspace) throws {
    self.workspace = workspace
    ledger = try workspace.ledger()
  }

  /// The control totals of all tickets, or of those that some batches brought.
  ///
  /// - Parameters:
  ///   - names: the batches; all where none is named.
  ///   - groupings: what they will be counted by.
  ///   - progress: is given how far the run is.
  /// - Returns: the totals.
  /// - Throws: `Unusable`: `HL6204` no such batch, `HL6003` where the ledger does not hold what it
  ///   says.
  package func totals(
    batches names: [String], by groupings: [ControlTotals.Grouping] = [],
    progress: (RunProgress) -> Void = { _ in }
  ) throws -> ControlTotals {
    func step(_ count: Int, _ english: String, _ chinese: String) {
      progress(
        RunProgress(Words(english, chinese), count: count, .steps, part: .init(count - 1, of: 2)))
    }
    step(1, "counting tickets", "清点工单")
    let wanted = Set(try names.map { try ledger.batch(named: $0).name })
    var totals = ControlTotals()
    totals.tickets = try ledger.totals(
      ofBatches: wanted, withFiles: groupings.contains { [.batch, .file].contains($0) })
    step(2, "counting the quarantine", "清点隔离区")
    totals.notLoaded = try ledger.notLoaded(
      ofBatches: try wanted.map { try Ledger.batchID($0) }.sorted())
    return totals
  }

  /// The books of each file, by batch; those of all batches where none is named.
  ///
  /// - Throws: `Unusable` with `HL6204` where there is none of a name.
  package func books(batches names: [String]) throws -> [Batch] {
    let wanted = Set(try names.map { try ledger.batch(named: $0).name })
    return try ledger.batches().filter { wanted.isEmpty || wanted.contains($0.name) }
  }

  /// The rows of a sheet of handed-over counts, each beside ours.
  ///
  /// - Throws: `Unusable` with every complaint about the sheet.
  package func against(_ path: String, totals: ControlTotals) throws -> [ReconciledRow] {
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    let register = try workspace.register()
    return try sheet.rows.map { row in
      if !row["file"].isEmpty { return try fileRow(row, register) }
      let line = row["line"].isEmpty ? "" : try workspace.line(row["line"], in: register).id
      let isWholeLine = row["period"].isEmpty && row["type"].isEmpty && row["status"].isEmpty
      let notLoaded =
        line.isEmpty ? Array(totals.notLoaded.values) : [totals.notLoaded[line] ?? .init()]
      return ReconciledRow(
        line: line, period: row["period"], type: row["type"], status: row["status"],
        expected: row.count("count") ?? 0,
        tickets: totals.count(
          line: line, period: row["period"], type: row["type"], status: row["status"]),
        quarantined: isWholeLine ? notLoaded.map(\.quarantined).reduce(0, +) : nil,
        waived: isWholeLine ? notLoaded.map(\.waived).reduce(0, +) : nil,
        place: row.place(of: "count"))
    }
  }

  /// The count of one delivered file beside its books: every record of it must be accounted for.
  private func fileRow(_ row: SheetRow, _ register: Register) throws -> ReconciledRow {
    let narrower = ["period", "type", "status"].filter { !row[$0].isEmpty }
    guard narrower.isEmpty else {
      throw Unusable(
        .sheetValueUnknown(
          found: row[narrower[0]], column: narrower[0], nearest: "",
          expected: "nothing: a row that names a file counts all its records"),
        at: row.place(of: narrower[0]))
    }
    let line = row["line"].isEmpty ? "" : try workspace.line(row["line"], in: register).id
    let books = try ledger.batches().filter { batch in
      batch.state == "closed" && (line.isEmpty || batch.line == line)
    }.flatMap(\.files).last { $0.file.name == row["file"] }
    let aside = try books.map { try ledger.notLoaded(ofFile: $0.file.sha256) } ?? .init()
    let records = books.map { $0.reconciliation.read - $0.reconciliation[.skipped] } ?? 0
    return ReconciledRow(
      file: row["file"], line: line, period: "", type: "", status: "",
      expected: row.count("count") ?? 0, tickets: records - aside.quarantined - aside.waived,
      quarantined: aside.quarantined, waived: aside.waived, place: row.place(of: "count"))
  }

  private static let form = SheetForm(
    thing: "count",
    columns: [
      SheetColumn("file", "文件", .optionalText, absent: ""),
      SheetColumn("line", "热线", .optionalText, absent: ""),
      SheetColumn("period", "期间", .optionalText, absent: ""),
      SheetColumn("type", "类型", .optionalText, absent: ""),
      SheetColumn("status", "状态", .optionalText, absent: ""),
      SheetColumn("count", "数量", .count),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["file", "line", "period", "type", "status"])
}
