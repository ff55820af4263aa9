import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

@Suite struct LinkageTests {
  /// What is wrong with rows of `linkage.csv`; the way, day and document of those that are right.
  private func read(_ rows: String) throws -> (codes: [FindingCode], rows: [Linkage]) {
    let folder = try TemporaryFolder()
    let path = try folder.file("linkage.csv", "转出方,转入方,方式,起始日期,依据\n" + rows)
    do {
      let read = try Linkage.rows(
        contentsOf: path, decisions: SampleCity.decisions, table: SampleCity.table())
      return ([], read)
    } catch let unusable as Unusable {
      for finding in unusable.findings {
        #expect(!finding.message(in: .chinese).contains("{"))
        #expect(finding.places.first?.line != nil)
      }
      return (unusable.findings.map(\.code), [])
    }
  }

  @Test func `the sample city's linkage is read in its order`() throws {
    let rows = try Linkage.rows(
      contentsOf: SampleCity.folder + "/linkage.csv", decisions: SampleCity.decisions,
      table: SampleCity.table())
    #expect(rows.count == 9)
    #expect(rows[0].way == .threeWay)
    #expect(rows[2].from.text == "110" && rows[2].to.text == "12345")
    #expect(Set(rows.map(\.way)) == Set(Linkage.Way.allCases))
  }

  @Test func `110 and utilities pass on both ways, other emergency lines with a document only`()
    throws
  {
    #expect(try read("12345,119,transfer,2021-11-25,\n").codes == [])
    #expect(try read("110,12345,transfer,2022-05-16,\n").codes == [])
    #expect(try read("96968,12345,ticket,2022-05-16,\n").codes == [])
    for number in ["119", "120", "122", "12395", "0757-120"] {
      #expect(
        try read("\(number),12345,transfer,2021-11-25,\n").codes == [.linkageDirection])
      #expect(try read("\(number),12345,transfer,2021-11-25,示例文号〔2022〕1号\n").codes == [])
    }
  }

  @Test func `both parties are known, and one of them is 12345`() throws {
    for party in ["12329", "12318", "0757-82100001", "12399", "火警", "12350"] {
      #expect(
        try read("12345,\(party),transfer,2021-11-25,\n").codes == [.linkagePartyUnknown],
        "\(party)")
    }
    #expect(try read("110,119,transfer,2021-11-25,\n").codes == [.linkageWithout12345])
    #expect(try read("12345,0757-12345,transfer,2021-11-25,\n").codes == [.linkageWithout12345])
  }

  @Test func `a pair stands once with one way, and since a day that is known`() throws {
    let row = "12345,120,transfer,2021-11-25,\n"
    #expect(try read(row + row).codes == [.sheetKeyTwice])
    #expect(try read(row + "12345,+86120,transfer,2022-11-25,\n").codes == [.sheetKeyTwice])
    #expect(try read(row + "12345,120,three-way,2021-11-25,\n").rows.count == 2)
    #expect(try read("12345,120,transfer,2002-11-25,\n").codes == [.calendarTooShort])
    #expect(try read("12345,120,transfer,2027-01-01,\n").codes == [.calendarTooShort])
  }
}
