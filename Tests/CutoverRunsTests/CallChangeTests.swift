import CallRouting
import Foundation
import HotlineModel
import LiveSwitch
import Reports
import RoutingSamples
import SwitchExporters
import TestSupport
import Testing

@testable import CutoverRuns

@Suite struct `Changes of calls` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The sample table from sheets in which some text was replaced.
  private func table(replacing old: String, with new: String, in sheet: String) throws
    -> RoutingTable
  {
    let path = folder.path + "/sheets"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: SampleCity.folder, toPath: path)
    let text = try String(contentsOfFile: "\(path)/\(sheet)", encoding: .utf8)
    #expect(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: "\(path)/\(sheet)", atomically: true, encoding: .utf8)
    return try SampleCity.table(sheets: path)
  }

  private static let edits = [
    ("workdays 09:00-12:00 14:00-17:00", "workdays 09:00-12:00 14:00-16:59", "targets.csv"),
    ("12318,2021-11-25 02:00,2022-02-23", "12318,2021-11-25 02:00,2022-03-23", "phases.csv"),
    ("12329,2021-11-25 02:00", "12329,2021-11-26 02:00", "phases.csv"),
    ("12313,2021-11-25 02:00,,,S-12313,,15", "12313,2021-12-25 02:00,,,S-12313,,15", "phases.csv"),
    ("2027-06-30", "2022-06-30", "phases.csv"),
    ("S-12333,2,department,workdays 08:30", "S-12333,2,department,daily 08:30", "targets.csv"),
  ]

  /// Two independent ways: intervals of the model, and what the printed rows do with calls.
  @Test(arguments: edits)
  func `the rows of a switch change for the numbers, and when, that the model says`(
    old: String, new: String, sheet: String
  ) throws {
    let before = try SampleCity.table()
    let after = try table(replacing: old, with: new, in: sheet)
    let span = try #require(before.proofSpan)
    let seconds = span.lowerBound.unixSeconds..<span.upperBound.unixSeconds
    let rows = try TableLoad(before, as: .a).rows.reading
      .changes(to: TableLoad(after, as: .b).rows.reading, within: seconds, home: before.home)
      .filter { $0.down == nil }
    var expected: [String: [Range<Int>]] = [:]
    for change in try before.changes(to: after) {
      expected[change.number.text, default: []] += change.spans.map {
        $0.lowerBound.unixSeconds..<$0.upperBound.unixSeconds
      }
    }
    let found = Dictionary(grouping: rows, by: \.number).mapValues { $0.flatMap(\.spans) }
    #expect(Set(found.keys) == Set(expected.keys))
    for (number, spans) in found {
      #expect(Self.joined(spans) == Self.joined(expected[number] ?? []), "\(number)")
    }
    #expect(!rows.isEmpty)
    // Every dialled form of a number changes with it.
    for change in rows {
      let number = try HotlineNumber(parsing: change.number, home: before.home)
      #expect(change.forms == number.dialledForms(home: before.home).sorted())
    }
  }

  private static func joined(_ spans: [Range<Int>]) -> [Range<Int>] {
    var all: [Range<Int>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = all.last, last.upperBound >= span.lowerBound {
        all[all.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        all.append(span)
      }
    }
    return all
  }

  @Test func `nothing changes from a table to itself, whichever generation has it`() throws {
    let table = try SampleCity.table()
    let span = try #require(table.proofSpan)
    let changes = try TableLoad(table, as: .a).rows.reading.changes(
      to: TableLoad(table, as: .b).rows.reading,
      within: span.lowerBound.unixSeconds..<span.upperBound.unixSeconds, home: table.home)
    #expect(changes.isEmpty)
  }

  @Test func `a longer way for calls that overflow shows with the desks down`() throws {
    let before = try SampleCity.table()
    let after = try table(
      replacing: "Q-12345,1,platform,24h,sip:12345@192.0.2.12:5060,10,50,600,yes",
      with: "Q-12345,1,platform,24h,sip:12345@192.0.2.12:5060,10,50,600,no", in: "targets.csv")
    let addresses = [before, after].map { table in
      (try? TableLoad(table, as: .a).addresses.rows.bySet["Q-12345"]) ?? []
    }
    #expect(
      addresses == [
        ["sip:12345@192.0.2.11:5060", "sip:12345@192.0.2.12:5060"], ["sip:12345@192.0.2.11:5060"],
      ])
  }
}

@Suite struct `Plans` {
  private static var plan: CutoverPlan {
    var plan = CutoverPlan(
      target: "core-1", made: CivilInstant(unixSeconds: 1_637_776_800), by: "lihua", base: "0",
      live: "a", generation: "b", table: "1")
    plan.changes = [
      .init(
        number: "12333", at: "2021-11-25T02:00:00+08:00", before: "none", after: "Q-12345",
        down: nil, intervals: 1, forms: 4)
    ]
    plan.lines = [
      .init(line: "12333", ready: false, obstacles: [.init(item: "12333-06", reason: "-")])
    ]
    return plan
  }

  @Test func `a plan that was written is read as it was`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("p.plan", Self.plan.document)
    #expect(try CutoverPlan(contentsOf: path) == Self.plan)
  }

  /// Any value that is changed by hand is noticed, whatever it is.
  @Test func `no value of a plan can be changed`() throws {
    let folder = try TemporaryFolder()
    let document = Self.plan.document
    let values = document.matches(of: #/: "?([0-9A-Za-z+:-]+)"?/#).filter { $0.1 != "null" }
    #expect(values.count > 15)
    for value in values {
      var text = document
      text.replaceSubrange(value.1.startIndex..<value.1.endIndex, with: value.1 == "1" ? "2" : "1")
      let path = try folder.file("p.plan", text)
      #expect(throws: (any Error).self) { try CutoverPlan(contentsOf: path) }
    }
  }
}
