import Findings
import Foundation
import GRDB
import HotlineModel
import LocalFiles
import MergerRuns
import TestSupport
import Testing

@testable import MergerStore

/// Faults that the digests of the tables cannot show, since a program that is wrong itself would
/// write them with everything that goes with it: what `ledger check` counts anew must show them.
@Suite struct `Faults behind sound digests` {
  private let rich: RichLedger
  private let ledger: Ledger
  private let now = CivilInstant(unixSeconds: 1_637_776_900)

  init() async throws {
    rich = try await RichLedger()
    ledger = try Ledger(
      folder: rich.folder.path + "/w/.hotline", keys: .folder(rich.folder.path + "/keys"))
    try #require(try await complaints().isEmpty)
  }

  private func complaints() async throws -> [String] {
    try await ledger.prove().findings.filter { $0.severity == .error }.map {
      $0.facts["found"] ?? $0.code.rawValue
    }
  }

  /// Changes the catalogue as the program itself would, and says what the check says.
  private func complaints(after statements: String...) async throws -> [String] {
    try ledger.write(at: now) { db, trail in
      trail.note("test", "changed")
      for statement in statements { try db.execute(sql: statement) }
    }
    return try await complaints()
  }

  /// Writes the key file of a segment anew with other entries.
  private func complaints(
    ofFile file: Int64, _ change: (inout [KeyEntry]) -> Void
  ) async throws -> [String] {
    let (row, id) = try ledger.read([]) { db in
      let id = try Int64.fetchOne(
        db, sql: "SELECT key_file_id FROM segment WHERE batch_file_id = ?", arguments: [file])
      return (try KeyFileRow.all(db).first { $0.id == id }, try Ledger.identity(db))
    }
    let known = try #require(row)
    var entries: [KeyEntry] = []
    let sound = try KeyFile(known, in: ledger.keyFolder, ledger: id)
    var cursor = try KeyFileCursor(sound)
    while let entry = cursor.current {
      entries.append(entry)
      try cursor.advance()
    }
    change(&entries)
    var writer = try KeyFileWriter(
      folder: ledger.keyFolder, name: known.name, kind: .versions, ledger: id,
      sources: sound.sources, expecting: entries.count)
    for entry in entries.sorted(by: { $0.key < $1.key }) { try writer.add(entry) }
    let sealed = try writer.seal()
    try sealed.file.publish()
    return try await complaints(
      after: """
        UPDATE key_file SET entries = \(sealed.entries), size = \(sealed.file.size),
          sha256 = '\(sealed.file.sha256)', index_sha256 = '\(sealed.indexSHA256)'
        WHERE id = \(known.id)
        """)
  }

  @Test func `a version that holds beside the newer one is found`() async throws {
    // B was corrected by the second file of 12329.
    let found = try await complaints(
      after: "DELETE FROM retired WHERE by_file = 2 AND of_file = 1",
      "DELETE FROM retired_cell WHERE by_file = 2 AND of_file = 1")
    #expect(found.contains { $0.contains("was not retired by the next") }, "\(found)")
  }

  @Test func `a ticket that is retired without a newer version is found`() async throws {
    let found = try await complaints(
      after: "INSERT INTO retired (by_file, of_file, tickets, ordinals) VALUES (6, 2, 1, x'01')",
      """
      INSERT INTO retired_cell (by_file, of_file, cell, tickets)
        SELECT 6, 2, min(cell), 1 FROM cell WHERE batch_file_id = 2
      """)
    #expect(!found.isEmpty)
    #expect(found.contains { $0.contains("newest version of a ticket") }, "\(found)")
  }

  @Test func `counts that go with nothing are found`() async throws {
    #expect(
      try await complaints(after: "UPDATE cell SET tickets = tickets + 1 WHERE batch_file_id = 1")
        .contains { $0.contains("its books say otherwise") })
  }

  @Test func `counts of the quarantine that go with nothing are found`() async throws {
    for statement in [
      "UPDATE quarantine_count SET records = records + 1 WHERE line = '12329'",
      "DELETE FROM quarantine_count WHERE line = '12318'",
      "UPDATE quarantine_open SET code = 'HL2207' WHERE line = '12318'",
      "DELETE FROM quarantine_open WHERE line = '12329'",
    ] {
      let found = try await complaints(after: statement)
      #expect(found.contains { $0.hasPrefix("quarantine: ") }, "\(statement): \(found)")
    }
  }

  @Test func `an entry that is lost or says something else is found`() async throws {
    #expect(try await !complaints(ofFile: 1) { $0.removeLast() }.isEmpty)
  }

  @Test func `another content under a key is found and its ticket is named`() async throws {
    let found = try await complaints(ofFile: 1) { entries in
      entries[0].content = ContentHash(high: 1, low: 2)
    }
    #expect(found.contains { $0.hasPrefix("12329/") }, "\(found)")
  }

  @Test func `another ordinal under a key is found`() async throws {
    let found = try await complaints(ofFile: 1) { entries in
      (entries[0].ordinal, entries[1].ordinal) = (entries[1].ordinal, entries[0].ordinal)
    }
    #expect(found.contains { $0.hasPrefix("12329/") }, "\(found)")
  }

  @Test func `two tickets under one hash are found by their letters`() {
    var sum = LetterSum()
    let letters = Array("AB".utf8)
    sum.add(letters, in: 0..<1, batch: 2, isOlder: true)
    sum.add(letters, in: 0..<1, batch: 2, isOlder: false)
    #expect(sum.isZero)
    sum.add(letters, in: 0..<1, batch: 2, isOlder: true)
    sum.add(letters, in: 1..<2, batch: 2, isOlder: false)
    #expect(!sum.isZero)
  }
}
