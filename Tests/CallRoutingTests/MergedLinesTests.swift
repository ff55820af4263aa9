import Findings
import Foundation
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

/// R19: a merged line that has lost its route is named by a check, whatever took the route.
@Suite struct MergedLinesTests {
  /// The report on the sample city with one text of `phases.csv` in the place of another.
  private func report(
    _ from: String, _ to: String, leftOut: Set<String> = []
  ) throws -> CheckReport {
    let folder = try TemporaryFolder()
    for name in ["targets.csv", "phases.csv", "announcements.csv"] {
      let text = try String(contentsOfFile: SampleCity.folder + "/" + name, encoding: .utf8)
      _ = try folder.file(name, name == "phases.csv" ? text.replacing(from, with: to) : text)
    }
    let sheets = try RoutingSheets(folder: folder.path, home: SampleCity.home)
    let table = try SampleCity.table(sheets: folder.path)
    let later = Set(sheets.phases.filter(\.isLater).map(\.line))
    return MergedLinesRouted(plannedLater: later, leftOut: leftOut).report(on: table)
  }

  @Test(arguments: [
    ("12329,2021-11-25 02:00", "12329,"),
    ("12366,2021-11-25 02:00,,,S-12366", "12366,2021-11-25,,,"),
    ("12318,2021-11-25 02:00,2022-02-23,,,A-MERGED", "12318,2021-11-25,2022-02-23,,,"),
    ("96119,2021-11-25 02:00,2022-02-23,,,A-MERGED,15,\n", ""),
    ("12356,2021-11-25 02:00,2022-02-23,,,A-MERGED", "12356,,,,,"),
  ])
  func `a line without its row, day, desks or announcement fails`(from: String, to: String) throws {
    let report = try report(from, to)
    #expect(!report.isPassed)
    #expect(report.witnesses.map(\.finding.code) == [.mergedWithoutRoute])
    let line = String(from.prefix(5))
    #expect(report.witnesses.first?.finding.facts["found"] == line)
    #expect(try self.report(from, to, leftOut: [line]).witnesses.isEmpty)
  }

  @Test func `a line whose day is still open is a warning`() throws {
    for word in ["later", "待定"] {
      let report = try report("12329,2021-11-25 02:00", "12329,\(word)")
      #expect(report.isPassed)
      #expect(report.witnesses.map(\.finding.code) == [.plannedLater])
    }
    #expect(throws: Unusable.self) { try report("12345,,", "12345,later,") }
  }

  @Test func `the sample city has a route for every merged line`() throws {
    let report = try report("", "")
    #expect(report.witnesses.isEmpty)
    #expect(report.examined.first?.value == 14)
  }
}
