import Foundation
import HotlineModel
import LocalFiles
import MergerRuns
import SampleCity
import TestSupport
import Testing
import Tickets

/// `Tests/Facts/ledgers/read_ledger.py` knows nothing but `Documentation/Reference/ledger.md`: as long
/// as it reads every ledger, so can whoever has the page and not the program.
@Suite struct `A ledger read by its reference page alone` {
  @Test
  func `holds what is handed over: corrected, undone, of several files, with merged key files`()
    async throws
  {
    let sample = try SampleWorkspace()
    for delivery in try SampleWorkspace.deliveries() where delivery.line != "12329" {
      _ = try await sample.take(delivery)
    }
    try await take(["A1=甲 A2=甲 A3=甲 A4=甲 A2=乙"], sample)
    try await take(["A1=乙 A2=乙 A5=甲 A6=甲", "A1=甲 A3=乙 A5=甲 A6=乙", "A3=丙 A6=丙 A7=甲"], sample)
    let undone = try await take(["A1=丁 A2=丁 A9=丁"], sample)
    _ = try BatchRuns(sample.workspace).undo(undone, withLater: false, now: SampleWorkspace.now)
    for number in 1...13 { try await take(["D\(number)=\(number) D1=第\(number)次"], sample) }
    let keyFiles = Folder.names(in: sample.workspace.folder + "/.hotline/key-files")
    #expect(keyFiles.contains { $0.hasPrefix("merged-") })
    let (handedOver, read) = try tickets { try Shell.run($0, in: sample.folder.path) }
    #expect(Set(read.map(\.line)).count == 6)
    expect(read, toBe: handedOver)
  }

  @Test(arguments: OlderLedger.all)
  func `holds what is handed over where an earlier program made it`(older: OlderLedger) throws {
    let opened = try older.opened()
    let (handedOver, read) = try tickets { try opened.run($0) }
    #expect(!read.isEmpty)
    expect(read, toBe: handedOver)
  }

  /// Shows the first ticket that differs, not all of them.
  private func expect(_ read: [Ticket], toBe handedOver: [Ticket]) {
    #expect(read.count == handedOver.count)
    let differing = zip(read, handedOver).first { $0 != $1 }
    #expect(differing?.0 == differing?.1)
  }

  // MARK: - Deliveries

  /// Imports files of numbers and titles into 12329.
  @discardableResult
  private func take(_ files: [String], _ sample: SampleWorkspace) async throws -> String {
    _ = try sample.folder.file(
      "w/Mappings/sources/small/source.csv",
      "setting,value\ncontainer,csv\nrepeated,last-wins\nowner,某单位\n")
    _ = try sample.folder.file(
      "w/Mappings/sources/small/fields.csv",
      """
      field,source,transform,formats,required,otherwise
      legacyNumber,编号,text,,yes,quarantine
      matter.title,标题,text,,no,empty
      """)
    let paths = try files.enumerated().map { index, records in
      let rows = records.split(separator: " ").map { $0.replacing("=", with: ",") + "\n" }
      return try sample.folder.file("\(index).csv", "编号,标题\n" + rows.joined())
    }
    let report = try await ImportRun(sample.workspace, line: "12329", mapping: "small").run(
      paths, label: nil, now: SampleWorkspace.now)
    return try #require(report.batch)
  }

  // MARK: - Tickets

  /// A ticket as `read_ledger.py` prints it.
  private struct Ticket: Decodable, Hashable {
    struct Origin: Decodable, Hashable {
      let file: String
      let record: Int
      let line: Int
      let batch: String
      let mapping: String
    }

    let line: String
    let legacyNumber: String
    let fields: [String: String]
    let legacy: [String: String]
    let provenance: Origin

    /// Reads a line of a delivery.
    init?(delivered line: some Collection<UInt8>) {
      let bytes = Array(line)
      var row = TicketRow()
      guard row.read(bytes, in: bytes.indices), let origin = row.provenance else { return nil }
      let ticket = row.ticket
      self.line = ticket.line
      legacyNumber = ticket.legacyNumber
      func values(_ value: (TicketField) -> String?) -> [String: String] {
        TicketField.allCases.reduce(into: [:]) { $0[$1.rawValue] = value($1) }
      }
      fields = values { ticket[$0] }
      legacy = values { ticket.legacyValues[$0] }
      provenance = Origin(
        file: origin.file, record: origin.record, line: origin.line, batch: origin.batch,
        mapping: origin.mapping)
    }
  }

  /// The tickets of a delivery in clear of the workspace `w`, and those that the reader finds in its
  /// ledger then.
  private func tickets(
    running script: (String) throws -> ShellResult
  ) throws -> (handedOver: [Ticket], read: [Ticket]) {
    let delivery = try script(
      #"""
      sed -i -E '2,$s/^([^,]*),[^,]*,/\1,clear,/' w/Mappings/privacy/purposes.csv
      hotline -C w export tickets --purpose platform --format jsonl --to out -q >&2 || exit
      cat out/tickets.jsonl
      """#)
    try #require(delivery.code == 0, "\(delivery.errors)")
    let ledger = try script(#"python3 "$ROOT"/Tests/Facts/ledgers/read_ledger.py w/.hotline"#)
    try #require(ledger.code == 0, "\(ledger.errors)")
    let decoder = JSONDecoder()
    return (
      try delivery.output.utf8.split(separator: UInt8(ascii: "\n")).map {
        try #require(Ticket(delivered: $0))
      },
      try ledger.output.utf8.split(separator: UInt8(ascii: "\n")).map {
        try decoder.decode(Ticket.self, from: Data($0))
      }
    )
  }
}
