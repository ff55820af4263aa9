import Bytes
import Crosswalk
package import Findings
package import HotlineModel
import MergerStore
import RecordReaders
import Reports
import Sheets
import Tickets

extension QuarantineRuns {
  /// What came of a file of repaired records.
  package struct Repaired: Sendable {
    /// The small batch they came in as; `nil` where none could.
    package internal(set) var report: ImportReport?
    /// Records whose quarantine was closed.
    package var closed: Int { report?.closed ?? 0 }
    /// Records that an earlier run had taken in as they stand here, and closed.
    package internal(set) var closedBefore = 0
    /// Records that still cannot be used; they stay as they were.
    package internal(set) var open = 0
    /// Rows that name no open record.
    package internal(set) var refused = 0
    /// Why others cannot be used.
    package internal(set) var findings: [Finding] = []
  }

  /// Takes repaired records in as a small batch, and closes their quarantine: all in one
  /// transaction, so that a run that was killed did all of it or nothing.
  ///
  /// A record that still cannot be used is no part of the batch: it stays in quarantine. A row whose
  /// record was taken in before, as it stands in the file, is counted and otherwise left alone.
  ///
  /// - Throws: `Unusable`: `HL6207` where the file has no `_id` column, what makes it unreadable,
  ///   `HL2201` no such mapping, `HL6001` where another run is writing, `HL6220` where another batch
  ///   of the line was interrupted.
  package func importRepaired(
    _ path: String, mapping name: String, now: CivilInstant
  ) throws -> Repaired {
    // The spreadsheet program that it was repaired in may have saved it in another charset.
    let named = try workspace.mapping(name)
    let file = try DeliveredFile(path, declared: nil) { kind in
      guard named.resolved(for: kind.container ?? .csv).settings.container.kind != .xml else {
        return .xml
      }
      // Rows and columns, whichever program saved them.
      return kind.container == .workbook ? kind : .text
    }
    let mapping = named.resolved(for: file.kind.container ?? .csv)
    let rows = try RepairedRows(mapping: mapping).read(file)
    let lock = try ledger.lock()
    var sorting = RepairSorting(
      workspace: workspace, mapping: mapping, register: try workspace.register())
    try ledger.withQuarantine { view in
      for row in rows { try sorting.add(row, in: view) }
      try sorting.sortClosed(in: view)
    }
    if let line = sorting.line { try enter(&sorting, line, file.export(), mapping, now: now) }
    _ = consume lock
    return sorting.result
  }

  /// Enters what is good, or finishes what an earlier program's run had entered and not closed.
  private func enter(
    _ sorting: inout RepairSorting, _ line: String, _ file: ExportFile, _ mapping: Mapping,
    now: CivilInstant
  ) throws {
    let label = "repaired \(file.name)"
    let interrupted = try ledger.interruptedBatches(ofLine: line).last {
      $0.isNewest && $0.kind == .repair && $0.label == label && $0.mapping == mapping.version
        && $0.files.map(\.sha256) == [file.sha256]
    }
    let good = sorting.good
    guard !good.isEmpty || interrupted != nil else { return }
    var report = ImportReport(label: label, mapping: mapping.version)
    var batch = try ledger.beginBatch(
      .repair, label: label, line: line, mapping: mapping.version,
      repetition: mapping.settings.repetition, continuing: interrupted, now: now,
      closings: { _, batch in good.map { QuarantineClosing(entry: $0.entry.id, batch: batch) } })
    if interrupted == nil {
      var book = try batch.open(file)
      try book.enter(
        SealedTickets(
          BoundMapping.batch(
            of: good.map { ($0.record, .ticket($0.ticket)) }, line: line, file: file.name,
            batch: batch.name, mapping: mapping), asking: book.ledgerKeys))
      report.findings = try batch.close(book, of: file, header: nil, isLast: true)
    }
    try batch.close()
    try report.add(batch)
    sorting.result.report = report
  }
}

/// Sorts repaired rows by what can be done with them.
private struct RepairSorting {
  let workspace: Workspace
  let mapping: Mapping
  let register: Register

  /// The rows that come in, each with the record that it repairs.
  private(set) var good: [(record: LegacyRecord, ticket: Ticket, entry: QuarantineEntry)] = []
  /// The line that the rows are of.
  private(set) var line: String?
  var result = QuarantineRuns.Repaired()

  /// Rows whose record is not open; the ticket is what the mapping makes of them, if anything.
  private var closed: [(row: RepairedRows.Row, entry: QuarantineEntry, ticket: Ticket?)] = []
  private var desk: RepairDesk?
  private var named: Set<Int> = []
  private var contents: [String: Ticket] = [:]

  init(workspace: Workspace, mapping: Mapping, register: Register) {
    self.workspace = workspace
    self.mapping = mapping
    self.register = register
  }

  /// Adds a row of the file.
  mutating func add(_ row: RepairedRows.Row, in view: QuarantineView) throws {
    do {
      let entry = try entry(row, in: view)
      let desk = try desk(for: entry, row.record)
      guard entry.record.state == "open" else {
        guard case .ticket(let ticket) = try desk.mapped(row.record) else {
          return closed.append((row, entry, nil))
        }
        return closed.append((row, entry, ticket))
      }
      switch try desk.outcome(of: row.record, entry: entry, in: view) {
      case .ticket(let ticket): addGood(row, entry, ticket)
      case .unusable(let found):
        result.findings += found
        result.open += 1
      case .skipped: result.open += 1
      }
    } catch let unusable as Refused {
      result.findings.append(unusable.finding)
      result.refused += 1
    }
  }

  private struct Refused: Error {
    let finding: Finding
  }

  /// The record that a row repairs.
  private mutating func entry(
    _ row: RepairedRows.Row, in view: QuarantineView
  ) throws -> QuarantineEntry {
    guard let id = row.id else {
      throw Refused(finding: Finding(.repairColumnsMissing(expected: "_id"), at: row.record.place))
    }
    let entry: QuarantineEntry
    do {
      entry = try view.entry(Ledger.quarantineID(id))
    } catch let unusable as Unusable {
      guard let finding = unusable.findings.first else { throw unusable }
      throw Refused(finding: finding)
    }
    guard named.insert(entry.id).inserted else {
      throw Refused(
        finding: Finding(.repairRepeated(found: entry.record.name), at: row.record.place))
    }
    return entry
  }

  /// The desk for the line of a record; a batch is of one line, and a file that was exported for
  /// repair is, too.
  private mutating func desk(
    for entry: QuarantineEntry, _ record: LegacyRecord
  ) throws -> RepairDesk {
    let line = self.line ?? entry.record.line
    guard entry.record.line == line else {
      throw Unusable(
        .quarantineNotOpen(found: entry.record.name, state: "of line \(entry.record.line)"),
        at: record.place)
    }
    if let desk { return desk }
    let new = RepairDesk(
      workspace: workspace, mapping: mapping, line: try workspace.line(line, in: register),
      header: record.header)
    (desk, self.line) = (new, line)
    return new
  }

  /// A row that is good, unless another one of the file has its number and says something else.
  private mutating func addGood(
    _ row: RepairedRows.Row, _ entry: QuarantineEntry, _ ticket: Ticket
  ) {
    if mapping.settings.repetition == .quarantine, let other = contents[ticket.legacyNumber],
      other.contentHash != ticket.contentHash
    {
      result.findings.append(Finding(.keyConflict(sheet: "source.csv"), at: row.record.place))
      result.open += 1
      return
    }
    contents[ticket.legacyNumber] = ticket
    good.append((row.record, ticket, entry))
  }

  /// Rows whose records are not open: they were taken in before, as they stand here, or are refused.
  ///
  /// Of several rows of one number only one has become the ticket: it answers for the others.
  mutating func sortClosed(in view: QuarantineView) throws {
    let tickets = try closed.compactMap(\.ticket).filter { try view.holds($0) }
    let numbers = Set(tickets.map(\.legacyNumber))
    for (row, entry, ticket) in closed {
      if entry.record.state == "resolved", let ticket, numbers.contains(ticket.legacyNumber) {
        result.closedBefore += 1
        continue
      }
      result.refused += 1
      result.findings.append(
        Finding(
          .quarantineNotOpen(found: entry.record.name, state: entry.record.state),
          at: row.record.place))
    }
  }
}

/// The rows of a file that was exported for repair and came back.
struct RepairedRows {
  struct Row {
    let record: LegacyRecord
    /// The record's name in quarantine.
    let id: String?
  }

  let mapping: Mapping

  func read(_ file: DeliveredFile) throws -> [Row] {
    if file.kind.container == .workbook { return try readWorkbook(file) }
    switch mapping.settings.container {
    case .xml(let name):
      var rows: [Row] = []
      var reader = try XMLReader(file, record: name)
      while let record = try reader.next() { rows.append(Self.withoutAttributes(record)) }
      return rows
    case .csv(let syntax): return try readSeparated(file, syntax)
    case .workbook: return try readSeparated(file, WorkbookReader.syntax)
    }
  }

  private func readSeparated(_ file: DeliveredFile, _ syntax: CSVSyntax) throws -> [Row] {
    var rows: [Row] = []
    var reader = try CSVReader.open(file, dialect: CSVDialect(syntax), isHeader: mapping.isHeader)
    guard let mark = reader.header.firstIndex(of: RepairSheet.columns[0]),
      reader.header.contains("_id")
    else { throw Self.withoutColumns(file) }
    let names = Array(reader.header[..<mark])
    while let record = try reader.next() { rows.append(Self.cut(record, names: names)) }
    return rows
  }

  /// In a workbook the three columns are in front, each cell below its name.
  private func readWorkbook(_ file: DeliveredFile) throws -> [Row] {
    var rows: [Row] = []
    var reader = try WorkbookReader.open(file, choice: SheetChoice(), isHeader: mapping.isHeader)
    let header = reader.header
    guard let id = header.firstIndex(of: "_id") else { throw Self.withoutColumns(file) }
    let added = header.indices.filter { RepairSheet.columns.contains(header[$0]) }
    func own(_ cells: [String]) -> [String] {
      cells.indices.filter { !added.contains($0) }.map { cells[$0] }
    }
    // A column without a name is called by its place, which the three have moved.
    let names = ColumnNames.of(own(header).map { ColumnNames.isPlaceName($0) ? "" : $0 })
    while let record = try reader.next() {
      rows.append(
        Row(
          record: LegacyRecord(
            header: names, fields: own(record.fields), place: record.place, raw: record.raw,
            damage: record.damage), id: record.fields[id].isEmpty ? nil : record.fields[id]))
    }
    return rows
  }

  private static func withoutColumns(_ file: DeliveredFile) -> Unusable {
    Unusable(.repairColumnsMissing(expected: "_id"), at: SourceLocation(file: file.path, line: 1))
  }

  /// The three columns behind are found from the end: a record may still be too short or too
  /// long, and a spreadsheet program may have filled rows up with empty cells.
  private static func cut(_ record: LegacyRecord, names: [String]) -> Row {
    let place = record.fields.lastIndex { field in
      field.utf8.count >= 7 && field.hasPrefix("Q") && Int(field.dropFirst()) != nil
    }
    guard let place, place >= 2 else { return Row(record: record, id: nil) }
    let fields = record.fields[..<(place - 2)].map { FormulaGuard.removed(from: $0) }
    return Row(
      record: LegacyRecord(
        header: names, fields: fields, place: record.place, raw: record.raw,
        damage: record.damage), id: record.fields[place])
  }

  private static func withoutAttributes(_ record: LegacyRecord) -> Row {
    let added = Set(RepairSheet.columns.map { "@" + $0 })
    let kept = record.header.indices.filter { !added.contains(record.header[$0]) }
    let id = record.header.firstIndex(of: "@_id").map { record.fields[$0] }
    return Row(
      record: LegacyRecord(
        header: kept.map { record.header[$0] }, fields: kept.map { record.fields[$0] },
        place: record.place, raw: record.raw, damage: record.damage), id: id)
  }
}
