import Findings
import HotlineModel
import Sheets

/// The rules of a mapping on their way out of its sheets, with what is wrong with these.
struct RuleReading {
  /// The rules that could be read.
  private(set) var rules: [FieldRule] = []
  /// What is wrong with the sheets.
  private(set) var complaints: [Finding] = []
  private let folder: String
  private var tables: [String: CodeTable] = [:]
  private var units: UnitTree?

  /// Reads `fields.csv` and `steps.csv` of a mapping's folder, the code tables they name, and the
  /// sheet of units at a path where a field is filled with one.
  ///
  /// Two digits of a year stand for one of the hundred years from `century` on.
  init(folder: String, fields: Sheet, steps: Sheet?, units path: String, century: Int?) {
    self.folder = folder
    if fields.rows.contains(where: { $0["transform"] == FieldRule.Transform.unit.rawValue }) {
      collect { $0.units = try UnitTree(contentsOf: path) }
    }
    var prepared: [CellStep] = []
    for row in steps?.rows ?? [] {
      collect { reading in
        prepared.append(try CellStep(row) { try reading.table($0, for: row, of: nil) })
      }
    }
    for row in fields.rows {
      collect { reading in
        let field = FieldRule.Target(row["field"])?.field
        let name = row["codes"]
        let table = name.isEmpty ? nil : try reading.table(name, for: row, of: field)
        let own = prepared.filter { $0.field == row["field"] }
        reading.rules.append(
          try FieldRule(
            row, table: table, units: reading.units, steps: own, century: century))
      }
    }
    let filled = Set(fields.rows.map { $0["field"] })
    complaints += prepared.filter { !filled.contains($0.field) }.map { step in
      Finding(
        .sheetValueUnknown(
          found: step.field, column: "field",
          nearest: nearest(to: step.field, among: filled.sorted()),
          expected: "a field of fields.csv"), at: step.place)
    }
    if !filled.contains("legacyNumber") {
      complaints.append(
        Finding(
          .sheetHeaderMissing(
            expected: "legacyNumber", example: "legacyNumber,工单编号,text,,,yes,quarantine"),
          at: SourceLocation(file: fields.file, line: 1)))
    }
  }

  /// The hashes of the code tables, one a sheet, sorted.
  var tableHashes: [String] {
    Dictionary(tables.values.map { ($0.file, $0.sha256) }) { first, _ in first }.values.sorted()
      + (units.map { [$0.sha256] } ?? [])
  }

  /// Does a part of the reading, and keeps what was wrong with it.
  private mutating func collect(_ body: (inout RuleReading) throws -> Void) {
    do {
      try body(&self)
    } catch let unusable as Unusable {
      complaints += unusable.findings
    } catch {
      complaints.append(Finding(.unexpected(reason: "\(error)"), at: SourceLocation(file: folder)))
    }
  }

  /// A code table by its name, read once; `field` is the one whose codes it must give.
  private mutating func table(
    _ name: String, for row: SheetRow, of field: TicketField?
  ) throws -> CodeTable {
    let key = "\(field?.rawValue ?? "") \(name)"
    if let table = tables[key] { return table }
    let path = "\(folder)/codes/\(name).csv"
    do {
      let table = try CodeTable(name, contentsOf: path, unified: field?.codes)
      tables[key] = table
      return table
    } catch let unusable as Unusable where unusable.findings.map(\.code) == [.sheetMissing] {
      throw Unusable(
        .mappingCodeTableMissing(found: name, field: row["field"], expected: path),
        at: row.place(of: field == nil ? "field" : "codes"))
    }
  }
}
