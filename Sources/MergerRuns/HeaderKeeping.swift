import Charsets
import Crosswalk
import HotlineModel
import LocalFiles
import MergerStore
import RecordReaders

extension ImportRun {
  /// Keeps what stands above the records of the files that were taken in and of which records were
  /// kept out, so that those can be exported with their columns and read again.
  ///
  /// - Throws: `Unusable` where a file or the ledger cannot be read.
  static func keepHeaders(
    of files: [String], taken: [FileReconciliation], mapping: Mapping, in ledger: Ledger,
    now: CivilInstant
  ) throws {
    for taken in taken where taken.reconciliation[.quarantined] > 0 {
      guard let path = files.first(where: { Folder.name(of: $0) == taken.file.name }) else {
        continue
      }
      var delimiter: UInt8 = 0
      var bytes: [UInt8] = []
      let mapping = try mapping.settled(onXML: FileKind.of(path) == .xml)
      if case .csv(let byte) = mapping.settings.container {
        delimiter = byte
        let found = try HeaderBytes.find(
          in: path, charset: taken.file.charset,
          dialect: CSVDialect(delimiter: byte, headerRows: mapping.settings.headerRows),
          isHeader: mapping.isHeader)
        guard let found else { continue }
        bytes = found
      }
      try ledger.keep(
        DeliveredHeader(
          sha256: taken.file.sha256, name: taken.file.name,
          charset: Charset(rawValue: taken.file.charset)?.kept.rawValue ?? taken.file.charset,
          delimiter: delimiter, bytes: bytes), now: now)
    }
  }
}
