import Findings
import HotlineModel
import Reports
import SampleCity
import TestSupport
import Testing

@testable import MergerRuns

@Suite struct `Workbooks for repair` {
  @Test func `records of XML do not fit into rows`() throws {
    let folder = try TemporaryFolder()
    let header = DeliveredHeader(
      sha256: "", name: "a.xml", charset: "utf-8", syntax: nil, bytes: [])
    let workbook = RepairWorkbook(header: header, language: .english, reason: { _ in "" })
    let failure = #expect(throws: Unusable.self) {
      try workbook.write([], to: folder.path + "/a.xlsx", now: SampleWorkspace.now)
    }
    #expect(failure?.findings.map(\.code) == [.repairFormUnfit])
  }
}
