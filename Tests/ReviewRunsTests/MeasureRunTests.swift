import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns
import SampleCity
import Testing

@Suite struct `Measures of the sample city` {
  @Test func `the tickets that the ledger holds are counted once, by whatever they are counted`()
    async throws
  {
    let sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries().prefix(3) {
      _ = try await sample.take(delivery)
    }
    let held = try sample.workspace.status().lines.map(\.holdings.tickets).reduce(0, +)
    try #require(held > 3_000)
    let run = try MeasureRun(sample.workspace)
    let scope = try run.scope(line: nil, from: nil, to: nil, snapshot: SampleWorkspace.now.date)
    for groupings in [[], [.line], [.month, .unit], MeasureTable.Grouping.allCases] {
      let table = try await run.table(scope, by: groupings)
      #expect(table.groups.map(\.tickets).reduce(0, +) + table.later == held)
      for group in table.groups {
        for counts in group.counts {
          #expect(
            counts.denominator + counts.excluded + counts.unknown + counts.outside == group.tickets)
          #expect(counts.numerator <= counts.denominator * 100)
        }
      }
    }
  }

  @Test func `limits of a line that nobody registered are refused`() throws {
    let sample = try SampleWorkspace()
    let path = "\(sample.workspace.mappings)/measures/deadlines.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + "closing,12399,*,*,,,5,working-day,依据,\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      try MeasureRun(sample.workspace)
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.deadlineLineUnknown] }
  }
}
