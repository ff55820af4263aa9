import CallRouting
import Checklists
import Findings
import HotlineModel
import MergePolicy
import MergerRuns
import MergerStore
import Reports
import SampleCity
import Sheets
import TestSupport
import Testing

@testable import ReviewRuns

/// What the toolkit answers by itself changes with its cause, and with nothing else.
@Suite struct `Automatic answers` {
  private let sample: SampleWorkspace

  init() throws { sample = try SampleWorkspace() }

  /// The answer about a line on a day, made anew from what is there now.
  private func answer(
    _ check: AutomaticCheck, _ line: String, on day: String = "2021-11-25"
  ) throws -> AutomaticAnswer.Outcome {
    let today = try #require(CivilDate(day))
    let workspace = try Workspace(sample.folder.path + "/w", today: today)
    let decision = try #require(try ClassifyRun(workspace).decisions().first { $0.line.id == line })
    let phases = try RoutingSheets(
      folder: "\(workspace.mappings)/routing", home: workspace.home
    ).phases
    let permille = try ChecklistTemplates(folder: "\(workspace.mappings)/checklists")
      .quarantinePermille
    let answers = AutomaticAnswers(workspace, quarantinePermille: permille, today: today)
      .answers(
        to: [check], about: decision, cutover: phases.first { $0.line == line }?.cutover?.date)
    return answers[0].outcome
  }

  /// Changes files of the workspace by a command of the shell.
  private func change(_ command: String) throws {
    let result = try Shell.run(command, in: sample.folder.path + "/w")
    try #require(result.code == 0, "\(result.errors)")
  }

  private func take(_ line: String, _ count: Int = 1) async throws {
    for delivery in try SampleWorkspace.deliveries().filter({ $0.line == line }).prefix(count) {
      _ = try await sample.take(delivery)
    }
  }

  @Test func `the survey: not sent, sent, late`() throws {
    #expect(try answer(.surveyAnswered, "12318") == .open)
    let owner = try #require(try sample.workspace.register().lines.first { $0.id == "12318" }).owner
    let units = try sample.folder.file("units.csv", "单位,截止日期\n\(owner),2021-11-30\n")
    _ = try SurveyNewRun(sample.workspace).send(
      units, to: sample.folder.path + "/sent", survey: "S1", renewing: false,
      now: SampleWorkspace.now)
    #expect(try answer(.surveyAnswered, "12318", on: "2021-11-30") == .open)
    #expect(try answer(.surveyAnswered, "12318", on: "2021-12-01") == .no)
  }

  @Test func `the decision: waiting for a person, decided, its sheet no longer signed`() throws {
    #expect(try answer(.decisionFirm, "12350") == .open)
    try change(
      """
      hotline decide 12350 --mode full-merge --number cancel --because 会议决定 --document 示例纪要 \
        --by 示例负责人 > /dev/null
      """)
    #expect(try answer(.decisionFirm, "12350") == .yes)
    try change("sed -i '/D3_owner/d' Mappings/policy/foshan-2021/signatures.csv")
    #expect { try answer(.decisionFirm, "12350") } throws: { error in
      (error as? Unusable)?.findings.map(\.code) == [.sheetUnsigned]
    }
  }

  @Test func `the counts: not handed over, the same, another`() async throws {
    try await take("12318")
    #expect(try answer(.countsAgree, "12318") == .open)
    let held = try #require(try sample.workspace.ledger().holdings()["12318"]).tickets
    try change("printf 'line,count\\n12318,\(held)\\n' > Mappings/checklists/handed-over.csv")
    #expect(try answer(.countsAgree, "12318") == .yes)
    try change("printf 'line,count\\n12318,\(held + 1)\\n' > Mappings/checklists/handed-over.csv")
    #expect(try answer(.countsAgree, "12318") == .no)
  }

  @Test func `the quarantine: nothing imported, above the tolerance, below it`() async throws {
    #expect(try answer(.quarantineTolerated, "12318") == .open)
    try await take("12318", 2)
    #expect(try answer(.quarantineTolerated, "12318") == .no)
    try change("sed -i '/^quarantine_permille,/s/,5,/,6,/' Mappings/checklists/settings.csv")
    #expect(try answer(.quarantineTolerated, "12318") == .yes)
  }

  @Test func `the routes: planned, a check that fails, nothing planned`() throws {
    #expect(try answer(.routesPass, "12329") == .yes)
    // The desks of a number that is kept are switched off.
    try change("sed -i '/^S-12366,/s/,yes,/,no,/' Mappings/routing/targets.csv")
    #expect(try answer(.routesPass, "12329") == .no)
    try change("sed -i '/^12329,/d' Mappings/routing/phases.csv")
    #expect(try answer(.routesPass, "12329") == .open)
  }

  @Test func `the last delivery: before the cut-over, on its day, with other counts`() async throws
  {
    try await take("12318")
    let held = try #require(try sample.workspace.ledger().holdings()["12318"]).tickets
    try change("printf 'line,count\\n12318,\(held)\\n' > Mappings/checklists/handed-over.csv")
    try change(
      "sed -Ei '/^12318,/s/^12318,[^,]*/12318,2021-11-26 02:00/' Mappings/routing/phases.csv")
    #expect(try answer(.lastDelivery, "12318") == .open)
    try change(
      "sed -Ei '/^12318,/s/^12318,[^,]*/12318,2021-11-25 02:00/' Mappings/routing/phases.csv")
    #expect(try answer(.lastDelivery, "12318") == .yes)
    try change("printf 'line,count\\n12318,\(held + 1)\\n' > Mappings/checklists/handed-over.csv")
    #expect(try answer(.lastDelivery, "12318") == .no)
  }

  @Test func `the carriers: one missing, all, the cut-over moved, one taken off the sheet`() throws
  {
    #expect(try answer(.carriersConfirmed, "12329") == .open)
    try change(
      """
      cat > Mappings/checklists/carrier-receipts.csv <<'SHEET'
      line,carrier,cutover,confirmed_on,receipt
      12329,中国电信,2021-11-25,2021-11-22,示例回执1
      12329,中国移动,2021-11-25,2021-11-22,示例回执2
      0757-12329,中国联通,2021-11-25,2021-11-23,示例回执3
      12329,中国广电,2021-11-25,,
      12366,中国广电,2021-11-25,2021-11-22,示例回执4
      SHEET
      """)
    #expect(try answer(.carriersConfirmed, "12329") == .open)
    try change(
      "sed -i '/^12329,中国广电/s/,,$/,2021-11-24,示例回执5/' Mappings/checklists/carrier-receipts.csv")
    #expect(try answer(.carriersConfirmed, "12329") == .yes)
    #expect(try answer(.carriersConfirmed, "12329", on: "2021-11-23") == .open)
    try change("cp Mappings/routing/phases.csv kept.csv")
    try change(
      "sed -Ei '/^12329,/s/^12329,[^,]*/12329,2021-11-26 02:00/' Mappings/routing/phases.csv")
    #expect(try answer(.carriersConfirmed, "12329") == .no)
    try change(
      "mv kept.csv Mappings/routing/phases.csv; echo 中国铁通, >> Mappings/checklists/carriers.csv")
    #expect(try answer(.carriersConfirmed, "12329") == .open)
  }

  @Test func `the probe calls: one network missing, all, the plan changed`() throws {
    #expect(try answer(.probeCallsLanded, "12366") == .open)
    try change(
      """
      cat > Mappings/checklists/probe-calls.csv <<'SHEET'
      line,carrier,dialled,at,from,planned_at,landed
      12366,中国电信,12366,2021-11-24 09:30,mobile,2021-11-26 09:30,S-12366
      12366,中国移动,12366,2021-11-24 20:00,mobile,2021-11-26 20:00,Q-12345
      12366,中国联通,0757-12366,2021-11-24 09:31,outside,2021-11-26 09:31,S-12366
      12366,中国广电,12345,2021-11-24 09:32,mobile,2021-11-26 09:32,Q-12345
      SHEET
      """)
    #expect(try answer(.probeCallsLanded, "12366") == .open)
    try change(
      "sed -i '/中国广电/s/,12345,/,12366,/; /中国广电/s/Q-12345/S-12366/' Mappings/checklists/probe-calls.csv"
    )
    #expect(try answer(.probeCallsLanded, "12366") == .yes)
    #expect(try answer(.probeCallsLanded, "12366", on: "2021-11-23") == .open)
    try change(
      "sed -Ei '/^S-12366,/s/workdays [^,]*/workdays 10:00-12:00/' Mappings/routing/targets.csv")
    #expect(try answer(.probeCallsLanded, "12366") == .no)
  }

  @Test func `the probe calls: routes from before the cut-over, and nobody, prove nothing`() throws
  {
    try change(
      """
      {
        echo line,carrier,dialled,at,from,planned_at,landed
        for carrier in 电信 移动 联通 广电; do
          echo "12366,中国$carrier,12366,2021-11-24 09:30,mobile,,nobody"
        done
      } > Mappings/checklists/probe-calls.csv
      """)
    #expect(try answer(.probeCallsLanded, "12366") == .open)
    try change("sed -i 's/,,nobody/,2021-11-26 09:30,nobody/' Mappings/checklists/probe-calls.csv")
    #expect(try answer(.probeCallsLanded, "12366") == .no)
  }

  @Test func `the open tickets: nothing imported, each with a unit, one without`() async throws {
    #expect(try answer(.openTicketsAssigned, "12318") == .open)
    try await take("12318")
    #expect(try answer(.openTicketsAssigned, "12318") == .yes)
    // The same mapping without the column of the unit: whatever the second delivery brings has none.
    try change("sed -i '/^dispatch.unit,/d' Mappings/sources/12318-culture/fields.csv")
    let second = try SampleWorkspace.deliveries().filter { $0.line == "12318" }[1]
    _ = try await sample.take(second)
    #expect(try answer(.openTicketsAssigned, "12318") == .no)
  }

  @Test func `a row about a line that nobody has registered answers nothing, and is named`() throws
  {
    try change(
      """
      printf 'line,carrier,cutover,confirmed_on\\n12392,中国电信,2021-11-25,2021-11-22\\n' \
        > Mappings/checklists/carrier-receipts.csv
      """)
    let status = try ChecklistRun(sample.workspace).status(
      of: ["12329"], on: SampleWorkspace.now.date)
    let answer = try #require(
      status[0].items.flatMap(\.answers).first { $0.check == .carriersConfirmed })
    #expect(answer.outcome == .open)
    #expect(answer.reason.english.hasPrefix("HL2211"))
  }
}
