import CallRouting
import Findings
import Foundation
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import SwitchExporters

/// Faults that somebody could type into the sheets: each is caught when the table is built or by
/// a named check, and it is said by what.
@Suite struct SeededSheetFaultTests {
  /// One text put in the place of another in a sheet, and what must catch it.
  typealias Fault = (name: String, sheet: String, from: String, to: String, caught: String)

  static let faults: [Fault] = [
    (
      "an emergency number gets a stage", "phases.csv", "12329,2021-11-25", "110,2021-11-25",
      "HL5001"
    ),
    (
      "a protected number gets a stage", "phases.csv", "12329,2021-11-25", "12395,2021-11-25",
      "HL5001"
    ),
    ("a desk dials an emergency number", "targets.csv", "sip:12366@", "sip:120@", "HL5001"),
    ("a linked line gets a stage", "phases.csv", "12329,2021-11-25", "96968,2021-11-25", "HL5002"),
    ("a line nobody knows", "phases.csv", "12329,2021-11-25", "12399,2021-11-25", "HL5003"),
    ("two lines dial each other's desks", "targets.csv", "sip:12366@", "sip:12313@", "HL5114"),
    ("a desk dials a number that is given up", "targets.csv", "sip:12333@", "sip:12318@", "HL5114"),
    (
      "12345's queue dials a number that is given up", "targets.csv", "sip:12345@192.0.2.12",
      "sip:82100001@192.0.2.12", "HL5114"
    ),
    ("12345 comes after its lines", "phases.csv", "12345,,", "12345,2021-12-01,", "HL5113"),
    (
      "no announcement is named", "phases.csv", "12318,2021-11-25 02:00,2022-02-23,,,A-MERGED",
      "12318,2021-11-25 02:00,2022-02-23,,,", "HL5103"
    ),
    (
      "an announcement is misspelt", "phases.csv", "12318,2021-11-25 02:00,2022-02-23,,,A-MERGED",
      "12318,2021-11-25 02:00,2022-02-23,,,A-MREGED", "HL5105"
    ),
    (
      "a sub-center has no desks", "phases.csv", "12366,2021-11-25 02:00,,,S-12366",
      "12366,2021-11-25 02:00,,,", "HL5102"
    ),
    (
      "a sub-center's desks are a trunk", "targets.csv", "S-12366,3,sub-center", "S-12366,3,trunk",
      "HL5105"
    ),
    ("a sub-center's only address is off", "targets.csv", "10,100,36,yes", "10,100,36,no", "R10"),
    ("12345 has no queue", "phases.csv", "Q-12345", "Q-12354", "HL5109"),
    (
      "the grace period ends before it begins", "phases.csv", "12318,2021-11-25 02:00,2022-02-23",
      "12318,2021-11-25 02:00,2021-11-01", "HL5104"
    ),
    (
      "the grace period is too short", "phases.csv", "12318,2021-11-25 02:00,2022-02-23",
      "12318,2021-11-25 02:00,2021-12-23", "R08"
    ),
    (
      "a number is cancelled before its announcement", "phases.csv", "2022-02-23,2027-06-30",
      "2022-02-23,2022-01-30", "HL5104"
    ),
    (
      "a cutover lies in a frozen time", "phases.csv", "12329,2021-11-25 02:00",
      "12329,2022-02-01 02:00", "R16"
    ),
    (
      "a cutover is no day", "phases.csv", "12329,2021-11-25 02:00", "12329,2021-11-31 02:00",
      "HL2007"
    ),
    ("a line stands twice", "phases.csv", "12336,2021-11-25", "12318,2021-11-25", "HL2008"),
    ("desks ring for ever", "phases.csv", "S-12366,,15", "S-12366,,900", "HL2007"),
    ("desks do not ring", "phases.csv", "S-12366,,15", "S-12366,,0", "HL2007"),
    ("desks ring longer than the city allows", "phases.csv", "S-12366,,15", "S-12366,,45", "R07"),
    ("a queue takes no calls", "targets.csv", "20,50,600", "20,50,0", "HL2007"),
    ("an address has no weight", "targets.csv", "20,50,600", "20,0,600", "HL2007"),
    ("two addresses of a queue have one priority", "targets.csv", "10,50,600", "20,50,600", "R12"),
    ("a set has another's number", "targets.csv", "S-12366,3,", "S-12366,4,", "HL2008"),
    (
      "rows of one set disagree", "targets.csv", "platform,24h,sip:12345@192.0.2.12",
      "platform,daily 08:00-20:00,sip:12345@192.0.2.12", "HL5107"
    ),
    ("12345 sleeps at night", "targets.csv", "platform,24h", "platform,daily 08:00-20:00", "R04"),
    ("a set's name has a semicolon", "targets.csv phases.csv", "S-12366", "S;12366", "R12"),
    ("a set's name has a colon", "targets.csv phases.csv", "S-12366", "S:12366", "R12"),
    ("a set's name has a bar", "targets.csv phases.csv", "S-12366", "S|12366", "R12"),
    (
      "a set's hours are an hour off", "targets.csv", "workdays 09:00-12:00 14:00-17:00",
      "workdays 10:00-13:00 15:00-18:00", "HL5112"
    ),
    ("an address is no SIP address", "targets.csv", "sip:12366@192.0.2.66:5060", "12366", "HL2007"),
    (
      "12345 has one address", "targets.csv",
      "Q-12345,1,platform,24h,sip:12345@192.0.2.12:5060,10,50,600,yes,12345备用\n", "", "R18"
    ),
  ]

  @Test func `every fault in the sheets is caught, and by what it must be`() throws {
    var basis = CheckBasis()
    basis.approved = Set(try SampleCity.decisions.map(\.line.number))
    basis.parameters = try CheckParameters(contentsOf: SampleCity.folder + "/checks.csv")
    basis.freezes = try CheckBasis.freezes(contentsOf: SampleCity.folder + "/freezes.csv")
    let checks = RoutingTable.checks(basis) + [FieldsFit()]
    for fault in Self.faults {
      let caught = try caught(fault, checks)
      print(
        "seeded fault: sheets: \(fault.name): "
          + (caught.isEmpty ? "NOT CAUGHT" : caught.joined(separator: " ")))
      #expect(caught.contains(fault.caught), "\(fault.name): \(caught)")
    }
    #expect(Self.faults.count >= 30)
  }

  /// The codes of the findings where the table is not built or speaks of it, or the checks that
  /// fail.
  private func caught(_ fault: Fault, _ checks: [any RoutingCheck]) throws -> [String] {
    let folder = try TemporaryFolder()
    for name in ["targets.csv", "phases.csv", "announcements.csv"] {
      let text = try String(contentsOfFile: SampleCity.folder + "/" + name, encoding: .utf8)
      let isOwn = fault.sheet.split(separator: " ").contains { $0 == name }
      let changed = isOwn ? text.replacing(fault.from, with: fault.to) : text
      if isOwn { #expect(changed != text, "\(fault.name) changes nothing in \(name)") }
      _ = try folder.file(name, changed)
    }
    do {
      let whole = try SampleCity.table(years: 2021...2022)
      let table = try SampleCity.table(sheets: folder.path, years: 2021...2022)
      let said = table.findings.filter { finding in
        !whole.findings.contains { $0.code == finding.code && $0.facts == finding.facts }
      }
      return try said.map(\.code.rawValue)
        + checks.filter { try !$0.report(on: table).isPassed }.map(\.id)
    } catch let unusable as Unusable {
      return Array(Set(unusable.findings.map(\.code.rawValue))).sorted()
    }
  }
}
