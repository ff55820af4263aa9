import Findings
import HotlineModel
import MergePolicy
import Reports
import Testing

@Suite struct `Deciding lines` {
  let policy: Policy
  let protected = ProtectedNumbers(others: ["12110", "12119", "12395", "95110"])

  init() throws {
    policy = try PolicyCopy().policy()
  }

  func decision(_ line: LegacyHotline) throws -> Decision {
    try policy.decision(for: line, protected: protected)
  }

  @Test func `a busy and widely known line keeps its number, and its desks move`() throws {
    let decision = try decision(line())
    #expect(decision.mode == .dualNumber)
    #expect(decision.number == .keep)
    #expect(decision.seats == .to12345)
    #expect(decision.callPath == .forwardAll)
    #expect(decision.deadline == "2021-10-31")
    #expect(decision.template == "CK-DUAL")
    #expect(decision.reason == "R_BUSY_KNOWN")
    #expect(decision.path.map(\.rule) == ["K3", "N1", "S13", "O5", "V3", "M13", "P05"])
    #expect(decision.certainty == .assumption)
    #expect(decision.policy == policy.version)
  }

  @Test func `a rarely called and little known line loses its number`() throws {
    let decision = try decision(line(calls: 299, seats: 0, having: ["awareness": "low"]))
    #expect(decision.mode == .fullMerge)
    #expect(decision.number == .cancel)
    #expect(decision.seats == .nothing)
    #expect(decision.callPath == .interceptForward)
    #expect(decision.reason == "R_QUIET")
  }

  @Test func `a district's line loses its number and its desks move to the district's`() throws {
    let decision = try decision(
      line("0757-82100001", calls: nil, having: ["owner_level": "district"]))
    #expect(decision.mode == .fullMerge)
    #expect(decision.seats == .toDistrictSubseats)
    #expect(decision.template == "CK-FULL-D")
    #expect(decision.path.map(\.rule) == ["K3", "N1", "S13", "O9", "M10", "P01"])
  }

  @Test func `a line run by a ministry down to the city becomes a sub-center`() throws {
    let decision = try decision(line("12366", having: ["owner_level": "state", "vertical": "yes"]))
    #expect(decision.mode == .subCenter)
    #expect(decision.number == .keep)
    #expect(decision.seats == .stayAsSubCenter)
    #expect(decision.callPath == .twoWayTransfer)
    // That desks stay and who answers at night is reported once.
    #expect(decision.certainty == .inference)
  }

  @Test func `the annex outranks the criteria`() throws {
    #expect(try decision(line(having: ["annex": "sub"])).mode == .subCenter)
    #expect(try decision(line(having: ["annex": "full"])).mode == .fullMerge)
    #expect(
      try decision(line(calls: 1, having: ["annex": "dual", "awareness": "low"])).mode
        == .dualNumber)
  }

  @Test func `desks that cannot move stay and calls transfer both ways`() throws {
    let decision = try decision(line(having: ["movable": "no"]))
    #expect(decision.seats == .stayWithTransfer)
    #expect(decision.callPath == .twoWayTransfer)
    #expect(decision.template == "CK-DUAL-S")
  }

  @Test(arguments: [
    ("96990", ["utility": "yes"], "R_UTILITY/UTILITY_LINKAGE"),
    ("12309", [:], "R_NOT_ADMINISTRATIVE/LISTED_NOT_ADMINISTRATIVE"),
    ("12389", [:], "R_NOT_ADMINISTRATIVE/LISTED_NOT_ADMINISTRATIVE"),
    (
      "12388", ["emergency": "unknown", "lifecycle": "absent"],
      "R_NOT_ADMINISTRATIVE/LISTED_NOT_ADMINISTRATIVE"
    ),
  ])
  func `utility lines and lines of no administrative body are linked and left untouched`(
    number: String, facts: [String: String], reason: String
  ) throws {
    let decision = try decision(line(number, having: facts))
    #expect(decision.mode == .linkOnly)
    #expect(decision.number == .untouched)
    #expect(decision.seats == .untouched)
    #expect(decision.callPath == .linkage)
    #expect(decision.reason == reason)
  }

  @Test(arguments: [
    ("12345", [:], "R_OUTSIDE/TARGET_PLATFORM"),
    ("12331", ["lifecycle": "merged"], "R_OUTSIDE/NOTHING_TO_MERGE"),
    ("12331", ["answered": "central"], "R_OUTSIDE/NOT_ANSWERED_LOCALLY"),
  ])
  func `what is not to be merged here is outside`(
    number: String, facts: [String: String], reason: String
  ) throws {
    let decision = try decision(line(number, having: facts))
    #expect(decision.mode == .outside)
    #expect(decision.number == .untouched)
    #expect(decision.callPath == CallPath.none)
    #expect(decision.reason == reason)
  }

  @Test(arguments: [
    (["emergency": "unknown"], "Q_SCOPE/FACT_MISSING_EMERGENCY"),
    (["emergency": "yes"], "Q_SCOPE/EMERGENCY_NOT_LISTED"),
    (["utility": "unknown"], "Q_SCOPE/FACT_MISSING_UTILITY"),
    (["answered": "unknown"], "Q_SCOPE/FACT_MISSING_ANSWERED"),
    (["secrecy": "unknown"], "Q_SCOPE/FACT_MISSING_SECRECY"),
    (["secrecy": "yes"], "Q_SCOPE/LEGAL_CONSTRAINT"),
    (["lifecycle": "new_after_ban"], "Q_SCOPE/NEW_LINE_BANNED"),
    (["owner_level": "unknown"], "Q_OWNER"), (["owner_level": "province"], "Q_OWNER"),
    (["owner_level": "state", "vertical": "unknown"], "Q_OWNER"),
    (["awareness": "unknown"], "Q_BUSY_UNKNOWN"), (["retain": "cancel"], "Q_CONFLICT_BUSY_CANCEL"),
    (["annex": "full", "retain": "keep"], "Q_CONFLICT_ANNEX_MINISTRY"),
    (["annex": "dual", "owner_level": "town"], "Q_CONFLICT_ANNEX_DISTRICT"),
  ])
  func `what is unknown or in conflict goes to a person and touches nothing`(
    facts: [String: String], reason: String
  ) throws {
    let decision = try decision(line(having: facts))
    #expect(decision.mode == .person)
    #expect(decision.number == .hold)
    #expect(decision.seats == .untouched)
    #expect(decision.callPath == CallPath.none)
    #expect(decision.reason == reason)
    let question = try #require(policy.question(for: decision))
    #expect(reason.hasSuffix(question.code))
  }

  @Test(arguments: [nil, 300, 2999]) func `an uncounted or middling volume goes to a person`(
    calls: Int?
  ) throws {
    #expect(try decision(line(calls: calls)).reason == "Q_VOLUME")
  }

  @Test(arguments: ["110", "119", "120", "122", "0757-110", "12110", "12119", "12395", "95110"])
  func `a protected number is protected whatever its facts say`(number: String) throws {
    for facts in [[:], ["annex": "full", "owner_level": "district"], ["lifecycle": "merged"]] {
      let decision = try decision(line(number, having: facts))
      #expect(decision.mode == .protected)
      #expect(decision.number == .untouched)
      #expect(decision.seats == .untouched)
      #expect(decision.callPath == .linkage)
      #expect(decision.reason == "R_EMERGENCY/LISTED_EMERGENCY")
    }
  }

  @Test func `a number protected by the list alone is protected with the list as its reason`()
    throws
  {
    let listed = ProtectedNumbers(others: ["95119"])
    let decision = try policy.decision(for: line("95119"), protected: listed)
    #expect(decision.mode == .protected)
    #expect(decision.number == .untouched)
    #expect(decision.template == "CK-LINK")
    #expect(decision.path.map(\.rule) == ["95119", "S01", "M01", "P11"])
    #expect(
      try policy.decision(for: line("95119"), protected: protected).reason
        == "Q_SCOPE/COMMERCIAL_NUMBER")
  }

  @Test func `a line whose register writes another word is not decided`() throws {
    let odd = try line(having: ["retain": "kept"])
    let finding = try #require(refusal(of: odd))
    #expect(finding.code == .factOutsideDomain)
    #expect(finding.facts["nearest"] == "keep")
    #expect(finding.places.first == odd.place)
  }

  @Test func `a line whose register leaves a fact out is not decided`() throws {
    let silent = try line(without: "retain")
    let finding = try #require(refusal(of: silent))
    #expect(finding.code == .factNotGiven)
    #expect(finding.facts["column"] == "retain")
    #expect(finding.facts["table"] == "mode")
  }

  private func refusal(of line: LegacyHotline) -> Finding? {
    do {
      _ = try decision(line)
      return nil
    } catch {
      let finding = (error as? Unusable)?.findings.first
      finding?.expectWords()
      return finding
    }
  }
}
