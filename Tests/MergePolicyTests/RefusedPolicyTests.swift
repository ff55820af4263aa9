import Findings
import HotlineModel
import MergePolicy
import TestSupport
import Testing

@Suite struct `Policies that do not load` {
  /// What is found where, as `CODE file:line:column`.
  func found(
    _ edits: [String: [(String, String)]], isGuarded: Bool = true
  ) throws -> [String] {
    let copy = try PolicyCopy(isGuarded: isGuarded, edits)
    return try copy.findings().map { finding in
      let place = finding.places[0]
      return "\(finding.code) \(place.description.dropFirst(copy.path.count + 1))"
    }
  }

  @Test func `an empty condition cell is found at its row and column`() throws {
    let found = try found([
      "D5_mode.csv": [("M20,in,none,province|", "M20,in,,province|")]
    ])
    #expect(found == ["conditionEmpty D5_mode.csv:37:3"])
  }

  @Test func `a value outside the domain is found with the nearest value`() throws {
    let copy = try PolicyCopy(["D5_mode.csv": [("M10,in,none", "M10,in,non")]])
    let finding = try #require(try copy.findings().first)
    #expect(finding.code == .conditionValueUnknown)
    #expect(finding.places.map(\.line) == [22])
    #expect(finding.places.map(\.column) == [3])
    #expect(finding.facts["nearest"] == "none")
    #expect(finding.message(in: .english) == "`non` is not a value of `annex`")
  }

  @Test func `a rule that is there twice is found at both places`() throws {
    let copy = try PolicyCopy(["D5_mode.csv": [("M20,in", "M10,in")]])
    let finding = try #require(try copy.findings().first)
    #expect(finding.code == .ruleTwice)
    #expect(finding.places.map(\.line) == [37, 22])
  }

  @Test func `complaints about several sheets come together`() throws {
    let found = try found([
      "D4_volume.csv": [("[0..$LOW)", "[0..$LO)"), (">=$HIGH", "=>$HIGH")],
      "D2_scope.csv": [
        ("S13,other,none,no,live,no,local,no,in", "S13,other,none,no,live,no,local,no,inn")
      ],
    ])
    #expect(
      found == [
        "outputValueUnknown D2_scope.csv:22:9", "parameterUnknown D4_volume.csv:6:2",
        "intervalMalformed D4_volume.csv:8:2",
      ])
  }

  @Test func `facts that no rule answers are found with a witness`() throws {
    let copy = try PolicyCopy([
      "D5_mode.csv": [("high,low|unknown,-,national", "high,low,-,national")]
    ])
    let findings = try copy.findings()
    #expect(Set(findings.map(\.code)) == [.ruleGap])
    #expect(
      findings.first?.facts["found"]
        == "scope in, annex none, owner_class ministry|dept, volume high, awareness unknown, "
        + "DUAL_LINES national")
    #expect(
      findings.first?.facts["row"]
        == "NEW,in,none,ministry|dept,high,unknown,-,national,?,?,?,?")
  }

  @Test func `facts that two rules answer are found with both rules`() throws {
    let copy = try PolicyCopy([
      "D5_mode.csv": [("M08,in,dual,ministry|", "M08,in,dual,district|ministry|")]
    ])
    let findings = try copy.findings()
    #expect(findings.map(\.code) == [.ruleOverlap])
    #expect(findings.map { $0.facts["rules"] } == ["M07, M08"])
    #expect(findings[0].places.map(\.line) == [16, 18])
  }

  @Test(arguments: [
    // 110 is left out of the list and so decided like any line.
    ("D1_number_kind.csv", [("K1,110|119", "K1,119"), ("not(110|119", "not(119")]),
    // An emergency number is taken into the merger.
    (
      "D2_scope.csv",
      [("S01,emergency_listed,-,-,-,-,-,-,emergency", "S01,emergency_listed,-,-,-,-,-,-,in")]
    ),
    ("D5_mode.csv", [("-,EXCLUDED_EMERGENCY,R_EMERGENCY", "-,FULL,R_EMERGENCY")]),
    // The mode is right and the number is cancelled all the same.
    ("D6_disposition.csv", [("untouched,untouched,linkage", "cancel,untouched,intercept_forward")]),
  ])
  func `a sabotaged policy that would touch 110 does not load`(
    sheet: String, edits: [(String, String)]
  ) throws {
    let findings = try PolicyCopy([sheet: edits]).findings()
    #expect(
      findings.contains { $0.code == .policyTouchesProtected && $0.facts["found"] == "110" })
  }

  @Test func `a policy that would change a line nobody decided does not load`() throws {
    let copy = try PolicyCopy([
      "D6_disposition.csv": [
        ("P13,PERSON,-,-,-,hold,untouched,none", "P13,PERSON,-,-,-,cancel,untouched,forward_all")
      ]
    ])
    let findings = try copy.findings()
    #expect(findings.map(\.code) == [.policyTouchesUndecided, .policyTouchesUndecided])
    #expect(findings.map { $0.facts["column"] } == ["number_disposition", "transfer_mode"])
    #expect(findings.map { $0.facts["rule"] } == ["P13", "P13"])
  }

  @Test func `a LOW above HIGH is refused`() throws {
    let found = try found(["parameters.csv": [("LOW,300,", "LOW,5000,")]])
    #expect(found.contains { $0.hasPrefix("parametersOutOfOrder parameters.csv:2:") })
  }

  @Test func `a signature without a day is none`() throws {
    let found = try found(["parameters.csv": [("LOW,300,张三,2021-10-11", "LOW,300,张三,")]])
    #expect(found == ["parameterUnsigned parameters.csv:2:4"])
  }

  @Test func `a fact that no register has, and a register's value that no table has, are refused`()
    throws
  {
    #expect(
      try found(["D3_owner.csv": [("name,owner_level,", "name,owner_lvl,")]], isGuarded: false)
        == ["factUnknown D3_owner.csv:4:2"])
    let narrow = try PolicyCopy(
      isGuarded: false,
      [
        "D3_owner.csv": [
          (",yes|no|unknown,text,", ",yes|no,text,"), (",yes|unknown,-,", ",yes,-,"),
          ("O3,state,unknown,-,-,ministry_unclear,53号 是否垂直管理待核,assumption\n", ""),
        ]
      ])
    let findings = try narrow.findings()
    #expect(findings.map(\.code) == [.factValueMissing])
    #expect(findings.map { $0.facts["found"] } == ["unknown"])
  }

  @Test func `an outcome that cannot be done, and one that is missing, are refused`() throws {
    let unknown = try PolicyCopy([
      "D6_disposition.csv": [(",cancel|keep|untouched|hold,", ",cancel|keep|untouched|hold|move,")]
    ])
    #expect(try unknown.findings().map(\.code) == [.outcomeUnknown])
    let missing = try PolicyCopy(
      isGuarded: false, ["D6_disposition.csv": [(",deadline,template,", ",due,template,")]]
    )
    #expect(try missing.findings().map { $0.facts["found"] } == ["deadline"])
  }

  @Test func `a question without words is refused at the rule that asks it`() throws {
    let found = try found(["questions.csv": [("Q_VOLUME,", "Q_VOLUMES,")]])
    #expect(found == ["questionMissing D5_mode.csv:29:1"])
  }

  @Test func `a mark of certainty that is not listed is refused`() throws {
    let found = try found([
      "D1_number_kind.csv": [("K2,12345,platform,方案二,certain", "K2,12345,platform,方案二,sure")]
    ])
    #expect(found == ["certaintyUnknown D1_number_kind.csv:7:1"])
  }

  @Test func `a sheet without its header rows, or with a ragged row, is refused`() throws {
    #expect(
      try found(["D4_volume.csv": [("hit,UNIQUE\n", "")]])
        == ["sheetHeaderMissing D4_volume.csv:2"])
    #expect(
      try found(["D4_volume.csv": [("V4,null,unknown,,assumption", "V4,null,unknown")]])
        == ["sheetRowWidth D4_volume.csv:9"])
  }

  @Test func `a folder without sheets is no policy`() throws {
    let folder = try TemporaryFolder()
    #expect {
      try Policy(folder: folder.path, today: PolicyCopy.today)
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.policyMissing] }
  }
}

@Suite struct `Policies that are not acted on` {
  @Test(arguments: [
    // A line whose desks may move or not, for all anybody knows, is forwarded.
    (
      "D6_disposition.csv", "CK-DUAL,ask,shared,ask", "CK-DUAL,interwork,shared,ask",
      FindingCode.hiddenGuess
    ),
    // A line whose district nobody registered may be one of those that lose their numbers or not.
    (
      "D3_owner.csv", "440604|440605|440606,-,district", "440604|440605|440606,-,dept",
      FindingCode.hiddenGuess
    ),
  ])
  func `a hidden guess is refused`(
    sheet: String, old: String, new: String, code: FindingCode
  ) throws {
    let findings = try PolicyCopy(isGuarded: false, [sheet: [(old, new)]]).findings()
    #expect(Set(findings.map(\.code)) == [code])
    // With its cases and invariants the policy is refused for what they say too.
    #expect(try PolicyCopy([sheet: [(old, new)]]).findings().map(\.code).contains(.caseFails))
  }

  @Test func `a needless question keeps nobody from acting`() throws {
    let edits = ["D6_disposition.csv": [("yes,keep,ask,forward_all", "yes,keep,ask,ask")]]
    _ = try PolicyCopy(isGuarded: false, edits).policy()
  }
}

@Suite struct `Policies that load` {
  @Test func `the version tells every change of a sheet, and only that`() throws {
    let first = try PolicyCopy().policy()
    #expect(first.name == "foshan-2021")
    #expect(first.version.hasPrefix("foshan-2021@"))
    #expect(first.version.utf8.count == "foshan-2021@".utf8.count + 6)
    #expect(try PolicyCopy().policy().version == first.version)
    let edited = try PolicyCopy(["questions.csv": [("算话务量大", "算不算话务量大")]]).policy()
    #expect(edited.version != first.version)
  }

  @Test func `a sheet saved by a spreadsheet program loads all the same`() throws {
    let copy = try PolicyCopy()
    let padded = """
      \u{FEFF}decision,volume,话务量等级,,\r
      hit,UNIQUE,,,\r
      role,in,out,note,note\r
      name,monthly_calls,volume,clause,certainty\r
      domain,number>=0?,low|mid|high|unknown,,\r
      V1,[0..$LOW),low,53号,assumption\r
      ,,,,\r
      V2,[$LOW..$HIGH),mid,,assumption\r
      V3,>=$HIGH,high,53号,assumption\r
      V4,null,unknown,,assumption\r

      """
    _ = try copy.folder.file("foshan-2021/D4_volume.csv", padded)
    let policy = try copy.policy()
    let decision = try policy.decision(for: line(), protected: ProtectedNumbers())
    #expect(decision.mode == .dualNumber)
    #expect(decision.path.first { $0.table == "volume" }?.place.line == 9)
  }
}
