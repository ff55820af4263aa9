import Findings
import HotlineModel
import Reports
import Testing

@testable import Checklists

@Suite struct `States of items` {
  /// What is known of the item under test, which may wait for another one.
  struct Situation: CustomTestStringConvertible {
    var conclusion: ItemConclusion?
    var evidence = ""
    var answers: [AutomaticAnswer.Outcome] = []
    var isExcepted = false
    var isWaiting = false
    var signature: ItemStates.Signature?
    let expected: ItemState

    var testDescription: String {
      "\(conclusion?.rawValue ?? "-") \(evidence) \(answers) \(isExcepted) \(isWaiting) → \(expected)"
    }
  }

  @Test(arguments: [
    Situation(expected: .notStarted),
    Situation(isWaiting: true, expected: .blocked),
    Situation(answers: [.open], expected: .notStarted),
    Situation(answers: [.yes, .open], expected: .underWay),
    Situation(answers: [.no], expected: .failed),
    Situation(answers: [.no], isExcepted: true, expected: .notStarted),
    Situation(conclusion: .pending, expected: .underWay),
    Situation(conclusion: .pending, isWaiting: true, expected: .underWay),
    Situation(conclusion: .fail, expected: .failed),
    Situation(conclusion: .pass, expected: .needsEvidence),
    Situation(conclusion: .pass, evidence: "回执", expected: .needsSignature),
    Situation(conclusion: .pass, evidence: "回执", isWaiting: true, expected: .blocked),
    Situation(conclusion: .pass, evidence: "回执", answers: [.yes], expected: .needsSignature),
    Situation(conclusion: .pass, evidence: "回执", answers: [.yes, .open], expected: .underWay),
    Situation(conclusion: .pass, evidence: "回执", answers: [.yes, .no], expected: .failed),
    Situation(
      conclusion: .pass, evidence: "回执", answers: [.open, .no], isExcepted: true,
      expected: .needsSignature),
    Situation(conclusion: .notApplicable, expected: .needsSignature),
    Situation(conclusion: .notApplicable, answers: [.no], expected: .needsSignature),
    Situation(conclusion: .notApplicable, isWaiting: true, expected: .blocked),
    Situation(conclusion: .pass, evidence: "回执", signature: .current, expected: .signed),
    Situation(conclusion: .notApplicable, signature: .current, expected: .notApplicable),
    Situation(
      conclusion: .pass, evidence: "回执", signature: .outdated, expected: .needsNewSignature),
    Situation(conclusion: .fail, signature: .outdated, expected: .failed),
    Situation(
      conclusion: .pass, evidence: "回执", answers: [.no], signature: .outdated, expected: .failed),
    Situation(conclusion: .pass, signature: .outdated, expected: .needsEvidence),
    Situation(
      conclusion: .pass, evidence: "回执", answers: [.open], signature: .outdated,
      expected: .needsNewSignature),
  ])
  func `a state follows from what was entered, answered and signed`(
    situation: Situation
  ) throws {
    let checks = Array(AutomaticCheck.allCases.prefix(situation.answers.count))
    let item = Self.item("12329-05", after: situation.isWaiting ? ["12329-02"] : [], checks: checks)
    var entries: [DatedItemEntry] = []
    if situation.isExcepted { entries.append(Self.exception(1, of: "12329-05")) }
    if let conclusion = situation.conclusion {
      entries.append(
        Self.answer(2, of: "12329-05", conclusion, evidence: situation.evidence))
    }
    let states = ItemStates(
      entries: entries, signatures: situation.signature.map { ["12329-05": $0] } ?? [:],
      today: try Self.today, calendar: try .year2021())
    let status = states.status(
      of: Self.checklist([Self.item("12329-02"), item]),
      answers: zip(checks, situation.answers).map { AutomaticAnswer($0, $1, Words("", "")) }
    ).items[1]
    #expect(status.state == situation.expected)
    #expect(status.blockedBy == (situation.expected == .blocked ? ["12329-02"] : []))
  }

  @Test func `the newest entry counts, and an exception until it is taken back`() throws {
    let entries = [
      Self.answer(1, of: "12329-05", .pass, evidence: "旧"),
      Self.exception(2, of: "12329-05"), Self.answer(3, of: "12329-05", .pass, evidence: "新"),
    ]
    let checklist = Self.checklist([Self.item("12329-05", checks: [.countsAgree])])
    let no = [AutomaticAnswer(.countsAgree, .no, Words("", ""))]
    func status(_ entries: [DatedItemEntry]) throws -> ItemStatus {
      ItemStates(entries: entries, today: try Self.today, calendar: try .year2021())
        .status(of: checklist, answers: no).items[0]
    }
    let excepted = try status(entries)
    #expect(excepted.state == .needsSignature)
    #expect(excepted.entry?.entry.evidence == "新")
    #expect(excepted.revision == 3)
    let withdrawn = try status(entries + [Self.exception(4, of: "12329-05", .withdrawal)])
    #expect(withdrawn.state == .failed)
    #expect(withdrawn.exception == nil)
    #expect(withdrawn.revision == 4)
  }

  @Test func `lateness is counted in working days, and ends with the signature`() throws {
    // From Thursday 2021-09-30 over the holidays to Monday 2021-10-11: 8, 9 and 11 October are worked.
    let day = try #require(CivilDate("2021-09-30"))
    let today = try #require(CivilDate("2021-10-11"))
    let checklist = Self.checklist([Self.item("12329-05", due: day)])
    func status(
      _ signatures: [String: ItemStates.Signature], today: CivilDate,
      entries: [DatedItemEntry] = []
    ) throws -> ItemStatus {
      ItemStates(
        entries: entries, signatures: signatures, today: today, calendar: try .year2021()
      ).status(of: checklist, answers: []).items[0]
    }
    let late = try status([:], today: today)
    #expect(late.isLate && late.daysLate == 3)
    let done = try status(
      ["12329-05": .current], today: today,
      entries: [Self.answer(1, of: "12329-05", .pass, evidence: "材料")])
    #expect(!done.isLate && done.daysLate == nil)
    #expect(try !status([:], today: day).isLate)
    let beyond = try status([:], today: try #require(CivilDate("2023-01-05")))
    #expect(beyond.isLate && beyond.daysLate == nil)
  }

  @Test func `a line is ready when everything its cut-over waits for is signed`() throws {
    let items = [
      Self.item("12329-01"), Self.item("12329-02", after: ["12329-01"]),
      Self.item("12329-08", after: ["12329-02"]), Self.item("12329-11", after: ["12329-08"]),
      Self.item("12329-14", after: ["12329-11"]),
    ]
    func obstacles(_ signed: [String]) throws -> [String]? {
      let signatures = Dictionary(
        uniqueKeysWithValues: signed.map { ($0, ItemStates.Signature.current) })
      let entries = items.enumerated().map { number, item in
        Self.answer(number, of: item.id, .pass, evidence: "材料")
      }
      return ItemStates(
        entries: entries, signatures: signatures, today: try Self.today, calendar: try .year2021()
      ).status(of: Self.checklist(items), answers: []).obstacles?.map(\.item.id)
    }
    #expect(try obstacles([]) == ["12329-01", "12329-02", "12329-08"])
    // A signature out of order does not count until what the item waits for is signed.
    #expect(try obstacles(["12329-08"]) == ["12329-01", "12329-02", "12329-08"])
    #expect(try obstacles(["12329-01", "12329-08"]) == ["12329-02", "12329-08"])
    #expect(try obstacles(["12329-01", "12329-02", "12329-08"]) == [])
    let uncut = ItemStates(entries: [], today: try Self.today, calendar: try .year2021())
      .status(of: Self.checklist([Self.item("12329-01")]), answers: [])
    #expect(uncut.obstacles == nil && uncut.isReady == nil)
  }

  private static var today: CivilDate {
    get throws { try #require(CivilDate("2021-10-11")) }
  }

  private static func item(
    _ id: String, after: [String] = [], checks: [AutomaticCheck] = [], due: CivilDate? = nil
  ) -> ChecklistItem {
    ChecklistItem(
      id: id, task: "事项", owner: "责任单位", evidence: "材料", due: due, dueNote: "", dependsOn: after,
      place: SourceLocation(file: "CK-DUAL.csv"), checks: checks)
  }

  private static func checklist(_ items: [ChecklistItem]) -> Checklist {
    Checklist(line: "12329", name: "住房公积金热线", mode: .dualNumber, items: items)
  }

  private static func answer(
    _ number: Int, of item: String, _ conclusion: ItemConclusion, evidence: String = ""
  ) -> DatedItemEntry {
    DatedItemEntry(
      number: number,
      entry: ItemEntry(
        item: item, conclusion: conclusion, evidence: evidence, remark: "", filledBy: "示例经办人",
        day: nil, source: "", who: "示例经办人"), at: "2021-10-11T09:00:00+08:00")
  }

  private static func exception(
    _ number: Int, of item: String, _ kind: ItemEntry.Kind = .exception
  ) -> DatedItemEntry {
    DatedItemEntry(
      number: number,
      entry: ItemEntry(
        item: item, kind: kind, conclusion: nil, evidence: "", remark: "理由", filledBy: "示例负责人",
        day: nil, source: "", who: "示例负责人"), at: "2021-10-11T09:00:00+08:00")
  }
}
