import Findings
import Foundation
import HotlineModel
import TestSupport
import Tickets

@testable import Crosswalk

/// A mapping written for one test, laid over a header.
struct MappingFixture {
  let folder: TemporaryFolder
  let mapping: Mapping
  let line: LegacyHotline
  let home: AreaCode

  struct NoSuchNumber: Error {}

  /// A mapping of rows below the headers of its sheets.
  init(
    fields: String, steps: String? = nil, settings: String = "", codes: [String: String] = [:],
    tables: [String: String] = [:], units: String? = nil, times: String? = nil,
    life: (from: String, to: String)? = nil
  ) throws {
    folder = try TemporaryFolder()
    let root = "sources/m"
    _ = try folder.file("\(root)/source.csv", "setting,value\nowner,某单位\n\(settings)")
    _ = try folder.file(
      "\(root)/fields.csv",
      "field,source,transform,formats,codes,required,otherwise\n"
        + "legacyNumber,编号,text,,,yes,quarantine\n\(fields)")
    if let steps {
      _ = try folder.file("\(root)/steps.csv", "field,step,columns,value,part\n\(steps)")
    }
    for (name, rows) in codes {
      _ = try folder.file("\(root)/codes/\(name).csv", "legacy,unified\n\(rows)")
    }
    for (name, text) in tables { _ = try folder.file("\(root)/codes/\(name).csv", text) }
    if let times {
      _ = try folder.file("\(root)/times.csv", "earlier,later,otherwise\n\(times)")
    }
    if let units { _ = try folder.file("values/units.csv", units) }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/values", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Shell.root + "/Mappings/values/placeholders.csv",
      toPath: folder.path + "/values/placeholders.csv")
    mapping = try Mapping("m", in: folder.path) { _ in "000000" }
    guard let home = AreaCode("0757"), let number = try? HotlineNumber(parsing: "12329", home: home)
    else { throw NoSuchNumber() }
    self.home = home
    line = LegacyHotline(
      id: "12329", number: number, name: "", owner: "", facts: [:], monthlyCalls: nil, seats: nil,
      hours: .always, carriers: [], division: "", validFrom: life.flatMap { CivilDate($0.from) },
      validTo: life.flatMap { CivilDate($0.to) },
      place: SourceLocation(file: "register.csv"))
  }

  init(_ scenario: EvaluatorScenario) throws {
    try self.init(
      fields: scenario.fields, steps: scenario.steps, settings: scenario.settings,
      codes: scenario.codes, tables: scenario.tables, units: scenario.units, times: scenario.times,
      life: scenario.life)
  }

  func bound(_ header: [String]) throws -> BoundMapping {
    try BoundMapping(mapping, line: line, header: header, file: "a.csv", home: home)
  }

  func record(_ header: [String], _ fields: [String], number: Int = 1) -> LegacyRecord {
    LegacyRecord(
      header: header, fields: fields,
      place: SourceLocation(file: "a.csv", line: number + 1, record: number, offset: number),
      raw: [])
  }

  /// What becomes of a field: its text, nothing, or the code of what keeps the record out.
  func outcome(_ cells: [(String, String)], field: TicketField?) throws -> String? {
    let header = ["编号"] + cells.map(\.0)
    let number = field == nil ? [] : ["A1"]
    let record = record(
      field == nil ? cells.map(\.0) : header, number + cells.map(\.1))
    switch try bound(record.header).map(record) {
    case .ticket(let ticket): return field.map { ticket[$0] } ?? ticket.legacyNumber
    case .unusable(let findings): return findings.map(\.code.rawValue).joined(separator: " ")
    case .skipped: return "skipped"
    }
  }
}
