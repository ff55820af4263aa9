import Findings
import Foundation
import HotlineModel
import MergePolicy
import Reports
import TestSupport
import Testing

@Suite struct `Signed cases` {
  /// What `policy check` finds in a policy.
  func findings(_ copy: PolicyCopy) throws -> [Finding] {
    try copy.sign()
    let findings = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report()
      .findings
    for finding in findings { finding.expectWords() }
    return findings
  }

  @Test func `the shipped cases are answered as they say, and each rule has one`() throws {
    let copy = try PolicyCopy()
    let report = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report()
    let cases = try #require(report.cases)
    #expect(cases.all == 62 && cases.signed == 62)
    #expect(cases.failed == 0 && cases.rulesWithout == 0)
  }

  @Test func `an answer that a signed case contradicts is found at its rule, and refused`() throws {
    let edited = try PolicyCopy([
      "D6_disposition.csv": [
        ("two_way_transfer,2021-10-31,CK-DUAL-S", "two_way_transfer,2021-12-31,CK-DUAL-S")
      ]
    ])
    let found = try findings(edited).filter { $0.code == .caseFails }
    #expect(found.map { $0.facts["rule"] } == ["P06"])
    #expect(found.map { $0.facts["column"] } == ["deadline"])
    #expect(found.map { $0.facts["value"] } == ["2021-12-31"])
    #expect(found.map { $0.facts["expected"] } == ["2021-10-31"])
    #expect(found[0].places[0].file.hasSuffix("D6_disposition.csv"))
    #expect(try edited.findings().contains { $0.code == .caseFails })
  }

  @Test func `a case without a document guards nothing`() throws {
    let copy = try PolicyCopy([
      "cases.csv": [("张三,2021-10-11,佛山市工作方案(2021-10-09)及所走规则的依据,S04", "张三,2021-10-11,,S04")]
    ])
    let found = try findings(copy)
    #expect(found.filter { $0.code == .caseNotSigned }.count == 1)
    let bare = try #require(found.first { $0.code == .ruleWithoutCase })
    #expect(bare.facts["found"] == "S04" && bare.facts["table"] == "scope")
  }

  @Test func `a policy without cases, or without invariants, needs attention`() throws {
    let copy = try PolicyCopy()
    try FileManager.default.removeItem(atPath: copy.path + "/cases.csv")
    _ = try copy.folder.file("foshan-2021/invariants.csv", "id,when,must,because\n")
    let empty = try findings(copy).filter { $0.code == .policySheetEmpty }
    #expect(Set(empty.map { $0.facts["found"] }) == ["cases.csv", "invariants.csv"])
    #expect(empty.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [
    (
      "C01,82100001,three_modes,national,none,", "C01,82100001,three_modes,national,non,",
      FindingCode.sheetValueUnknown
    ),
    (
      "id,number,DEPT_BUILT,DUAL_LINES,annex,", "id,number,DEPT_BUILT,DUAL_LINES,anex,",
      .sheetColumnUnknown
    ),
    ("\nC02,", "\nC01,", .sheetKeyTwice),
  ])
  func `a sheet of cases that cannot be read is refused`(
    old: String, new: String, code: FindingCode
  )
    throws
  {
    let copy = try PolicyCopy(["cases.csv": [(old, new)]])
    #expect(try copy.findings().map(\.code).contains(code))
  }

  @Test func `proposals reach every rule and both sides of every limit`() throws {
    let copy = try PolicyCopy()
    try FileManager.default.removeItem(atPath: copy.path + "/cases.csv")
    let sheet = try CaseSheet(completing: copy.path)
    let signed = sheet.text(in: .english).replacing(/,,,,([^,\n]*)\n/) {
      ",张三,2021-10-11,文件,\($0.output.1)\n"
    }
    _ = try copy.folder.file("foshan-2021/cases.csv", signed)
    let found = try findings(copy)
    #expect(found.allSatisfy { $0.code != .ruleWithoutCase && $0.code != .caseFails })
    for calls in [299, 300, 2999, 3000] {
      #expect(sheet.text(in: .english).contains(",live,\(calls),"), "\(calls)")
    }
    // Nothing is proposed twice.
    #expect(try CaseSheet(completing: copy.path).added.isEmpty)
  }
}
