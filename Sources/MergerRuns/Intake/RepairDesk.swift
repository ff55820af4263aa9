import Charsets
import Crosswalk
import Findings
import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders
import Reports
import Tickets

/// Maps records that were quarantined before, and refuses those that would replace another ticket.
struct RepairDesk {
  private let mapping: Mapping
  private let line: LegacyHotline
  private let bound: BoundMapping?
  private let refusal: [Finding]

  init(
    workspace: Workspace, mapping: Mapping, line: LegacyHotline, header: [String]
  ) {
    self.mapping = mapping
    self.line = line
    switch mapping.settings.container {
    case .xml:
      bound = BoundMapping(mapping, line: line, home: workspace.home)
      refusal = []
    case .csv, .workbook:
      do {
        bound = try BoundMapping(
          mapping, line: line, header: header, file: "", home: workspace.home)
        refusal = []
      } catch let unusable as Unusable {
        (bound, refusal) = (nil, unusable.findings)
      } catch {
        (bound, refusal) = (nil, [])
      }
    }
  }

  /// What the mapping makes of a record now.
  func mapped(_ record: LegacyRecord) throws -> BoundMapping.Mapped {
    guard let bound else { throw Unusable(refusal) }
    return bound.map(record)
  }

  /// What becomes of a record that is open.
  func outcome(
    of record: LegacyRecord, entry: QuarantineEntry, in view: QuarantineView
  ) throws -> BoundMapping.Mapped {
    if let fault = try unrepaired(record, entry, in: view) { return .unusable([fault]) }
    let mapped = try mapped(record)
    guard case .ticket(let ticket) = mapped else { return mapped }
    if let stale = try staleness(of: ticket, record: record, entry: entry, in: view) {
      return .unusable([stale])
    }
    return mapped
  }

  /// What a cell without a value shows is kept with its record, and a workbook fills short records up:
  /// such a record is repaired only where it says something else than before.
  private func unrepaired(
    _ record: LegacyRecord, _ entry: QuarantineEntry, in view: QuarantineView
  ) throws -> Finding? {
    let isOfWorkbook = record.place.sheet != nil
    let codes: [FindingCode] =
      [.cellFaulty, .cellDateUncertain, .bytesUndecodable] + (isOfWorkbook ? [.recordWidth] : [])
    guard codes.contains(where: { $0.rawValue == entry.record.code }) else { return nil }
    let header = try view.header(ofFile: entry.sha256, name: entry.record.file)
    guard let syntax = header.syntax,
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, syntax: syntax)
    else { return nil }
    let before = reader.record(entry.raw, at: record.place).fields
    func filled(_ fields: [String]) -> ArraySlice<String> {
      fields[..<((fields.lastIndex { !$0.isEmpty } ?? -1) + 1)]
    }
    guard !before.isEmpty, filled(before) == filled(record.fields) else { return nil }
    return Finding(.repairUnchanged(id: entry.record.name), at: record.place)
  }

  /// A repaired record must not replace a ticket that came in after it, nor, where the record was
  /// quarantined because its number was taken, the one that took it.
  private func staleness(
    of ticket: Ticket, record: LegacyRecord, entry: QuarantineEntry, in view: QuarantineView
  ) throws -> Finding? {
    guard
      let current = try view.currentVersion(
        line: ticket.line, legacyNumber: ticket.legacyNumber)
    else { return nil }
    if ticket.contentHash == current.content { return nil }
    let isLater = try current.batch > Ledger.batchID(entry.firstBatch)
    let wasTaken =
      entry.record.code == FindingCode.keyConflict.rawValue
      && mapping.settings.repetition != .lastWins
    guard isLater || wasTaken else { return nil }
    return Finding(
      isLater
        ? .repairStale(found: ticket.unifiedNumber, id: entry.record.name)
        : .keyConflict(sheet: "source.csv"), at: record.place)
  }
}

/// The stored bytes of quarantined records as records again.
struct StoredRecords {
  let ledger: Ledger

  /// One record for each entry, in their order.
  ///
  /// - Throws: `Unusable` with `HL6203` where the header is none, `HL1501` where stored XML is not
  ///   whole.
  func read(_ entries: [QuarantineEntry], header: DeliveredHeader) throws -> [LegacyRecord] {
    guard let syntax = header.syntax else { return try readXML(entries) }
    guard
      let reader = StoredRecordReader(
        header: header.bytes, charset: header.charset, syntax: syntax)
    else {
      throw Unusable(.headerUnknown(found: header.name), at: SourceLocation(file: header.name))
    }
    return entries.map { reader.record($0.raw, at: Self.place(of: $0)) }
  }

  private func readXML(_ entries: [QuarantineEntry]) throws -> [LegacyRecord] {
    try entries.map { entry in
      let place = Self.place(of: entry)
      // Bytes that stood for nothing were replaced on the way in: the text is not the record's.
      if entry.record.code == FindingCode.bytesUndecodable.rawValue {
        let finding = Finding(
          .bytesUndecodable(found: "…", offset: "…", charset: "utf-8"), at: place)
        return LegacyRecord(
          header: [], fields: [], place: place, raw: entry.raw, damage: finding)
      }
      return try ledger.withScratchFile(entry.raw) { path in
        let file = try DeliveredFile(path, expected: .xml, declared: .utf8)
        var reader = try XMLReader(file, record: Self.elementName(of: entry.raw))
        do {
          let read = try reader.next()
          return LegacyRecord(
            header: read?.header ?? [], fields: read?.fields ?? [], place: place, raw: entry.raw,
            damage: read?.damage)
        } catch let unusable as Unusable {
          return LegacyRecord(
            header: [], fields: [], place: place, raw: entry.raw, damage: unusable.findings.first)
        }
      }
    }
  }

  static func place(of entry: QuarantineEntry) -> SourceLocation {
    SourceLocation(
      file: entry.record.file, line: entry.record.physicalLine, record: entry.record.record)
  }

  private static func elementName(of raw: [UInt8]) -> String {
    let name = raw.drop { $0 != UInt8(ascii: "<") }.dropFirst()
      .prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    let local = name.split(separator: UInt8(ascii: ":")).last ?? name
    return String(decoding: local, as: UTF8.self)
  }
}
