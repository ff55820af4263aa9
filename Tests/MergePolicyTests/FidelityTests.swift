import Findings
import Foundation
import HotlineModel
import MergePolicy
import Reports
import TestSupport
import Testing

/// What the notice says of which line, and where it says nothing.
@Suite struct `What the notice says and what it does not` {
  let policy: Policy

  init() throws {
    policy = try PolicyCopy().policy()
  }

  func decision(_ line: LegacyHotline) throws -> Decision {
    try policy.decision(for: line, protected: ProtectedNumbers())
  }

  @Test(arguments: [
    ("district", "440604", Certainty.certain), ("district", "440605", .certain),
    ("district", "440606", .certain), ("district", "440607", .assumption),
    ("district", "440608", .assumption), ("district", "", .assumption),
    ("town", "440606", .assumption),
  ])
  func `a district's line is merged, for certain where the notice names the district`(
    level: String, division: String, certainty: Certainty
  ) throws {
    let decision = try decision(
      line("82100001", having: ["owner_level": level], division: division))
    #expect(decision.mode == .fullMerge)
    #expect(decision.reason == "R_DISTRICT")
    #expect(decision.certainty == certainty)
  }

  @Test(arguments: [
    ("10010", "COMMERCIAL_NUMBER"), ("95588", "COMMERCIAL_NUMBER"), ("114", "COMMERCIAL_NUMBER"),
    ("400-830-0757", "COMMERCIAL_NUMBER"), ("800-830-0757", "COMMERCIAL_NUMBER"),
    ("96968", "REGIONAL_NUMBER"), ("12306", "NATIONAL_LINE"), ("12379", "NATIONAL_LINE"),
    ("12385", "NATIONAL_LINE"), ("12399", "NATIONAL_LINE"), ("12123", "POLICE_LINE"),
    ("96110", "POLICE_LINE"),
  ])
  func `a number that need not be a government's is never merged without a question`(
    number: String, question: String
  ) throws {
    for level in ["state", "province", "city", "district", "town", "enterprise"] {
      let decision = try decision(
        line(number, calls: 1, having: ["owner_level": level, "awareness": "low"]))
      #expect(decision.mode == .person)
      #expect(decision.reason == "Q_SCOPE/\(question)")
      #expect(policy.question(for: decision)?.code == question)
      #expect(decision.path.contains { $0.table == "number-classes" })
    }
  }

  @Test(arguments: [("12385", "dual", MergeMode.dualNumber), ("96968", "full", .fullMerge)])
  func `where a document names the number, the document decides`(
    number: String, annex: String, mode: MergeMode
  ) throws {
    let decision = try decision(line(number, having: ["owner_level": "state", "annex": annex]))
    #expect(decision.mode == mode)
    #expect(decision.reason == "R_ANNEX")
  }

  @Test func `a listed line and a utility's number are decided by their facts`() throws {
    let listed = ["owner_level": "state", "awareness": "low"]
    #expect(try decision(line("96119", calls: 1, having: listed)).reason == "R_QUIET")
    #expect(
      try decision(line("96968", having: ["utility": "yes"])).reason
        == "R_UTILITY/UTILITY_LINKAGE")
  }

  @Test(arguments: [
    (["owner_level": "non_administrative"], "Q_NOT_ADMINISTRATIVE"),
    (["owner_level": "state", "vertical": "yes", "annex": "full"], "Q_CONFLICT_ANNEX_VERTICAL"),
    (["owner_level": "state", "vertical": "yes", "annex": "dual"], "Q_CONFLICT_ANNEX_VERTICAL"),
    (["owner_level": "state", "vertical": "unknown", "annex": "full"], "Q_OWNER"),
    (["owner_level": "unknown", "vertical": "yes"], "Q_OWNER"),
    (["owner_level": "unknown", "vertical": "unknown"], "Q_OWNER"),
  ])
  func `a body that the notice does not speak of is asked about`(
    facts: [String: String], question: String
  ) throws {
    let decision = try decision(line("83380000", having: facts))
    #expect(decision.mode == .person)
    #expect(decision.reason == question)
    #expect(policy.question(for: decision)?.code == question)
  }

  @Test func `a vertical line that the annex makes a sub-center is one`() throws {
    let facts = ["owner_level": "state", "vertical": "yes", "annex": "sub"]
    #expect(try decision(line("12366", having: facts)).mode == .subCenter)
  }

  @Test func `a department's line that the other reading cancels is not called a district's`()
    throws
  {
    let merged = try PolicyCopy(
      isGuarded: false, ["parameters.csv": [("DEPT_BUILT,three_modes", "DEPT_BUILT,full")]]
    ).policy()
    let decision = try merged.decision(for: line(), protected: ProtectedNumbers())
    #expect(decision.mode == .fullMerge)
    #expect(decision.reason == "R_DEPT_READING")
    let named = try merged.decision(
      for: line(having: ["annex": "dual"]), protected: ProtectedNumbers())
    #expect(named.reason == "Q_CONFLICT_ANNEX_DEPT")
  }

  @Test(arguments: [
    (5000, [:], MergeMode.fullMerge, "R_DUAL_READING"),
    (1000, [:], .fullMerge, "R_DUAL_READING"),
    (5000, ["retain": "keep"], .person, "Q_CONFLICT_READING_KEEP"),
    (5000, ["annex": "dual"], .person, "Q_CONFLICT_ANNEX_READING"),
    (1, ["awareness": "low"], .fullMerge, "R_QUIET"),
    (5000, ["owner_level": "state", "vertical": "yes"], .subCenter, "R_VERTICAL"),
  ])
  func `by the reading of Guangdong lines that would keep a second number are merged`(
    calls: Int, facts: [String: String], mode: MergeMode, reason: String
  ) throws {
    let policy = try PolicyCopy(
      isGuarded: false, ["parameters.csv": [("DUAL_LINES,national", "DUAL_LINES,guangdong")]]
    ).policy()
    let decision = try policy.decision(
      for: line(calls: calls, having: facts), protected: ProtectedNumbers())
    #expect(decision.mode == mode)
    #expect(decision.reason == reason)
  }

  @Test func `what cannot be acted on keeps the policy from loading`() throws {
    let deadline = try PolicyCopy([
      "D6_disposition.csv": [("linkage,continuous,", "linkage,(逐步建立),")]
    ]).findings()
    #expect(deadline.map(\.code) == [.deadlineMalformed])
    #expect(deadline.map { $0.facts["rule"] } == ["P11"])
    let slashes = try PolicyCopy([
      "D6_disposition.csv": [
        ("two_way_transfer,2021-10-31,CK-SUB", "two_way_transfer,2021/10/31,CK-SUB")
      ]
    ]).findings()
    #expect(slashes.map(\.code) == [.deadlineMalformed])
  }
}

@Suite struct `Sheets beside the tables` {
  private let header = "number,mode,document,issuer_rank,valid_from,valid_to,certainty\n"

  private func findings(
    designations: String, _ edits: [String: [(String, String)]] = [:]
  ) throws -> [Finding] {
    let copy = try PolicyCopy(isGuarded: false, edits)
    _ = try copy.folder.file("foshan-2021/designations.csv", header + designations)
    return try copy.findings()
  }

  @Test func `a designation that ends before it begins is refused`() throws {
    let found = try findings(
      designations: "12333,full,某文件,annex,2022-01-01,2021-12-31,certain\n")
    #expect(found.map(\.code) == [.sheetValueMalformed])
    #expect(found.map { $0.facts["found"] } == ["2021-12-31"])
  }

  @Test func `designations that no table asks for are refused`() throws {
    let copy = try PolicyCopy(
      isGuarded: false,
      [
        "D5_mode.csv": [("name,scope,annex,", "name,scope,retain2,")],
        "D1b_number_question.csv": [("name,number_class,annex,", "name,number_class,retain2,")],
      ])
    _ = try copy.folder.file(
      "foshan-2021/designations.csv", header + "12333,full,某文件,annex,,,certain\n")
    let found = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).report()
      .findings
    #expect(found.contains { $0.code == .designationUnasked && $0.facts["found"] == "12333" })
  }

  @Test func `a policy that asks for number classes needs their sheet`() throws {
    let copy = try PolicyCopy()
    try FileManager.default.removeItem(atPath: copy.path + "/number-classes.csv")
    #expect(try copy.findings().map(\.code) == [.numberClassesMissing])
  }

  @Test(arguments: [
    ("95,5-8,", "9五,5-8,", FindingCode.sheetValueMalformed),
    ("95,5-8,", "95,8-5,", .sheetValueMalformed), ("95,5-8,", "95,some,", .sheetValueMalformed),
    ("114,3,", "10,5,", .sheetKeyTwice), ("95,5-8,commercial", "95,5-8,bank", .sheetValueUnknown),
    ("企业付费号码,inference", "企业付费号码,perhaps", .certaintyUnknown),
  ])
  func `a class that cannot be understood is refused`(
    old: String, new: String, code: FindingCode
  ) throws {
    let found = try PolicyCopy(["number-classes.csv": [(old, new)]]).findings()
    #expect(Set(found.map(\.code)) == [code])
  }
}
