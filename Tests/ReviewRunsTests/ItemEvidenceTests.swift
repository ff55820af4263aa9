import Checklists
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

/// Files of evidence under items: what an item keeps, what its signature covers, and what is found of a
/// copy that is gone or changed.
@Suite struct `Evidence of items` {
  private let city: SignedCity
  private let item = "12329-08"

  init() throws { city = try SignedCity() }

  private func file(_ name: String, _ text: String) throws -> String {
    try city.sample.folder.file(name, "%PDF-1.4 \(text)")
  }

  private func set(_ added: [String] = [], drop: [String] = []) throws {
    try city.fill([item], files: .init(adding: added, dropping: drop))
  }

  private func status() throws -> ItemStatus {
    let list = try #require(
      try ChecklistRun(city.workspace).status(of: ["12329"], on: city.now.date).first)
    return try #require(list.items.first { $0.item.id == item })
  }

  private var files: [EvidenceFile] {
    get throws { try status().entry?.entry.files ?? [] }
  }

  private var store: EvidenceStore { EvidenceStore(city.workspace) }

  private func sql(_ statement: String) throws -> String {
    let result = try Shell.run(
      "sqlite3 w/.hotline/ledger.db \"\(statement)\"", in: city.sample.folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  @Test func `an item keeps its files through later entries until one is dropped by name or hash`()
    throws
  {
    try set([file("a.pdf", "a"), file("b.pdf", "b")])
    #expect(try files.map(\.name) == ["a.pdf", "b.pdf"])
    // An entry that names no file, and one with a file that is there already.
    try set()
    try set([file("b.pdf", "b")])
    #expect(try files.map(\.name) == ["a.pdf", "b.pdf"])
    try set([file("c.pdf", "c")], drop: ["a.pdf"])
    #expect(try files.map(\.name) == ["b.pdf", "c.pdf"])
    try set(drop: [String(try #require(try files.last).sha256.prefix(8)).uppercased()])
    #expect(try files.map(\.name) == ["b.pdf"])
    for name in ["a.pdf", "none", try #require(try files.first).sha256.prefix(7).description] {
      #expect(try codes { try set([file("d.pdf", "d")], drop: [name]) } == [.itemEvidenceMissing])
    }
    // Nothing is lost: each copy is there, and each entry names what the item had.
    #expect(Folder.names(in: store.folder).count == 3)
    let entries = try city.workspace.ledger().itemEntries(of: item).filter {
      $0.entry.kind == .answer
    }
    #expect(entries.map(\.entry.files.count) == [0, 2, 2, 2, 2, 1])
    #expect(
      try city.sample.audit().contains {
        $0.hasPrefix("item.answer \(item) pass") && $0.hasSuffix("b.pdf")
      })
  }

  @Test func `a file is evidence without a paper, and all items of an entry get it`() throws {
    try city.fill(["12329-06", item], evidence: "", files: .init(adding: [file("a.pdf", "a")]))
    #expect(try status().state == .needsSignature)
    _ = try city.sign("12329-06", item, by: "lihua")
    #expect(try status().state == .signed)
    try city.fill([item], evidence: "", files: .init(dropping: ["a.pdf"]))
    #expect(try status().unsigned == .needsEvidence)
    #expect(try city.state("12329-06") == .signed)
  }

  @Test func `another file under an item makes its signature old`() throws {
    try set([file("a.pdf", "a")])
    let signed = try #require(try city.sign(item, by: "lihua").first)
    let hash = Fingerprint.hex(of: "%PDF-1.4 a".utf8)
    #expect(signed.content.text.contains("proof\t\(hash) a.pdf\n"))
    try set([file("b.pdf", "b")])
    #expect(try city.state(item) == .signAgain)
    try set(drop: ["b.pdf"])
    #expect(try city.state(item) == .signed)
    try set([file("other/a.pdf", "b")], drop: ["a.pdf"])
    let found = try #require(try city.run("lihua").status(of: [item]).first)
    #expect(found.signOff.state == .signAgain)
    #expect(found.changes.map(\.part.key) == [.proof, .proof])
  }

  @Test func `a copy that is gone or changed ends the signature of its item`()
    async throws
  {
    let path = try file("a.pdf", "a")
    try set([path])
    _ = try city.sign(item, by: "lihua")
    let copy = store.copies.path(of: try #require(try files.first))
    for spoil in ["printf x >> '\(copy)'", "rm '\(copy)'", "ln -sf /etc/hostname '\(copy)'"] {
      #expect(try Shell.run(spoil, in: city.sample.folder.path).code == 0)
      let status = try status()
      #expect(status.findings.map(\.code) == [.evidenceChanged], "\(spoil)")
      #expect(status.findings.first?.facts["item"] == item)
      #expect(status.state == .needsEvidence && status.unsigned == .needsEvidence)
      #expect(try city.state(item) == .signAgain)
      #expect(try codes { _ = try city.sign(item, by: "zhouming") } == [.signingItemNotReady])
      let list = try ChecklistRun(city.workspace).status(of: ["12329"], on: city.now.date)
      #expect(list.first?.obstacles?.contains { $0.item.id == item } == true)
      let proof = try await LedgerRuns(city.workspace).check()
      #expect(proof.findings.map(\.code) == [.evidenceChanged], "\(spoil)")
      #expect(proof.findings.first?.facts["item"] == item && proof.evidence == 0)
      // Nothing is backed up without it, but on request.
      let backup = city.sample.folder.path + "/backup.tar"
      let unusable = try await #require(throws: Unusable.self) {
        try await LedgerRuns(city.workspace).backup(to: backup, now: city.now)
      }
      #expect(unusable.findings.map(\.code) == [.evidenceChanged])
      #expect(!Folder.exists(backup) && !Folder.exists(backup + ".part"))
      // From the original it is put right, and the signature counts again.
      try set([path])
      #expect(try city.state(item) == .signed, "\(spoil)")
      #expect(try await LedgerRuns(city.workspace).check().findings.isEmpty)
    }
  }

  /// The copy comes before the row: whatever stops the row leaves a file that nobody names.
  @Test func `a run that is killed between copy and row does no harm`() async throws {
    _ = try sql(
      "CREATE TRIGGER stop BEFORE INSERT ON item_entry BEGIN SELECT RAISE(ABORT, 'stop'); END")
    #expect(throws: Unusable.self) { try set([file("a.pdf", "a")]) }
    _ = try sql("DROP TRIGGER stop")
    #expect(Folder.names(in: store.folder).count == 1)
    #expect(try files.isEmpty)
    let proof = try await LedgerRuns(city.workspace).check()
    #expect(proof.findings.isEmpty && proof.evidence == 0)
    try set([file("a.pdf", "a")])
    #expect(try files.map(\.name) == ["a.pdf"])
    #expect(Folder.names(in: store.folder).count == 1)
  }

  @Test func `a workbook that comes back changes no files`() throws {
    try set([file("a.pdf", "a")])
    let path = city.sample.folder.path + "/sent.xlsx"
    _ = try ChecklistRun(city.workspace).exportWorkbook(
      to: path, replacing: false, created: city.now)
    let filled = city.sample.folder.path + "/filled.xlsx"
    let made = try Shell.run(
      "\(Shell.root)/Tests/Facts/checklist/damage.py one nothing sent.xlsx filled.xlsx",
      in: city.sample.folder.path)
    #expect(made.code == 0, "\(made.errors)")
    let run = try ChecklistImportRun(city.workspace)
    let plan = try run.enter(run.plan(filled, by: "示例登记人"), at: city.now)
    #expect(plan.changes.contains { $0.entry.item == item })
    let entry = try #require(try status().entry)
    #expect(entry.entry.source == "filled.xlsx" && entry.entry.files.map(\.name) == ["a.pdf"])
  }

  @Test func `rows whose files are edited or removed behind the program are found`() async throws {
    try set([file("a.pdf", "a")])
    _ = try sql("PRAGMA wal_checkpoint(TRUNCATE)")
    let database = city.catalogue
    let sound = try Data(contentsOf: URL(fileURLWithPath: database))
    for edit in [
      "UPDATE item_entry SET files = ''",
      "UPDATE item_entry SET files = replace(files, 'a.pdf', 'b.pdf')",
      "UPDATE item_entry SET files = files || char(10) || files WHERE files <> ''",
      "DELETE FROM item_entry WHERE files <> ''",
    ] {
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: database + suffix)
      }
      try sound.write(to: URL(fileURLWithPath: database))
      let drop =
        "DROP TRIGGER item_entry_is_never_rewritten; DROP TRIGGER item_entry_is_never_removed;"
      _ = try sql("\(drop) \(edit)")
      let found = try await LedgerRuns(city.workspace).check().findings
      #expect(found.contains { $0.message(in: .english).contains("item_entry") }, "\(edit)")
      #expect(throws: Unusable.self, "\(edit)") { try city.workspace.ledger().itemEntries() }
    }
  }
}
