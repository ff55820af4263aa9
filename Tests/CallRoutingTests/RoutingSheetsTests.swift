import Findings
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

@Suite struct RoutingSheetsTests {
  static let targets = """
    目标集,目标集编号,类别,开放时间,地址,优先级,权重,最大并发,启用
    Q,1,platform,24h,sip:12345@192.0.2.11:5060,10,1,600,yes
    S,2,sub-center,workdays 09:00-12:00,sip:12366@192.0.2.66,10,1,unknown,yes
    A,3,announcement,24h,sip:notice@192.0.2.90,10,1,9,yes
    Q,1,platform,24h,sip:12345@192.0.2.12:5060,5,1,600,yes
    A,3,announcement,24h,sip:notice@192.0.2.91,5,1,9,yes

    """
  static let announcements = """
    id,set,language,text,file
    N,A,zh,请改拨12345,n.wav

    """

  /// A table of one more row in `phases.csv`, with the codes of what is wrong with it.
  private func codes(
    _ row: String, _ decisions: [Decision], targets: String = targets
  ) throws -> (thrown: [FindingCode], noted: [FindingCode], routes: Int) {
    let folder = try TemporaryFolder()
    _ = try folder.file("targets.csv", targets)
    _ = try folder.file("announcements.csv", Self.announcements)
    _ = try folder.file(
      "phases.csv",
      "line,cutover,grace_end,retire,set,announcement\n12345,,,,Q,\n" + row)
    do {
      let table = try SampleCity.table(decisions, sheets: folder.path)
      checkWords(of: table.findings)
      return ([], table.findings.map(\.code), table.routes.count)
    } catch let unusable as Unusable {
      checkWords(of: unusable.findings)
      return (unusable.findings.map(\.code), [], 0)
    }
  }

  /// No finding has a gap left in its words, in either language, or stands nowhere.
  private func checkWords(of findings: [Finding]) {
    for finding in findings {
      for language in Language.allCases {
        let words = [
          finding.message(in: language), finding.why(in: language), finding.fix(in: language),
        ]
        #expect(words.allSatisfy { !$0.contains("{") && !$0.isEmpty }, "\(words)")
      }
      #expect(finding.places.first?.file.hasSuffix(".csv") == true)
    }
  }

  @Test func `a decided line with an incomplete row gets no route and a finding`() throws {
    let merged = try SampleCity.decision("12318", .fullMerge)
    let center = try SampleCity.decision("12366", .subCenter)
    #expect(try codes("", [merged]) == ([], [.lineWithoutPhases], 1))
    #expect(try codes("12318,,,,,\n", [merged]) == ([], [.lineWithoutPhases], 1))
    #expect(try codes("12366,2021-11-25,,,,\n", [center]) == ([], [.ownSetMissing], 1))
    #expect(
      try codes("12318,2021-11-25,2022-02-23,,,\n", [merged]) == ([], [.announcementMissing], 1))
    #expect(try codes("12318,2021-11-25,2022-02-23,,,N\n", [merged]) == ([], [], 2))
  }

  @Test(arguments: [MergeMode.linkOnly, .outside, .person, .protected])
  func `a row for a line that is not merged is an error`(mode: MergeMode) throws {
    let line = try SampleCity.decision("12368", mode)
    #expect(try codes("12368,2021-11-25,,,,\n", [line]).thrown == [.lineNotToBeRouted])
  }

  @Test(arguments: ["110", "120", "12395", "0757-119"])
  func `a row for a protected number is an error whatever was decided`(number: String) throws {
    for mode in MergeMode.allCases {
      let line = try SampleCity.decision(number, mode)
      #expect(try codes("\(number),2021-11-25,,,,\n", [line]).thrown.contains(.protectedTouched))
    }
    let targets = Self.targets + "P,4,department,24h,sip:\(number)@192.0.2.1,1,1,1,yes\n"
    #expect(try codes("", [], targets: targets).thrown == [.protectedTouched])
  }

  @Test func `falling dates, names nobody bears and undecided lines are errors`() throws {
    let merged = try SampleCity.decision("12318", .fullMerge)
    let center = try SampleCity.decision("12366", .subCenter)
    #expect(
      try codes("12318,2022-02-23,2021-11-25,,,N\n", [merged]).thrown == [.phasesOutOfOrder])
    #expect(try codes("12318,2021-11-25,,2022-02-23,,N\n", [merged]).thrown == [.phasesOutOfOrder])
    #expect(try codes("12318,2021-11-25,2022-02-23,,,M\n", [merged]).thrown == [.nameUnknown])
    #expect(try codes("12366,2021-11-25,,,T,\n", [center]).thrown == [.nameUnknown])
    #expect(try codes("12366,2021-11-25,,,A,\n", [center]).thrown == [.nameUnknown])
    #expect(try codes("12319,2021-11-25,,,,\n", [merged]).thrown == [.routedLineUnknown])
    #expect(try codes("12318,soon,,,,\n", [merged]).thrown == [.sheetValueMalformed])
  }

  @Test func `a cutover outside the calendar is refused where opening hours ask for it`() throws {
    let center = try SampleCity.decision("12366", .subCenter, hours: "workdays 09:00-12:00")
    #expect(try codes("12366,2027-01-01,,,S,\n", [center]).thrown == [.calendarTooShort])
    #expect(try codes("12366,2026-12-31 23:59,,,S,\n", [center]) == ([], [], 2))
  }

  @Test func `a stage after the number's last day is told and does not hold`() throws {
    let old = try SampleCity.decision("12356", .fullMerge, to: "2024-12-31")
    #expect(
      try codes("12356,2021-11-25,2022-02-23,2025-06-30,,N\n", [old])
        == ([], [.phaseOutsideLife], 2))
  }

  @Test func `desks whose hours the register tells otherwise are noted and routed`() throws {
    let center = try SampleCity.decision("12366", .subCenter, hours: "workdays 08:30-12:00")
    #expect(try codes("12366,2021-11-25,,,S,\n", [center]) == ([], [.hoursDiffer], 2))
    // Own desks within 12345 answer in 12345's hours, whatever the old ones were.
    #expect(try codes("12366,2021-11-25,,,Q,\n", [center]) == ([], [], 2))
  }

  @Test func `a re-issued number is served as its new line from that line's cutover`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("targets.csv", Self.targets)
    _ = try folder.file("announcements.csv", Self.announcements)
    _ = try folder.file(
      "phases.csv",
      """
      line,cutover,grace_end,retire,set,announcement
      12345,,,,Q,
      12356,2021-11-25,2022-02-23,,,N
      12356@2025-01-01,2025-05-01,,,,

      """)
    let table = try SampleCity.table(
      [
        SampleCity.decision("12356", .fullMerge, to: "2024-12-31"),
        SampleCity.decision("12356@2025-01-01", .dualNumber, .forwardAll, from: "2025-01-01"),
      ], sheets: folder.path)
    let ends: [(String, CallDisposition)] = [
      ("2024-12-31 23:59", .announcedThenForwarded), ("2025-01-01 00:00", .leftUntouched),
      ("2025-04-30 23:59", .leftUntouched), ("2025-05-01 00:00", .answeredBy12345),
    ]
    for (at, disposition) in ends {
      let call = try table.trace(dial: "12356", at: SampleCity.at(at), from: .mobile)
      #expect(call.disposition == disposition, "\(at)")
    }
    let failed = try table.checked().filter { !$0.isPassed }
    #expect(failed.isEmpty, "\(failed.map(\.id)) \(failed.flatMap(\.witnesses))")
  }

  @Test func `rows of one set must agree, and two sets may not share a number`() throws {
    let apart = Self.targets + "Q,1,platform,daily 09:00-17:00,sip:1@192.0.2.1,1,1,1,yes\n"
    #expect(try codes("", [], targets: apart).thrown == [.rowsDisagree])
    let shared = Self.targets + "T,1,department,24h,sip:1@192.0.2.1,1,1,1,yes\n"
    #expect(try codes("", [], targets: shared).thrown == [.sheetKeyTwice])
    let address = Self.targets + "T,9,department,24h,tel:12345,1,1,1,yes\n"
    #expect(try codes("", [], targets: address).thrown == [.sheetValueMalformed])
  }

  @Test func `without a queue for 12345 there is no table`() throws {
    let targets = Self.targets.replacing("platform", with: "department")
    #expect(try codes("", [], targets: targets).thrown == [.platformQueueMissing])
  }
}
