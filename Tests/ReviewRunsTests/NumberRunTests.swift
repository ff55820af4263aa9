import Findings
import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import MergerStore
import Reports
import SampleCity
import TestSupport
import Testing

@testable import ReviewRuns

/// The number ledger of the sample city.
@Suite struct `The number ledger` {
  private let sample: SampleWorkspace
  private let run: NumberRun

  init() throws {
    sample = try SampleWorkspace()
    run = try NumberRun(sample.workspace)
  }

  private func announce(_ line: String, _ proof: NumberRun.Proof?) throws {
    _ = try run.announce(
      [line], channel: "门户网站", .channelAnnounced, on: CivilDate("2021-11-01"), proof: proof,
      by: "示例经办人", now: SampleWorkspace.now)
  }

  private func set(_ line: String, _ status: NumberStatus, on day: String) throws {
    _ = try run.set(
      line, to: status, on: try #require(CivilDate(day)), document: "文件", because: "", by: "示例经办人",
      now: SampleWorkspace.now)
  }

  private var notice: String {
    get throws { try sample.folder.file("notice.pdf", "%PDF-1.4 notice") }
  }

  private func sql(_ statement: String) throws -> String {
    let result = try Shell.run(
      "sqlite3 w/.hotline/ledger.db \"\(statement)\"", in: sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  @Test func `every line is listed, with what the register and the routing plan hold of it`() throws
  {
    let (entries, findings) = try run.entries()
    #expect(findings.isEmpty)
    #expect(entries.count == 24)
    let cutovers = entries.filter { $0.cutover != nil }
    #expect(cutovers.count == 14)
    #expect(entries.allSatisfy { $0.mode != nil && $0.since == nil && $0.channels.isEmpty })
    #expect(entries.contains { $0.status == .notOpened })
  }

  @Test func `what is entered is kept with its audit entry, and read back as it was`() throws {
    let before = try sample.audit().count
    try announce("12318", .file(notice))
    try set("12318", .announced, on: "2021-11-02")
    try announce("12329", .link("https://www.example.gov.cn/notice/1"))
    #expect(
      try sample.audit().dropFirst(before) == [
        "number.channel-announced 12318 门户网站 2021-11-01 示例经办人",
        "number.status 12318 announced 2021-11-02 示例经办人",
        "number.channel-announced 12329 门户网站 2021-11-01 示例经办人",
      ])
    let (decisions, events) = try run.history(of: "12318")
    #expect(decisions.isEmpty)
    #expect(events.map(\.event.kind) == [.channelAnnounced, .status])
    #expect(events.allSatisfy { $0.at == SampleWorkspace.now.rfc3339 })
    let file = try #require(events[0].event.proof?.file)
    #expect(file.name == "notice.pdf" && file.type == "pdf" && file.size == 15)
    #expect(events[1].event.was == .inUse && events[1].event.status == .announced)
    #expect(events[1].event.mode == .fullMerge && events[1].event.disposition == .cancel)
    let entry = try run.entry(of: "12318").entry
    #expect(entry.status == .announced && entry.announced == 1 && entry.unproven == 0)
    #expect(entry.steps.filter { !$0.isCorrection }.map(\.status) == [.forwarded])
  }

  /// The copy comes before the row: whatever stops the row leaves a file that nobody names.
  @Test func `a proof is there before its row, and a file without a row does no harm`() throws {
    try announce("12329", nil)
    // A trigger of somebody else makes the row fail, as a full disk or a kill would.
    _ = try sql(
      "CREATE TRIGGER stop BEFORE INSERT ON number_event BEGIN SELECT RAISE(ABORT, 'stop'); END")
    #expect(throws: Unusable.self) { try announce("12318", .file(notice)) }
    let store = EvidenceStore(sample.workspace)
    #expect(Folder.names(in: store.folder).count == 1)
    _ = try sql("DROP TRIGGER stop")
    #expect(try sql("SELECT count(*) FROM number_event WHERE line = '12318'") == "0\n")
    #expect(try run.entry(of: "12318").findings.isEmpty)
    try announce("12318", .file(notice))
    #expect(Folder.names(in: store.folder).count == 1)
    #expect(try run.entry(of: "12318").entry.unproven == 0)
  }

  @Test func `a status that rests on a proof needs the proof to be there still`() throws {
    try announce("12318", .file(notice))
    let store = EvidenceStore(sample.workspace)
    let copy = store.folder + "/" + (try #require(Folder.names(in: store.folder).first))
    Folder.remove(file: copy)
    let unusable = try #require(throws: Unusable.self) {
      try set("12318", .announced, on: "2021-11-02")
    }
    #expect(unusable.findings.map(\.code) == [.evidenceChanged])
    #expect(try run.entry(of: "12318").findings.map(\.code) == [.evidenceChanged])
    try announce("12318", .file(notice))
    try set("12318", .announced, on: "2021-11-02")
  }

  @Test func `one of two who write at once is told, and nothing is half done`() throws {
    try announce("12329", nil)
    let lock = try sample.workspace.ledger().lock()
    let unusable = try #require(throws: Unusable.self) { try announce("12318", .file(notice)) }
    #expect(unusable.findings.map(\.code) == [.ledgerLocked])
    #expect(!Folder.exists(EvidenceStore(sample.workspace).folder))
    _ = consume lock
    // Who comes second finds what the first has entered.
    try announce("12318", .link("https://www.example.gov.cn/1"))
    try set("12318", .announced, on: "2021-11-02")
    let second = try #require(throws: Unusable.self) {
      try set("12318", .announced, on: "2021-11-02")
    }
    #expect(second.findings.map(\.code) == [.numberOutOfOrder])
  }

  @Test func `rows that are edited, added or removed behind the program are found`() async throws {
    try announce("12318", .file(notice))
    try set("12318", .announced, on: "2021-11-02")
    let database = sample.folder.path + "/w/.hotline/ledger.db"
    _ = try sql("PRAGMA wal_checkpoint(TRUNCATE)")
    let sound = try Data(contentsOf: URL(fileURLWithPath: database))
    let drop =
      "DROP TRIGGER number_event_is_never_rewritten; DROP TRIGGER number_event_is_never_removed;"
    let columns = [
      "line", "life", "kind", "was", "status", "channel", "day", "mode", "disposition", "document",
      "reason", "link", "file", "sha256", "type", "who", "at",
    ]
    let edits =
      columns.map { "UPDATE number_event SET \($0) = 'stopped' WHERE id = 2" } + [
        "UPDATE number_event SET size = 16 WHERE id = 1", "DELETE FROM number_event WHERE id = 2",
        "INSERT INTO number_event SELECT 3, line, life, kind, was, status, channel, day, mode, disposition, document, reason, link, file, sha256, size, type, who, at FROM number_event WHERE id = 1",
      ]
    for edit in edits {
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: database + suffix)
      }
      try sound.write(to: URL(fileURLWithPath: database))
      _ = try sql("PRAGMA ignore_check_constraints = ON; \(drop) \(edit)")
      let findings: [Finding]
      do {
        findings = try await LedgerRuns(sample.workspace).check().findings
      } catch let unusable as Unusable {
        findings = unusable.findings
      }
      #expect(findings.contains { $0.severity == .error }, "\(edit)")
      #expect(throws: Unusable.self, "\(edit)") {
        try sample.workspace.ledger().numberEvents()
      }
    }
  }
}
