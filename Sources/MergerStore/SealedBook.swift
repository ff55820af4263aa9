import GRDB
import HotlineModel
import LocalFiles

/// A file whose books are closed, to be entered in the catalogue all at once.
struct SealedBook {
  let batch: OpenBatch
  let fileID: Int64
  let file: ExportFile
  let books: Reconciliation
  let findings: [Finding]
  let segmentName: String
  /// The segment under its temporary name; `nil` where the file brought no ticket.
  let segment: SealedFile?
  let keys: DeliveryKeys
  /// The entries of `keys` in the order of the keys.
  let order: [UInt32]
  /// Whether keys that the ledger knew already are kept for the later files of the delivery.
  let keepsUnchanged: Bool
  /// The keys of earlier files of the delivery, and those of them that this file superseded.
  let earlier: DeliveryKeys
  let superseded: [Int]

  /// Enters the file: books, header, tickets, quarantine.
  ///
  /// The segment gets its name at the end, so that a transaction that fails leaves no file that the
  /// catalogue does not know.
  func enter(_ db: Database, header: DeliveredHeader?) throws {
    let catalogue = Catalogue(db, batch: batch, fileID: fileID)
    try catalogue.add(file, books)
    if let header { try catalogue.add(header) }
    if let segment {
      try catalogue.addSegment(segmentName, sha256: segment.sha256, size: segment.size)
    }
    try catalogue.supersede(superseded, of: earlier)
    try catalogue.add(keys, in: order, keepingUnchanged: keepsUnchanged)
    try KeptOut.enter(db, line: batch.line, file: file, batch: batch.id)
    try segment?.publish()
  }

  /// Takes the segment away where it has no name yet.
  func discard() { segment?.discard() }
}
