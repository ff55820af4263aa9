import Foundation
import HotlineModel
import Measures
import TestSupport
import Tickets

/// Sheets of measures in a folder of their own, and tickets that are judged by them.
struct MeasureSamples {
  let folder: TemporaryFolder

  /// The sheets that are shipped, with other rows in place of some.
  init(
    deadlines: String? = nil, rates: String? = nil, weights: String? = nil, matters: String? = nil
  ) throws {
    folder = try TemporaryFolder()
    let sheets = [
      ("deadlines", deadlines), ("rates", rates), ("weights", weights), ("matters", matters),
    ]
    for (name, rows) in sheets {
      var text = try String(
        contentsOfFile: "\(Shell.root)/Mappings/measures/\(name).csv", encoding: .utf8)
      if let rows { text = text.prefix { $0 != "\n" } + "\n" + rows + "\n" }
      try text.write(toFile: "\(folder.path)/\(name).csv", atomically: true, encoding: .utf8)
    }
  }

  /// The definitions, with a hash that keeps different texts apart.
  func definitions(_ calendar: WorkingCalendar = Self.calendar) throws -> MeasureDefinitions {
    try MeasureDefinitions(
      folder: folder.path, calendar: calendar,
      hash: { text in
        let sum = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
          ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return String(repeating: "0", count: 4) + String(sum, radix: 16)
      })
  }

  /// The holidays of 2021 and 2022 as `DOMAIN` 5.3 has them, and no other year.
  static let calendar = WorkingCalendar(
    years: 2021...2022,
    holidays: days(
      2021,
      "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007"
    )
    .union(
      days(
        2022,
        "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231")),
    makeUpDays: days(2021, "0207 0220 0425 0508 0918 0926 1009")
      .union(days(2022, "0129 0130 0402 0424 0507 1008 1009")))

  private static func days(_ year: Int, _ text: String) -> Set<CivilDate> {
    var days: Set<CivilDate> = []
    for piece in text.split(separator: " ") {
      let ends = piece.split(separator: "-").compactMap { Int($0) }.compactMap {
        CivilDate(year: year, month: $0 / 100, day: $0 % 100)
      }
      guard let first = ends.first, let last = ends.last else { continue }
      for number in first.dayNumber...last.dayNumber { days.insert(CivilDate(dayNumber: number)) }
    }
    return days
  }

  /// A ticket of line 12329 that was accepted; fields by their paths in the unified format.
  static func ticket(_ values: [String: String] = [:], line: String = "12329") -> TicketRow {
    var all = [
      "call.receivedAt": "2021-10-08T10:00:00+08:00", "matter.type": "help",
      "status.state": "accepted",
    ]
    all.merge(values) { _, new in new }
    var row = TicketRow()
    row.set(.line, to: line.utf8)
    row.set(.legacyNumber, to: "1".utf8)
    for (path, value) in all {
      guard let field = TicketField(rawValue: path) else { preconditionFailure(path) }
      row.set(.field(field), to: value.utf8)
    }
    return row
  }
}
