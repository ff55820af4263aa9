import CallRouting
import Findings
import Foundation
import HotlineModel
import Reports
import RoutingSamples
import Sheets
import TestSupport
import Testing

@testable import SwitchExporters

/// Mistakes that somebody could type into the sheets: each is caught when a sheet is read, when the
/// table is built, or by a named check, and it is said by what.
@Suite struct SeededSheetFaultTests {
  /// One text put in the place of another in some sheets, and what must catch it: a code or a check.
  private struct Mistake {
    let name: String
    let sheets: [String]
    let from: String
    let to: String
    let caught: String
  }

  private static let form = SheetForm(
    thing: "mistake",
    columns: [
      SheetColumn("mistake", "错误", .text), SheetColumn("sheet", "表", .text),
      SheetColumn("from", "原文", .text), SheetColumn("to", "改为", .optionalText),
      SheetColumn("caught", "查出", .text),
    ], key: ["mistake"])

  /// `seeded-mistakes.csv`; `⏎` is the end of a line.
  private static func mistakes() throws -> [Mistake] {
    try Sheet(contentsOf: Shell.root + "/Tests/Facts/seeded-mistakes.csv", form: form).rows.map {
      let ends = ["from", "to"].map { [row = $0] in row[$0].replacing("⏎", with: "\n") }
      return Mistake(
        name: $0["mistake"], sheets: $0["sheet"].split(separator: " ").map(String.init),
        from: ends[0], to: ends[1], caught: $0["caught"])
    }
  }

  private static let sheets = [
    "targets.csv", "phases.csv", "announcements.csv", "checks.csv", "hour-profile.csv",
    "freezes.csv", "linkage.csv", "register.csv",
  ]

  @Test func `every mistake in the sheets is caught, and by what it must be`() throws {
    let mistakes = try Self.mistakes()
    let texts = try Dictionary(
      uniqueKeysWithValues: Self.sheets.map { name in
        let path = name == "register.csv" ? "/../register.csv" : "/" + name
        return (name, try String(contentsOfFile: SampleCity.folder + path, encoding: .utf8))
      })
    let whole = try caught(texts, by: "")
    #expect(whole.isEmpty, "the sample city itself: \(whole)")
    var slips: [String] = []
    for mistake in mistakes {
      var changed = texts
      for sheet in mistake.sheets {
        changed[sheet] = texts[sheet]?.replacing(mistake.from, with: mistake.to)
        #expect(changed[sheet] != texts[sheet], "\(mistake.name) changes nothing in \(sheet)")
      }
      let caught = try caught(changed, by: mistake.caught)
      if !caught.contains(mistake.caught) { slips.append("\(mistake.name): \(caught)") }
    }
    print("seeded mistakes in sheets: \(mistakes.count), slips: \(slips.count)")
    #expect(slips.isEmpty, "\(slips.joined(separator: "\n"))")
    #expect(mistakes.count >= 200)
  }

  /// The codes of the findings of reading and building, and of those of the checks, with the checks
  /// that fail; no further check is asked once the wanted answer is there.
  private func caught(_ texts: [String: String], by wanted: String) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in texts { _ = try folder.file(name, text) }
    do {
      let calendar = SampleCity.calendar(2020...2022)
      let decisions = try self.decisions(register: folder.path + "/register.csv")
      var basis = CheckBasis()
      basis.approved = Set(decisions.map(\.line.number))
      basis.parameters = try CheckParameters(contentsOf: folder.path + "/checks.csv")
      basis.freezes = try CheckBasis.freezes(
        contentsOf: folder.path + "/freezes.csv", within: calendar)
      _ = try CheckBasis.profile(contentsOf: folder.path + "/hour-profile.csv")
      let table = try SampleCity.table(decisions, sheets: folder.path, years: 2020...2022)
      _ = try Linkage.rows(
        contentsOf: folder.path + "/linkage.csv", decisions: decisions, table: table)
      let checks: [any RoutingCheck] =
        RoutingTable.checks(basis) + [FieldsFit(), FieldsFit(CarrierExporter())]
      var caught = Set(table.findings.map(\.code.rawValue))
      // The check that is wanted comes first, those that sweep the whole time last.
      let slow = ["R01", "R04", "R06", "R18"]
      func rank(_ check: any RoutingCheck) -> Int {
        check.id == wanted ? 0 : slow.contains(check.id) ? 2 : 1
      }
      for check in checks.sorted(by: { rank($0) < rank($1) }) where !caught.contains(wanted) {
        let report = try check.report(on: table)
        caught.formUnion(report.witnesses.map(\.finding.code.rawValue))
        if !report.isPassed { caught.insert(report.id) }
      }
      return caught.sorted()
    } catch let unusable as Unusable {
      return Array(Set(unusable.findings.map(\.code.rawValue))).sorted()
    }
  }

  /// The sample city's decisions, of the lines as the register has them.
  private func decisions(register: String) throws -> [Decision] {
    let lines = try Register(contentsOf: register, home: SampleCity.home).lines
    let known = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
    let decided = try SampleCity.decisions.compactMap { decision in
      known[decision.line.id].map { (decision, $0) }
    }
    // A line whose number was changed is decided as the one that is gone.
    let gone = try SampleCity.decisions.filter { known[$0.line.id] == nil }
    let ids = Set(try SampleCity.decisions.map(\.line.id))
    let renamed = zip(gone, lines.filter { !ids.contains($0.id) && $0.owner.contains("公积金") })
    return (decided + renamed).map { decision, line in
      Decision(
        line: line, mode: decision.mode, number: decision.number, seats: decision.seats,
        callPath: decision.callPath, deadline: "", template: "", reason: "", path: [], policy: "")
    }
  }
}
