import FoundationEssentials
import GRDB
package import HotlineModel
import LocalFiles

/// A ticket as it lies in a segment.
package struct StoredTicket: Hashable, Sendable {
  /// The ticket.
  package let ticket: Ticket
  /// Where it came from.
  package let provenance: Provenance
}

extension Ledger {
  /// Hands every current ticket out, in the order in which they lie in the segments.
  ///
  /// Memory does not grow with the ledger: segments are read from front to back.
  ///
  /// - Throws: `Unusable` with `HL6003` where a segment does not hold what the catalogue says.
  package func forEachTicket(_ body: (StoredTicket) throws -> Void) throws {
    try database.read { db in
      let names = try Row.fetchAll(db, sql: "SELECT id, name FROM segment").reduce(
        into: [Int64: String]()
      ) { $0[$1[0]] = $1[1] }
      let places = try Row.fetchCursor(
        db,
        sql: """
          SELECT segment_id, frame, offset, length, line, legacy_number, hash FROM ticket_version
          WHERE is_current ORDER BY segment_id, frame, offset
          """)
      var place = try places.next()
      while let first = place {
        // The cursor hands the same row out again and again: what is needed of it is copied.
        let segment: Int64 = first[0]
        let name = names[segment] ?? ""
        let path = "\(folder)/segments/\(name)"
        var reader = try SegmentReader(path)
        while let row = place, row[0] as Int64 == segment {
          let line = try reader.line(at: TicketPlace(row))
          guard let stored = StoredTicket(line: line), stored.ticket.line == row["line"],
            stored.ticket.legacyNumber == row["legacy_number"],
            stored.ticket.contentHash.bytes == bytes(row["hash"])
          else {
            throw Unusable(
              .ledgerDamaged, at: SourceLocation(file: path, offset: row["frame"]),
              ["found": "\(name) does not hold the ticket the catalogue names"])
          }
          try body(stored)
          place = try places.next()
        }
      }
    }
  }
}

extension StoredTicket {
  /// Reads a line of the unified format back; `nil` where it is none.
  init?(line: ArraySlice<UInt8>) {
    guard let parsed = try? JSONDecoder().decode(Line.self, from: Data(line)) else { return nil }
    self.init(ticket: parsed.ticket, provenance: parsed.provenance)
  }

  private struct Line: Decodable {
    let ticket: Ticket
    let provenance: Provenance

    private struct Key: CodingKey {
      let stringValue: String
      let intValue: Int? = nil

      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let whole = try decoder.container(keyedBy: Key.self)
      var ticket = Ticket(
        line: try whole.decode(String.self, forKey: Key("line")),
        legacyNumber: try whole.decode(String.self, forKey: Key("legacyNumber")))
      let legacy = try? whole.nestedContainer(keyedBy: Key.self, forKey: Key("legacy"))
      var groups: [String: KeyedDecodingContainer<Key>] = [:]
      for field in TicketField.allCases {
        if groups[field.group] == nil {
          groups[field.group] = try? whole.nestedContainer(
            keyedBy: Key.self, forKey: Key(field.group))
        }
        let group = groups[field.group]
        let value =
          field.kind == .flag
          ? try group?.decodeIfPresent(Bool.self, forKey: Key(field.key)).map(String.init)
          : try group?.decodeIfPresent(String.self, forKey: Key(field.key))
        ticket.set(
          field, to: value,
          legacy: try legacy?.decodeIfPresent(String.self, forKey: Key(field.rawValue)))
      }
      let origin = try whole.nestedContainer(keyedBy: Key.self, forKey: Key("provenance"))
      self.ticket = ticket
      provenance = Provenance(
        file: try origin.decode(String.self, forKey: Key("file")),
        record: try origin.decode(Int.self, forKey: Key("record")),
        line: try origin.decode(Int.self, forKey: Key("line")),
        batch: try origin.decode(String.self, forKey: Key("batch")),
        mapping: try origin.decode(String.self, forKey: Key("mapping")))
    }
  }
}
