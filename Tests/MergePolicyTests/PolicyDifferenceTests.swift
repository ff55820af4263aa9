import Findings
import Foundation
import HotlineModel
import MergePolicy
import Reports
import TestSupport
import Testing

/// What differs between the shipped policy and one with some edits.
private func difference(
  _ edits: [String: [(String, String)]], lines: [LegacyHotline]? = nil,
  adding sheets: [String: String] = [:]
) throws -> PolicyDifference {
  let (own, copy) = (try PolicyCopy(), try PolicyCopy(edits))
  for (name, text) in sheets { _ = try copy.folder.file("foshan-2021/" + name, text) }
  let policies = (try Policy(draft: own.path), try Policy(draft: copy.path))
  return try policies.0.difference(
    to: policies.1, lines: lines, protected: ProtectedNumbers()
  ).leavingOut(sheet: "signatures.csv")
}

extension PolicyDifference.Output {
  fileprivate var text: String { "\(name) \(before) -> \(after)" }
}

// Each comparison goes over all facts and takes seconds: one looks at several things.
@Suite struct `Differences between policies` {
  @Test func `two that say the same are the same`() throws {
    let same = try difference([:], lines: [line()])
    #expect(same.isSame && same.changes.isEmpty && same.lines?.isEmpty == true)
    #expect(same.combinations > 1_000_000)
  }

  @Test func `every output is compared, and what has nothing in common is another change`() throws {
    let found = try difference([
      "D6_disposition.csv": [
        ("two_way_transfer,2021-10-31,CK-SUB", "two_way_transfer,2021-12-31,CK-OTHER"),
        ("linkage,continuous", "linkage,2022-01-01"),
      ],
      "D2_scope.csv": [("outside,NOTHING_TO_MERGE", "outside,ALREADY_MERGED")],
    ])
    let told = Dictionary(
      uniqueKeysWithValues: found.changes.map { change in
        (change.causes.map(\.row.summary), change.regions.map { $0.outputs.map(\.text) })
      })
    #expect(
      told == [
        ["P10: deadline 2021-10-31 -> 2021-12-31, template CK-SUB -> CK-OTHER"]: [
          ["deadline 2021-10-31 -> 2021-12-31", "template CK-SUB -> CK-OTHER"]
        ],
        ["P11: deadline continuous -> 2022-01-01"]: [["deadline continuous -> 2022-01-01"]],
        ["S05: scope_reason NOTHING_TO_MERGE -> ALREADY_MERGED"]: [
          ["scope_reason NOTHING_TO_MERGE -> ALREADY_MERGED"]
        ],
      ])
    #expect(!found.isAlike)
    #expect(found.changes.flatMap(\.regions).allSatisfy { $0.following.isEmpty && !$0.isIndirect })
  }

  @Test func `a rule that touches many outputs is told once, the rest following the mode`() throws {
    // A line of middling volume that nobody knows is merged instead of asked about.
    let found = try difference([
      "D5_mode.csv": [
        ("national,PERSON,Q_VOLUME", "national,FULL,R_QUIET")
      ]
    ])
    let change = try #require(found.changes.first)
    #expect(found.changes.count == 1)
    #expect(change.causes.map(\.row.name) == ["M16"])
    #expect(change.regions.count == 1)
    let merged = try #require(
      change.regions.first { $0.outputs.map(\.name) == ["mode", "reason"] })
    #expect(merged.outputs.map(\.text) == ["mode PERSON -> FULL", "reason Q_VOLUME -> R_QUIET"])
    #expect(merged.following.map(\.text).contains("number_disposition hold -> cancel"))
    #expect(
      merged.words == [
        "scope in, annex none, owner_class dept|ministry, volume mid|unknown, DUAL_LINES national"
      ])
  }

  @Test func `what only tables tell each other is told apart from what is done`() throws {
    let found = try difference(["parameters.csv": [("DEPT_BUILT,three_modes", "DEPT_BUILT,full")]])
    let regions = try #require(found.changes.first).regions
    let indirect = try #require(regions.last)
    #expect(regions.count { $0.isIndirect } == 1 && indirect.isIndirect)
    #expect(indirect.outputs.map(\.text) == ["owner_class dept -> dept_cancelled"])
    #expect(found.changed == regions.dropLast().reduce(0) { $0 + $1.count })
    #expect(indirect.count > found.changed)
  }

  @Test func `rows that decide nothing are named all the same`() throws {
    let found = try difference([
      "D5_mode.csv": [("53号未定阈值", "未定阈值")],
      "questions.csv": [("算话务量大", "算不算话务量大")],
      "invariants.csv": [
        ("P18,number_disposition=cancel,", "P18,number_disposition=cancel; seats=some,")
      ],
      "parameters.csv": [("张三", "李四")],
    ])
    #expect(found.isAlike && !found.isSame)
    #expect(
      found.sheets.flatMap(\.rows).map(\.name) == [
        "M16", "P18", "LOW", "HIGH", "DEPT_BUILT", "DUAL_LINES", "Q_VOLUME",
      ])
  }

  @Test func `a mark that makes a registered line less certain is a difference of the line`() throws
  {
    let found = try difference(
      ["D5_mode.csv": [("certain-53(criterion)", "gap-in-seed")]], lines: [line()])
    #expect(found.changes.isEmpty && !found.isAlike)
    let line = try #require(found.lines?.first)
    #expect(line.before.isLike(line.after) && line.before.certainty != line.after.certainty)
  }

  @Test func `a document on a single number may change any line`() throws {
    let number = "number,mode,document,issuer_rank,certainty\n12318,dual,附件,annex,one-source\n"
    let found = try difference([:], adding: ["designations-9.csv": number])
    #expect(found.changes.isEmpty && found.hasOtherDesignations && !found.isAlike)
    #expect(found.sheets.map(\.kind) == [.added])
    #expect(found.sheetsOfFacts == ["designations-9.csv"])
  }

  @Test func `another class of numbers may change any line with such a number`() throws {
    let found = try difference(["number-classes.csv": [("400,10,commercial", "400,10,ordinary")]])
    #expect(found.changes.isEmpty && found.hasOtherNumberClasses && !found.isAlike)
    #expect(found.sheetsOfFacts == ["number-classes.csv"])
    let remark = try difference(["number-classes.csv": [("企业付费号码", "付费号码")]])
    #expect(remark.isAlike && !remark.isSame && remark.sheetsOfFacts.isEmpty)
  }
}
