import Findings
import Foundation
import HotlineModel
import MergerRuns
import Reports
import SampleCity
import TestSupport
import Testing

/// Batches taken back, compared and counted.
@Suite struct `Batches` {
  let sample: SampleWorkspace

  init() throws {
    sample = try SampleWorkspace()
  }

  private func culture() async throws {
    for delivery in try SampleWorkspace.deliveries() where delivery.line == "12318" {
      _ = try await sample.take(delivery)
    }
  }

  private func tickets() async throws -> [String] {
    let out = sample.folder.path + "/out-\(UUID().uuidString)"
    do {
      _ = try await ExportTicketsRun(sample.workspace).run(to: out, now: SampleWorkspace.now)
    } catch let unusable as Unusable where unusable.findings.first?.code == .deliveryEmpty {
      return []
    }
    return try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
      .split(separator: "\n").map(String.init).sorted()
  }

  private func proves() async throws -> Bool {
    try await LedgerRuns(sample.workspace).check().findings.isEmpty
  }

  @Test func `undoing a batch restores the state before it, and leaves a trace`() async throws {
    let deliveries = try SampleWorkspace.deliveries().filter { $0.line == "12318" }
    _ = try await sample.take(deliveries[0])
    let before = try await tickets()
    let kept = try sample.workspace.quarantine()
    _ = try await sample.take(deliveries[1])
    #expect(try await tickets() != before)
    let undone = try BatchRuns(sample.workspace).undo(
      "B0002", withLater: false, now: SampleWorkspace.now)
    #expect(undone == [UndoneBatch(name: "B0002", tickets: 316, restored: 35)])
    #expect(try await tickets() == before)
    #expect(try sample.workspace.quarantine() == kept)
    #expect(try sample.workspace.batches().map(\.state) == ["closed", "undone"])
    #expect(try await proves())
    // Taken in once more it is as if it had never been undone.
    let again = try await sample.take(deliveries[1])
    #expect(again.total[.accepted] == 281 && again.total[.updated] == 35)
    #expect(throws: Unusable.self) {
      try BatchRuns(sample.workspace).undo("B0002", withLater: false, now: SampleWorkspace.now)
    }
  }

  @Test func `a batch that a later one rests on is undone only with it`() async throws {
    try await culture()
    let runs = try BatchRuns(sample.workspace)
    #expect(throws: Unusable.self) {
      try runs.undo("B0001", withLater: false, now: SampleWorkspace.now)
    }
    #expect(try sample.workspace.batches().map(\.state) == ["closed", "closed"])
    let undone = try runs.undo("B0001", withLater: true, now: SampleWorkspace.now)
    #expect(undone.map(\.name) == ["B0002", "B0001"])
    #expect(try await tickets().isEmpty)
    #expect(try await proves())
  }

  @Test func `who undoes a batch whose tickets cannot be read is told that deltas are refused`()
    async throws
  {
    try await culture()
    let segments = sample.folder.path + "/w/.hotline/segments"
    let last = try #require(
      try FileManager.default.contentsOfDirectory(atPath: segments).max())
    try FileManager.default.removeItem(atPath: "\(segments)/\(last)")
    _ = try BatchRuns(sample.workspace).undo(
      "B0002", withLater: false, now: SampleWorkspace.now)
    #expect(sample.workspace.noticed.map(\.code) == [.undoneUnknown])
    var delta = ExportOrder()
    delta.since = "B0001"
    await #expect {
      _ = try await ExportTicketsRun(sample.workspace).run(
        to: sample.folder.path + "/delta", delta, now: SampleWorkspace.now)
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.deltaImpossible] }
    #expect(try await !tickets().isEmpty)
  }

  @Test func `a delivery that found everything unchanged keeps what it found from being undone`()
    async throws
  {
    let delivery = try SampleWorkspace.deliveries()[2]
    _ = try await sample.take(delivery)
    _ = try await sample.take(delivery)
    #expect(throws: Unusable.self) {
      try BatchRuns(sample.workspace).undo("B0001", withLater: false, now: SampleWorkspace.now)
    }
    #expect(try await tickets().count == 900)
  }

  @Test func `a diff names the fields that a re-delivery changed, masked`() async throws {
    try await culture()
    let (changes, count) = try BatchRuns(sample.workspace).diff("B0002")
    #expect(count == 35)
    #expect(changes.allSatisfy { $0.changes.map(\.field) == ["matter.content"] })
    #expect(changes.flatMap(\.changes).allSatisfy { $0.after?.hasSuffix("characters]") == true })
    #expect(try BatchRuns(sample.workspace).diff("B0001").count == 0)
  }

  @Test func `a batch shows its books and its findings by code`() async throws {
    try await culture()
    let detail = try BatchRuns(sample.workspace).show("b0002")
    #expect(detail.batch.total[.updated] == 35)
    #expect(detail.quarantine.map(\.code) == ["HL2205", "HL2207", "HL2208"])
    #expect(throws: Unusable.self) { try BatchRuns(sample.workspace).show("B0009") }
  }

  // MARK: Reconciliation

  private func against(_ sheet: String) throws -> [Int] {
    let path = try sample.folder.file("handed-over-\(UUID().uuidString).csv", sheet)
    let run = try ReconcileRun(sample.workspace)
    return try run.against(path, totals: run.totals(batches: [])).map(\.difference)
  }

  @Test func `control totals add up to all tickets, and to each line's`() async throws {
    try await culture()
    _ = try await sample.take(SampleWorkspace.deliveries()[2])
    let totals = try ReconcileRun(sample.workspace).totals(batches: [])
    #expect(totals.tickets.values.reduce(0, +) == 701 + 900)
    for status in try sample.workspace.status().lines where status.holdings.tickets > 0 {
      #expect(
        totals.count(line: status.id, period: "", type: "", status: "")
          == status.holdings.tickets)
    }
  }

  @Test func `a count that differs is told with its difference; waived records are accounted for`()
    async throws
  {
    try await culture()
    let header = "line,period,type,status,count\n"
    let run = try ReconcileRun(sample.workspace)
    let totals = try run.totals(batches: [])
    let whole = totals.count(line: "12318", period: "", type: "", status: "")
    let byLegacy = totals.count(line: "", period: "2020", type: "投诉", status: "")
    let byUnified = totals.count(line: "", period: "2020", type: "complaint", status: "")
    #expect(byLegacy > 0 && byLegacy == byUnified)
    #expect(
      try against(
        header + "12318,,,,\(whole + 2)\n12318,2020,投诉,,\(byLegacy)\n12318,2019,,,0\n") == [
          2, 0, 0,
        ])
    try QuarantineRuns(sample.workspace).waive(
      ["Q000003", "Q000004"], because: "重复", by: "李四", now: SampleWorkspace.now)
    #expect(try against(header + "12318,,,,\(whole + 2)\n") == [0])
  }

  @Test func `a file's records are accounted for wherever they stand now`() async throws {
    try await culture()
    let header = "file,line,count\n"
    // Of the two records quarantined of the first file one came in with the second.
    let books = try ReconcileRun(sample.workspace).books(batches: ["B0001"])
    let first = books[0].files[0].reconciliation
    let read = first.read - first[.skipped]
    let open = try sample.workspace.quarantine().count { $0.state == "open" }
    #expect(open == 4)
    #expect(try against(header + "12318-delivery1.csv,12318,\(read)\nnobody.csv,,5\n") == [1, 5])
    #expect(throws: Unusable.self) { try against("file,type,count\na.csv,投诉,5\n") }
  }

  // MARK: The ledger as a whole

  @Test func `the proof finds a segment that is gone and one whose bytes have changed`()
    async throws
  {
    try await culture()
    #expect(try await proves())
    let folder = sample.folder.path + "/w/.hotline/segments"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let path = folder + "/" + names[0]
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var changed = bytes
    changed[changed.count / 2] ^= 1
    try changed.write(to: URL(fileURLWithPath: path))
    #expect(
      try await LedgerRuns(sample.workspace).check().findings.map(\.code) == [.segmentMissing])
    try FileManager.default.removeItem(atPath: path)
    #expect(
      try await LedgerRuns(sample.workspace).check().findings.map(\.code) == [.segmentMissing])
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try await proves())
  }

  @Test func `a backup unpacked elsewhere holds the same tickets`() async throws {
    try await culture()
    let backup = sample.folder.path + "/b.tar"
    let (segments, _, _, head) = try await LedgerRuns(sample.workspace).backup(
      to: backup, now: SampleWorkspace.now)
    #expect(segments == 2)
    #expect(head.hasPrefix("hotline-ledger:1:"))
    let other = try SampleWorkspace()
    let result = try Shell.run(
      "rm -rf w/.hotline && tar -xf '\(backup)' -C w", in: other.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    let out = other.folder.path + "/out"
    _ = try await ExportTicketsRun(other.workspace).run(to: out, now: SampleWorkspace.now)
    let restored = try String(contentsOfFile: out + "/tickets.jsonl", encoding: .utf8)
      .split(separator: "\n").map(String.init).sorted()
    #expect(try await restored == tickets())
    #expect(try await LedgerRuns(other.workspace).check().findings.isEmpty)
  }

  @Test func `the doctor finds nothing wrong with a good workspace, and a clock that is behind`()
    async throws
  {
    try await culture()
    let path = sample.folder.path + "/w"
    let checks = DoctorRun(folder: path).run(now: SampleWorkspace.now)
    #expect(checks.allSatisfy { $0.state != .broken }, "\(checks)")
    let early = DoctorRun(folder: path).run(now: SampleWorkspace.now.adding(seconds: -60))
    #expect(early.first { $0.name.english == "clock" }?.state == .attention)
    #expect(
      DoctorRun(folder: "/nowhere").run(now: SampleWorkspace.now).contains { $0.state == .broken })
  }
}
