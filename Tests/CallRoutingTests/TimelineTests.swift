import Foundation
import HotlineModel
import Reports
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

@Suite struct TimelineTests {
  /// The sample city, cut over before National Day 2021.
  private func earlyCity() throws -> RoutingTable {
    let folder = try TemporaryFolder()
    for name in ["targets.csv", "phases.csv", "announcements.csv"] {
      let text = try String(contentsOfFile: SampleCity.folder + "/" + name, encoding: .utf8)
      let early = text.replacing("2021-11-25 02:00", with: "2021-09-29 02:07")
        .replacing("2022-02-23", with: "2021-10-05")
      _ = try folder.file(name, early)
    }
    return try SampleCity.table(sheets: folder.path)
  }

  /// Every minute of a time, one call each, against the intervals.
  private func compare(
    _ table: RoutingTable, _ numbers: [String], _ from: String, _ until: String,
    down: Set<String> = []
  ) throws {
    let span = try SampleCity.at(from)..<SampleCity.at(until)
    for text in numbers {
      let number = try HotlineNumber(parsing: text, home: SampleCity.home)
      let stretches = try table.timeline(of: number, within: span, down: down).stretches
      var index = 0
      var instant = span.lowerBound
      while instant < span.upperBound {
        if stretches[index].span.upperBound <= instant { index += 1 }
        let call = try table.trace(dial: text, at: instant, from: .fixed, down: down)
        guard stretches[index].span.contains(instant),
          stretches[index].disposition == call.disposition, stretches[index].set == call.set
        else {
          Issue.record("\(text) at \(instant): \(stretches[index]) is not \(call.disposition)")
          return
        }
        instant = instant.adding(seconds: 60)
      }
      #expect(index == stretches.count - 1)
      #expect(
        zip(stretches, stretches.dropFirst()).allSatisfy {
          $0.span.upperBound == $1.span.lowerBound
        })
    }
  }

  @Test func `intervals are what a call in every minute around National Day finds`() throws {
    // Holidays 1 to 7 October, make-up working day 9 October.
    try compare(
      earlyCity(), ["12333", "12366", "12318", "12345", "12399"],
      "2021-09-28 00:00", "2021-10-11 00:00")
  }

  @Test func `intervals follow an overflow as a call in every minute does`() throws {
    try compare(
      earlyCity(), ["12333", "12366"], "2021-10-06 00:00", "2021-10-11 00:00", down: ["S-12366"])
    try compare(
      earlyCity(), ["12366"], "2021-10-06 00:00", "2021-10-11 00:00",
      down: ["S-12366", "Q-12345"])
  }

  @Test func `intervals end with a line's life to the minute`() throws {
    try compare(
      SampleCity.table(), ["12356", "0757-82100001"], "2024-12-30 00:00", "2025-01-03 00:00")
  }

  @Test func `what is left of spans and what was taken make the spans again`() throws {
    let start = try SampleCity.at("2021-10-01 00:00")
    func span(_ from: Int, _ to: Int) -> Range<CivilInstant> {
      start.adding(seconds: from)..<start.adding(seconds: to)
    }
    // Every pair of sets of seconds out of seven, as spans.
    func spans(_ bits: Int) -> [Range<CivilInstant>] {
      merged((0..<7).filter { bits >> $0 & 1 == 1 }.map { span($0, $0 + 1) })
    }
    for whole in 0..<128 {
      for taken in 0..<128 {
        #expect(gaps(in: spans(whole), leftBy: spans(taken)) == spans(whole & ~taken))
      }
    }
  }
}
