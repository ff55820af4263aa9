import Bytes
import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import Sheets
import TestSupport
import Testing
import Tickets

@Suite struct `Before a file is taken in` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
  }

  private func files() throws -> [(path: String, mapping: String)] {
    try SampleWorkspace.deliveries().flatMap { delivery in
      delivery.files.map { (SampleWorkspace.sample + "/" + $0, delivery.mapping) }
    }
  }

  @Test func `every file of the sample city is told, with the mapping that is its own`() throws {
    let run = try SniffRun(sample.workspace)
    for (path, mapping) in try files() {
      let profile = try run.run(path)
      #expect(profile.fits.first?.mapping == mapping, "\(path)")
      #expect(profile.fits.first?.missing == [])
      #expect(
        profile.file.charset
          == (path.contains("12333") || path.contains("8610") ? "utf-8" : "gb18030"))
      let names = profile.columns.filter { $0.privacy != .open }.count
      #expect(names >= 3, "\(path)")
    }
  }

  @Test func `the records counted are those that were put in`() throws {
    let run = try SniffRun(sample.workspace)
    let form = SheetForm(
      thing: "file",
      columns: ["file", "read"].map { SheetColumn($0, $0, .text) }
        + Reconciliation.Outcome.allCases.map { SheetColumn($0.rawValue, "", .text) })
    let truth = try Sheet(
      contentsOf: SampleWorkspace.sample + "/expected/reconciliation.csv", form: form)
    for row in truth.rows {
      let profile = try run.run(SampleWorkspace.sample + "/" + row["file"])
      #expect(profile.records == row.count("read"), "\(row["file"])")
    }
  }

  @Test func `no profile and no preview shows a telephone number or a name in clear`() throws {
    let sniff = try SniffRun(sample.workspace)
    for (path, mapping) in try files() {
      // The line's own number is in the path; it is nobody's.
      var shown = try sniff.run(path).json.line
      let (records, _) = try PreviewRun(sample.workspace, mapping: mapping).run(path, count: 30)
      shown += records.map(\.json.line).joined()
      shown = shown.replacing("0757-82100001/", with: "")
      #expect(shown.firstMatch(of: /1380000[0-9]{4}/) == nil, "\(path)")
      #expect(shown.firstMatch(of: /(0757.?|）|86757)8210[0-9]{4}/) == nil, "\(path)")
      #expect(records.count == 30)
    }
  }

  @Test func `a preview tells what an import would do, and keeps nothing`() throws {
    let path = SampleWorkspace.sample + "/exports/12329/12329-2019.csv"
    let (records, _) = try PreviewRun(sample.workspace, mapping: "12329-gjj")
      .run(path, count: .max)
    #expect(records.count == 1303)
    #expect(records.count { $0.outcome == .quarantined } == 11)
    #expect(records.count { $0.outcome == .skipped } == 1)
    #expect(try sample.workspace.batches().isEmpty)
  }

  @Test
  func `a draft from the names alone imports a known file as well as the mapping made by hand`()
    async throws
  {
    let path = SampleWorkspace.sample + "/exports/12329/12329-2019.csv"
    let draft = try DraftRun(sample.workspace).run(path, name: "draft")
    #expect(draft.columns.allSatisfy { $0.ground == .name })
    let report = try await ImportRun(sample.workspace, line: "12329", mapping: "draft")
      .run([path], label: nil, now: SampleWorkspace.now)
    #expect(report.isBalanced && report.failures.isEmpty)
    // The marker row is a record to the draft, and repeated numbers are conflicts.
    #expect(report.total[.accepted] > 1250)
    #expect(throws: Unusable.self) { try DraftRun(sample.workspace).run(path, name: "draft") }
  }

  @Test func `coverage counts the codes that nobody has decided`() throws {
    let files = ["2019", "2020"].map { SampleWorkspace.sample + "/exports/12329/12329-\($0).csv" }
    let (coverage, written) = try MappingRuns(sample.workspace)
      .coverage("12329-gjj", files: files, isWriting: true)
    let types = try #require(coverage.first { $0.field == "matter.type" })
    #expect(types.unknown == [CodeCoverage.Unknown(value: "催办件", count: 2)])
    #expect(types.seen - types.known == 2)
    let list = try #require(written.first { $0.hasSuffix("codes/type.todo.csv") })
    #expect(
      try String(contentsOfFile: list, encoding: .utf8) == "legacy,unified,count\n催办件,,2\n")
  }

  @Test func `a check names the column that a file lacks and the list of open codes`() throws {
    let runs = MappingRuns(sample.workspace)
    let path = try sample.folder.file(
      "x.csv",
      "工单编号\t来电时间\t来电类别\t内容\t工单状态\nA\t2020-01-01 00:00\t投诉\t甲\t已办结\n")
    let check = try runs.check("86100002-nanhai", files: [path])
    #expect(check.findings.contains { $0.code == .mappingColumnMissing })
    _ = try sample.folder.file("w/Mappings/sources/12329-gjj/codes/type.todo.csv", "legacy\n甲\n")
    #expect(
      try runs.check("12329-gjj", files: []).findings.map(\.code) == [.mappingCodesOpen])
  }

  @Test func `the mappings that ship have nothing to mend`() throws {
    let runs = MappingRuns(sample.workspace)
    for mapping in runs.list() {
      #expect(mapping.version != nil)
      let severities = try runs.check(mapping.name, files: []).findings.map(\.severity)
      #expect(severities.allSatisfy { $0 == .note }, "\(mapping.name)")
      // Those of real lines show by a sample what they do.
      guard !mapping.name.hasPrefix("benchmark") else { continue }
      let tested = try runs.test(mapping.name, isUpdating: false)
      #expect(tested.records > 0 && tested.findings.isEmpty, "\(tested.differences)")
    }
  }
}
