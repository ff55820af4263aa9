import HotlineModel
import MergerRuns
import Reports
import ReviewRuns
import SampleCity
import Testing

@Suite struct `Checklists of the sample city` {
  @Test func `every line has a checklist of its mode`() throws {
    let sample = try SampleWorkspace()
    let checklists = try ChecklistRun(sample.workspace).checklists()
    #expect(checklists.count == (try sample.workspace.status().lines.count))
    for list in checklists where list.mode.changesRouting {
      #expect(list.items.contains { $0.due != nil }, "\(list.line)")
    }
  }
}
