import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// Batches that a run began and did not close.
@Suite struct `Interrupted batches` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
    try mapping()
  }

  private func mapping(repeated: String = "last-wins", types: String = "投诉,complaint\n") throws {
    let folder = "w/Mappings/sources/small"
    _ = try sample.folder.file(
      "\(folder)/source.csv",
      "setting,value\ncontainer,csv\nrepeated,\(repeated)\nowner,某单位\n")
    _ = try sample.folder.file(
      "\(folder)/fields.csv",
      """
      field,source,transform,formats,codes,required,otherwise
      legacyNumber,编号,text,,,yes,quarantine
      matter.type,类型,code,,type,yes,quarantine
      matter.title,标题,text,,,no,empty
      """)
    _ = try sample.folder.file("\(folder)/codes/type.csv", "legacy,unified\n" + types)
  }

  private func paths(_ files: [String]) throws -> [String] {
    try files.enumerated().map { try sample.folder.file("d\($0).csv", "编号,类型,标题\n" + $1) }
  }

  private func run(_ line: String = "12329") throws -> ImportRun {
    try ImportRun(sample.workspace, line: line, mapping: "small")
  }

  @discardableResult
  private func take(
    _ files: [String], label: String? = nil, resuming: Bool = false
  ) async throws -> ImportReport {
    try await run().run(
      files, label: label, isResuming: resuming, now: SampleWorkspace.now)
  }

  /// An import that the user stops when its first files are in the ledger.
  private func interrupt(_ files: [String], label: String? = nil, after count: Int = 1) async throws
  {
    let (workspace, batches) = (sample.workspace, try sample.workspace.batches().count)
    await #expect(throws: Unusable.self) {
      try await run().run(
        files, label: label, now: SampleWorkspace.now,
        shouldStop: {
          guard let all = try? workspace.batches() else { return false }
          return count == 0 || all.count > batches && all.last?.files.count == count
        })
    }
  }

  private func undo(_ batch: String, withLater: Bool = false) throws -> [String] {
    try BatchRuns(sample.workspace).undo(batch, withLater: withLater, now: SampleWorkspace.now)
      .map(\.name)
  }

  private func states() throws -> [String] { try sample.workspace.batches().map(\.state) }

  private func code(_ body: () async throws -> Void) async -> FindingCode? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? Unusable)?.findings.first?.code
    }
  }

  /// Every row of every table, and the bytes of every segment.
  private func dump() throws -> String {
    let result = try Shell.run(
      """
      sqlite3 w/.hotline/ledger.db .dump; cd w/.hotline/segments && sha256sum * 2>/dev/null
      ls ../set-aside 2>/dev/null; true
      """, in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  /// Makes the ledger empty again, the very same each time.
  private func forget() throws {
    _ = try sample.workspace.batches()
    let result = try Shell.run(
      "[ -d empty ] || cp -r w/.hotline empty; rm -r w/.hotline; cp -r empty w/.hotline",
      in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
  }

  private func check() async throws {
    let findings = try await LedgerRuns(sample.workspace).check().findings
    #expect(findings.filter { $0.severity == .error }.isEmpty)
  }

  // MARK: The same command again

  @Test(arguments: ["last-wins", "first-wins", "quarantine"])
  func `the same command again leaves every table as if nothing had interrupted it`(
    repeated: String
  ) async throws {
    try mapping(repeated: repeated)
    let before = try sample.folder.file("before.csv", "编号,类型,标题\nA,投诉,一\nB,投诉,一\nC,坏,一\n")
    // Unchanged, changed and new; later files repeat numbers of earlier ones, and quarantine some.
    let files = try paths([
      "A,投诉,一\nB,投诉,二\nD,投诉,一\nE,坏,一\n", "A,投诉,三\nD,投诉,二\nE,投诉,一\nF,投诉,一\n",
      "F,投诉,二\nB,投诉,二\nA,投诉,一\nC,投诉,一\n,投诉,无号\n",
    ])
    func all(interruptedAfter count: Int?) async throws -> String {
      try forget()
      try await take([before])
      if let count { try await interrupt(files, after: count) }
      let report = try await take(files)
      #expect(report.interrupted.map(\.isContinued) == ((count ?? 0) > 0 ? [true] : []))
      return try dump()
    }
    let undisturbed = try await all(interruptedAfter: nil)
    for count in 0...2 {
      #expect(try await all(interruptedAfter: count) == undisturbed, "after \(count)")
    }
    try await check()
  }

  @Test func `a run that ends before its first file is in uses no number up`() async throws {
    let files = try paths(["A,投诉,一\n"])
    try await interrupt(files, after: 0)
    let unusable = try sample.folder.file("x.csv", "姓名,电话\n")
    #expect(try await take([unusable]).batch == nil)
    #expect(try states().isEmpty && sample.audit().isEmpty)
    #expect(try await take(files).batch == "B0001")
  }

  @Test func `a batch whose label was not said again is continued under its own`() async throws {
    let files = try paths(["A,投诉,一\n", "B,投诉,一\n"])
    try await interrupt(files, label: "一月")
    let report = try await take(files)
    #expect(report.label == "一月" && report.batch == "B0001" && report.files.count == 2)
  }

  @Test func `with --resume the files that are left are enough`() async throws {
    let files = try paths(["A,投诉,一\n", "B,投诉,一\n"])
    try await interrupt(files)
    #expect(await code { try await take([files[1]]) } == .batchInterrupted)
    let report = try await take([files[1]], resuming: true)
    #expect(report.batch == "B0001" && report.files.count == 2)
    #expect(try states() == ["closed"])
  }

  @Test func `another line goes on beside an interrupted batch and does not disturb it`()
    async throws
  {
    let other = try sample.folder.file("o.csv", "编号,类型,标题\nA,投诉,别的\n")
    try await take([try sample.folder.file("before.csv", "编号,类型,标题\nA,投诉,一\n")])
    let files = try paths(["A,投诉,一\n", "A,投诉,一\nA,投诉,二\n"])
    try await interrupt(files)
    _ = try await run("12318").run([other], label: nil, now: SampleWorkspace.now)
    let report = try await take(files)
    #expect(report.batch == "B0002")
    // What the ledger held of A was known when the second file came.
    let books = report.files.map(\.reconciliation)
    #expect(books[0][.superseded] == 1 && books[1][.duplicate] == 1 && books[1][.updated] == 1)
    try await check()
  }

  // MARK: Under a changed mapping, and back

  @Test func `under a mended mapping it is closed with the files it has, and all come anew`()
    async throws
  {
    let files = try paths(["A,投诉,一\nB,坏,一\n", "C,坏,一\n"])
    try await interrupt(files)
    try mapping(types: "投诉,complaint\n坏,other\n")
    #expect(await code { try await take(files) } == .batchInterrupted)
    #expect(try states() == ["interrupted"])
    let report = try await take(files, resuming: true)
    #expect(report.interrupted.map(\.batch) == ["B0001"] && report.batch == "B0002")
    #expect(report.interrupted.map(\.isContinued) == [false])
    #expect(report.total[.unchanged] == 1 && report.total[.accepted] == 2)
    #expect(try states() == ["closed", "closed"])
    #expect(try sample.workspace.quarantine().map(\.state) == ["resolved"])
    #expect(try undo("B0001", withLater: true) == ["B0002", "B0001"])
    #expect(try sample.workspace.quarantine().isEmpty)
    try await check()
  }

  @Test func `it can be undone, and the delivery comes as if it had never been`() async throws {
    let files = try paths(["A,投诉,一\nB,坏,一\n", "A,投诉,二\n"])
    try await interrupt(files)
    #expect(try undo("B0001") == ["B0001"])
    #expect(try states() == ["undone"] && sample.workspace.quarantine().isEmpty)
    let report = try await take(files)
    #expect(report.batch == "B0002" && report.interrupted.isEmpty)
    #expect(report.total[.accepted] == 1 && report.total[.superseded] == 1)
    try await check()
  }

  @Test func `no retry and no repair comes on top of it`() async throws {
    try await take(try paths(["A,坏,一\n"]))
    let files = try paths(["B,投诉,一\n", "C,投诉,一\n"])
    try await interrupt(files)
    try mapping(types: "投诉,complaint\n坏,other\n")
    let runs = try QuarantineRuns(sample.workspace)
    #expect(
      await code { _ = try runs.retry("B0001", mapping: "small", now: SampleWorkspace.now) }
        == .batchInterrupted)
    let repair = try sample.folder.file(
      "r.csv", "编号,类型,标题,_code,_reason,_id\nA,投诉,一,,,Q000001\n")
    #expect(
      await code {
        _ = try runs.importRepaired(repair, mapping: "small", now: SampleWorkspace.now)
      } == .batchInterrupted)
    _ = try undo("B0002")
    #expect(
      try runs.importRepaired(repair, mapping: "small", now: SampleWorkspace.now).closed == 1)
  }

  // MARK: Undoing

  @Test func `undoing a batch takes its retries and repairs along, or is refused`() async throws {
    let files = try paths(["A,投诉,一\nB,坏,一\nC,糟,一\nD,差,一\n"])
    try await take(files)
    let quarantine = try sample.workspace.quarantine()
    let runs = try QuarantineRuns(sample.workspace)
    try mapping(types: "投诉,complaint\n坏,other\n")
    _ = try runs.retry("B0001", mapping: "small", now: SampleWorkspace.now)
    let repair = try sample.folder.file(
      "r.csv", "编号,类型,标题,_code,_reason,_id\nC,投诉,一,,,Q000002\n")
    _ = try runs.importRepaired(repair, mapping: "small", now: SampleWorkspace.now)
    #expect(try sample.workspace.quarantine().map(\.state) == ["resolved", "resolved", "open"])
    #expect(await code { _ = try undo("B0001") } == .batchNeeded)
    #expect(await code { _ = try undo("B0002") } == .batchNeeded)
    #expect(try undo("B0003") == ["B0003"])
    #expect(try undo("B0002") == ["B0002"])
    #expect(try sample.workspace.quarantine() == quarantine)
    _ = try runs.importRepaired(repair, mapping: "small", now: SampleWorkspace.now)
    #expect(try undo("B0001", withLater: true) == ["B0004", "B0001"])
    #expect(try sample.workspace.quarantine().isEmpty)
    #expect(try sample.workspace.status().lines.allSatisfy { $0.holdings.tickets == 0 })
    try await check()
  }

  @Test func `undoing gives a record that was quarantined again its reason and batch back`()
    async throws
  {
    let files = try paths(["A,坏,\nB,坏,二\n"])
    try await take(files)
    let runs = try QuarantineRuns(sample.workspace)
    func shown() throws -> [String] {
      try ["Q000001", "Q000002"].map { name in
        let entry = try runs.show(name).entry
        return "\(entry.record.code) \(entry.record.state) \(entry.lastBatch)"
      }
    }
    let first = try shown()
    try mapping(types: "投诉,complaint\n坏,other\n")
    let fields = sample.folder.path + "/w/Mappings/sources/small/fields.csv"
    let text = try String(contentsOfFile: fields, encoding: .utf8)
    try text.replacing("标题,text,,,no,empty", with: "标题,text,,,yes,quarantine")
      .write(toFile: fields, atomically: true, encoding: .utf8)
    try await take(files)
    let second = try shown()
    #expect(second == ["HL2205 open B0002", "HL2207 resolved B0001"])
    try mapping()
    try await take(files)
    #expect(try shown() == ["HL2207 open B0003", "HL2207 open B0003"])
    #expect(try undo("B0003") == ["B0003"])
    #expect(try shown() == second)
    #expect(try undo("B0002") == ["B0002"])
    #expect(try shown() == first)
  }

  @Test func `a file that comes for another line closes nothing of the first one`() async throws {
    let files = try paths(["A,坏,一\n"])
    try await take(files)
    try mapping(types: "投诉,complaint\n坏,other\n")
    _ = try await run("12318").run(files, label: nil, now: SampleWorkspace.now)
    #expect(try sample.workspace.quarantine().map(\.state) == ["open"])
  }

  // MARK: One file, several paths

  @Test func `a file counts once, by however many paths it is named`() throws {
    let file = try sample.folder.file("in/a.csv", "编号,类型,标题\nA,投诉,一\n")
    let other = try sample.folder.file("in/b/a.csv", "编号,类型,标题\nA,投诉,一\n")
    let (folder, manager) = (sample.folder.path, FileManager.default)
    try manager.createSymbolicLink(atPath: folder + "/link.csv", withDestinationPath: file)
    try manager.linkItem(atPath: file, toPath: folder + "/hard.csv")
    let named = [
      file, folder + "/in/./a.csv", folder + "/link.csv", folder + "/hard.csv", folder + "/in",
      file,
    ]
    let paths = try DeliveryPaths(named, in: sample.workspace)
    #expect(paths.files == [file, other])
    #expect(paths.repeated.map(\.path) == [named[1], named[2], named[3], file, file])
    #expect(paths.repeated.allSatisfy { $0.first == file })
  }

  @Test func `equal names in different folders are different files with headers of their own`()
    async throws
  {
    let one = try sample.folder.file("one/a.csv", "编号,类型,标题\nA,坏,一\n")
    let two = try sample.folder.file("two/a.csv", "标题,类型,编号\n二,坏,B\n")
    let report = try await take([one, two])
    #expect(report.files.count == 2 && report.total[.quarantined] == 2)
    let fields = try ["Q000001", "Q000002"].map { name in
      try QuarantineRuns(sample.workspace).show(name).fields.map(\.column)
    }
    #expect(fields == [["编号", "类型", "标题"], ["标题", "类型", "编号"]])
  }
}
