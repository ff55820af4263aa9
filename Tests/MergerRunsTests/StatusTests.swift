import Foundation
import HotlineModel
import LocalFiles
import SampleCity
import TestSupport
import Testing

@testable import MergerRuns

/// What a status keeps of its decisions is believed only where everything is the same that they
/// follow from.
@Suite struct `The status of a workspace` {
  let sample: SampleWorkspace
  var workspace: Workspace { sample.workspace }
  private var kept: String { "\(workspace.folder)/.hotline/status" }

  init() throws { sample = try SampleWorkspace() }

  private func basis(
    _ workspace: Workspace? = nil, rulings: [String: PersonRuling] = [:], program: String = "1"
  ) throws -> DecisionBasis {
    try DecisionBasis(workspace ?? self.workspace, rulings: rulings, program: program)
  }

  /// The paths of the workspace's sheets but those of legacy exports.
  private func sheets() throws -> [String] {
    let files = FileManager.default.enumerator(atPath: workspace.folder)?.allObjects as? [String]
    return try #require(files).filter {
      $0.hasSuffix(".csv") && !$0.hasPrefix("Mappings/sources/") && !$0.hasPrefix(".hotline")
    }.sorted()
  }

  private func read(_ path: String) throws -> [UInt8] { try KeptFile.read(path) }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try KeptFile.write(bytes, to: path)
  }

  /// Gives a line another name in the file that was kept, which carries its hash again then.
  private func poison() throws {
    try KeptFile(path: kept).poison("报警服务台", with: "甲乙丙丁戊")
  }

  private func names(program: String = "1", in workspace: Workspace? = nil) throws -> [String] {
    try (workspace ?? self.workspace).status(keptBy: program).lines.map(\.name)
  }

  @Test func `rests on every byte of every sheet, and on its name`() throws {
    let sheets = try sheets()
    for needed in [
      "settings.csv", "register.csv", "Mappings/numbering/protected.csv",
      "Mappings/policy/foshan-2021/signatures.csv", "Mappings/policy/foshan-2021/D5_mode.csv",
      "Mappings/policy/foshan-2021/signed/D5_mode.csv", "Mappings/routing/phases.csv",
      "Mappings/routing/targets.csv", "Mappings/routing/announcements.csv",
      "Mappings/values/reasons.csv", "Mappings/calendar/working-days.csv",
    ] { #expect(sheets.contains(needed)) }
    let before = try basis()
    for sheet in sheets {
      let path = "\(workspace.folder)/\(sheet)"
      let bytes = try read(path)
      try #require(!bytes.isEmpty)
      for place in [0, bytes.count / 2, bytes.count - 1] {
        var other = bytes
        other[place] ^= 1
        try write(other, to: path)
        #expect(try basis() != before, "\(sheet), byte \(place)")
      }
      try write(bytes.dropLast(), to: path)
      #expect(try basis() != before, "\(sheet) without its last byte")
      try FileManager.default.moveItem(atPath: path, toPath: path + ".old.csv")
      #expect((try? basis()) != before, "\(sheet) under another name")
      try FileManager.default.moveItem(atPath: path + ".old.csv", toPath: path)
      // The same bytes at another time.
      try write(bytes, to: path)
      #expect(try basis() == before, "\(sheet)")
    }
    try write([], to: "\(workspace.mappings)/policy/foshan-2021/new.csv")
    #expect(try basis() != before)
    // A name of an old system, in GBK.
    func add(_ text: String) throws -> DecisionBasis {
      let sheet = "w/Mappings/policy/foshan-2021/$'\\xb9\\xe6.csv'"
      _ = try Shell.run("printf '\(text)' > \(sheet)", in: sample.folder.path)
      return try basis()
    }
    #expect(try add("1") != add("2"))
  }

  @Test func `rests on day, rulings, settings and program`() throws {
    let before = try basis()
    func ruling(_ line: String, because: String, document: String) -> PersonRuling {
      PersonRuling(
        line: line, mode: .linkOnly, because: because, document: document, who: "示例签字人甲")
    }
    let rulings = [
      ruling("12350", because: "甲", document: "乙"), ruling("12350", because: "甲乙", document: ""),
      ruling("12356", because: "甲", document: "乙"),
    ]
    var others = try rulings.map { try basis(rulings: [$0.line: $0]) }
    others.append(try basis(program: "2"))
    others.append(
      try basis(Workspace(workspace.folder, today: workspace.today.adding(days: 1))))
    // The settings as they were when the workspace was opened, though the sheet has others by now.
    let settings = "\(workspace.folder)/settings.csv"
    try write(read("\(workspace.folder)/register.csv"), to: "\(workspace.folder)/other.csv")
    let text = String(decoding: try read(settings), as: UTF8.self)
    for (value, other) in [(",register.csv,", ",other.csv,"), (",0757,", ",0756,")] {
      try #require(text.contains(value))
      try write(Array(text.replacing(value, with: other).utf8), to: settings)
      let opened = try Workspace(workspace.folder, today: workspace.today)
      try write(Array(text.utf8), to: settings)
      others.append(try basis(opened))
    }
    #expect(Set((others + [before]).map(\.sha256)).count == others.count + 1)
    #expect(try basis() == before)
  }

  @Test func `is the same from the file as decided anew`() throws {
    let decided = try workspace.status()
    #expect(!FileManager.default.fileExists(atPath: kept))
    #expect(decided.lines.contains { $0.late != nil })
    #expect(decided.lines.contains { $0.outcome?.mode == .person })
    #expect(try workspace.status(keptBy: "1") == decided)
    #expect(Folder.mode(ofFile: kept) == 0o600)
    #expect(try workspace.status(keptBy: "1") == decided)
    try poison()
    #expect(try names().contains("甲乙丙丁戊"))
    #expect(try workspace.status() == decided)
  }

  @Test(arguments: [
    "register.csv", "settings.csv", "Mappings/numbering/protected.csv",
    "Mappings/routing/phases.csv", "Mappings/values/reasons.csv",
  ])
  func `is decided anew where a sheet has another byte`(sheet: String) throws {
    _ = try names()
    try poison()
    #expect(try names().contains("甲乙丙丁戊"))
    let path = "\(workspace.folder)/\(sheet)"
    try write(read(path) + [10], to: path)
    #expect(try !names().contains("甲乙丙丁戊"))
  }

  @Test func `is decided anew on another day, by another program, after a ruling`() throws {
    let tomorrow = try Workspace(workspace.folder, today: workspace.today.adding(days: 1))
    let runs: [() throws -> [String]] = [
      { try names(in: tomorrow) }, { try names(program: "2") },
      {
        _ = try DecideRun(workspace).rule("12350", now: SampleWorkspace.now) {
          PersonRuling(
            line: $0.id, mode: .linkOnly, because: "量小", document: "示例会纪〔2021〕3号",
            who: "示例签字人甲")
        }
        return try names()
      },
    ]
    for again in runs {
      _ = try names()
      try poison()
      #expect(try names().contains("甲乙丙丁戊"))
      #expect(try !again().contains("甲乙丙丁戊"))
    }
  }

  @Test func `ignores a file that is damaged, cut off, foreign or newer`() throws {
    _ = try names()
    let bytes = try read(kept)
    let basis = try basis()
    let file = KeptTexts(path: kept, form: "hotline-status:2", basis: basis)
    func lines() -> DecidedLines? { DecidedLines(file, phases: "phases.csv") }
    let whole = try #require(lines())
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 1
      try write(other, to: kept)
      #expect(lines() == nil, "byte \(place)")
    }
    for count in stride(from: 0, to: bytes.count, by: 97) {
      try write(Array(bytes[..<count]), to: kept)
      #expect(lines() == nil, "\(count) bytes")
    }
    for foreign in [bytes + [10], Array("hotline-status:3\n".utf8), [0xFF, 10, 10], [10]] {
      try write(foreign, to: kept)
      #expect(lines() == nil)
    }
    #expect(try names().contains("报警服务台"))
    #expect(lines() == whole)
  }

  @Test func `keeps nothing where the policy has findings, or the workspace takes no file`() throws
  {
    let decided = try workspace.status()
    try FileManager.default.createDirectory(
      atPath: kept + ".part/in-use", withIntermediateDirectories: true)
    #expect(try workspace.status(keptBy: "1") == decided)
    #expect(!FileManager.default.fileExists(atPath: kept))
    try FileManager.default.removeItem(atPath: kept + ".part")
    let sheet = "\(workspace.mappings)/policy/foshan-2021/D5_mode.csv"
    try write(read(sheet) + Array("no row\n".utf8), to: sheet)
    for _ in 0..<2 {
      let status = try workspace.status(keptBy: "1")
      #expect(!status.policyFindings.isEmpty)
      #expect(status.lines.allSatisfy { $0.outcome == nil })
      #expect(!FileManager.default.fileExists(atPath: kept))
    }
  }
}
