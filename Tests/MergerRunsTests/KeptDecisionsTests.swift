import Findings
import Foundation
import HotlineModel
import LocalFiles
import SampleCity
import TestSupport
import Testing

@testable import MergerRuns

/// Decisions that an earlier run kept are used only where everything is the same that they follow
/// from, and are those of a run that decides anew.
@Suite struct `Decisions kept for later runs` {
  let sample: SampleWorkspace
  var workspace: Workspace { sample.workspace }
  private var kept: String { "\(workspace.folder)/.hotline/decisions" }

  init() throws { sample = try SampleWorkspace() }

  /// Changes what was kept of the deadlines; the file carries its hash again then.
  private func poison() throws {
    try KeptFile(path: kept).poison("10:continuous", with: "10:CONTINUOUS")
  }

  private func isPoisoned(by program: String = "1", in workspace: Workspace? = nil) throws -> Bool {
    try (workspace ?? self.workspace).decisions(keptBy: program)
      .contains { $0.deadline == "CONTINUOUS" }
  }

  /// Rules a line, which then rests on a person's word, whose place is the register.
  private func rule() throws {
    _ = try DecideRun(workspace).rule("12350", now: SampleWorkspace.now) {
      PersonRuling(
        line: $0.id, mode: .linkOnly, because: "量小", document: "示例会纪〔2021〕3号",
        who: "示例签字人甲")
    }
  }

  @Test func `are in every part those of a run that decides anew`() throws {
    try rule()
    let anew = try workspace.decisions(keptBy: nil)
    #expect(!FileManager.default.fileExists(atPath: kept))
    #expect(anew.contains { $0.path.contains { $0.table == "ruling" } })
    #expect(anew.contains { $0.mode == .protected })
    #expect(try workspace.decisions(keptBy: "1") == anew)
    #expect(Folder.mode(ofFile: kept) == 0o600)
    #expect(try workspace.decisions(keptBy: "1") == anew)
    try poison()
    #expect(try isPoisoned())
    #expect(try workspace.decisions(keptBy: nil) == anew)
  }

  @Test func `name their places from the workspace as it is reached`() throws {
    _ = try workspace.decisions(keptBy: "1")
    try poison()
    let same = try Workspace(
      "\(workspace.folder)/../\(Folder.name(of: workspace.folder))", today: workspace.today)
    #expect(try isPoisoned(in: same))
    #expect(
      try same.decisions(keptBy: "1").allSatisfy {
        $0.path.allSatisfy { $0.place.file.hasPrefix(same.folder + "/") }
      })
  }

  @Test(arguments: [
    "register.csv", "settings.csv", "Mappings/numbering/protected.csv",
    "Mappings/policy/foshan-2021/D5_mode.csv", "Mappings/policy/foshan-2021/parameters.csv",
    "Mappings/policy/foshan-2021/signatures.csv", "Mappings/policy/foshan-2021/cases.csv",
  ])
  func `count for nothing where a sheet has another byte`(sheet: String) throws {
    _ = try workspace.decisions(keptBy: "1")
    try poison()
    #expect(try isPoisoned())
    let path = "\(workspace.folder)/\(sheet)"
    try KeptFile.write(KeptFile.read(path) + [10], to: path)
    #expect(try !isPoisoned())
  }

  @Test func `count for nothing on another day, for another program, after a ruling`() throws {
    let tomorrow = try Workspace(workspace.folder, today: workspace.today.adding(days: 1))
    let runs: [() throws -> Bool] = [
      { try isPoisoned(in: tomorrow) }, { try isPoisoned(by: "2") },
      {
        try rule()
        return try isPoisoned()
      },
    ]
    for again in runs {
      _ = try workspace.decisions(keptBy: "1")
      try poison()
      #expect(try isPoisoned())
      #expect(try !again())
    }
  }

  /// That no damage of such a file is overlooked is tried at every byte of the one of a status.
  @Test func `count for nothing where the file is damaged, cut off or foreign`() throws {
    let anew = try workspace.decisions(keptBy: "1")
    let bytes = try KeptFile.read(kept)
    var other = bytes
    other[bytes.count / 2] ^= 1
    for file in [other, Array(bytes.dropLast()), bytes + [10], []] {
      try KeptFile.write(file, to: kept)
      #expect(try workspace.decisions(keptBy: "1") == anew)
      #expect(try KeptFile.read(kept) == bytes)
    }
  }

  @Test func `are not kept where the policy has findings`() throws {
    let sheet = "\(workspace.mappings)/policy/foshan-2021/D5_mode.csv"
    try KeptFile.write(KeptFile.read(sheet) + Array("no row\n".utf8), to: sheet)
    #expect(throws: (any Error).self) { try workspace.decisions(keptBy: "1") }
    #expect(!FileManager.default.fileExists(atPath: kept))
  }
}
