import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import TicketExporters
import Tickets

/// Hands the tickets of a part out as rows of CSV, treated as a purpose says.
package struct PartRows {
  private let workspace: Workspace
  private let purpose: Purpose?
  private let keys: String?

  /// Rows for a purpose; `nil` masks everything personal.
  package init(_ workspace: Workspace, purpose: Purpose?, keys: String?) {
    self.workspace = workspace
    self.purpose = purpose
    self.keys = keys
  }

  /// Numbers of tickets in a file, four bytes each, the least significant one first.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package static func numbers(inFile path: String) throws -> Set<Int> {
    let bytes = try InputFile.bytes(of: path)
    return Set(
      stride(from: 0, to: bytes.count & ~3, by: 4).map { start in
        (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
      })
  }

  /// Hands the rows out, the names of the columns in front.
  ///
  /// - Parameters:
  ///   - path: the part.
  ///   - isLeftOut: whether a ticket is none that stands, by its number in the part.
  ///   - body: takes rows.
  /// - Throws: `Unusable`: `HL6502` where the part is damaged, `HL6120` where there is no key for
  ///   hashes, and complaints about sheets.
  package func write(
    _ path: String, leavingOut isLeftOut: (Int) -> Bool, _ body: ([UInt8]) throws -> Void
  ) throws {
    let filter = try workspace.privacyFilter(purpose, keys: keys)
    var reader = try PartReader.open(path)
    // No ledger has given a batch yet; a ticket without one could not be read.
    let head = PackedTicket.head(
      line: reader.head.line, file: reader.head.file, batch: "-", mapping: reader.head.mapping)
    var table = TicketTable()
    try body(table.head)
    var (row, room, privacy) = (TicketRow(), PrivacyFilter.Room(), PrivacyCounts())
    var ordinal = 0
    let unreadable = Unusable(
      .partUnfit(found: Folder.name(of: path), reason: "it holds no tickets that can be read"),
      at: SourceLocation(file: path))
    while let stored = try reader.next() {
      guard let batch = TicketBatch(stored: stored, head: head, file: reader.head.file) else {
        throw unreadable
      }
      var rows: [UInt8] = []
      for case .ticket(let place) in batch.outcomes {
        defer { ordinal += 1 }
        if isLeftOut(ordinal) { continue }
        guard row.read(packed: batch.text, head: 0..<batch.headCount, ticket: place.ticket) else {
          throw unreadable
        }
        row.remove(.batch)
        filter.apply(to: &row, using: &room, counting: &privacy)
        table.append(row, to: &rows)
      }
      try body(rows)
    }
  }
}
