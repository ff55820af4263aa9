import Charsets
import Crosswalk
import HotlineModel
import MergerStore
import RecordReaders
import Reports
import Tickets

extension DeliveredHeader {
  /// What stands above the records of a delivered file; `nil` where it cannot be found again.
  ///
  /// - Throws: `Unusable` where the file cannot be read.
  static func find(
    in path: String, of file: ExportFile, mapping: Mapping
  ) throws -> DeliveredHeader? {
    var delimiter: UInt8 = 0
    var bytes: [UInt8] = []
    let mapping = try mapping.resolved(forXML: FileKind.of(path) == .xml)
    if case .csv(let byte) = mapping.settings.container {
      delimiter = byte
      let found = try HeaderBytes.find(
        in: path, charset: file.charset,
        dialect: mapping.settings.dialect(delimiter: byte),
        isHeader: mapping.isHeader)
      guard let found else { return nil }
      bytes = found
    }
    return DeliveredHeader(
      sha256: file.sha256, name: file.name,
      charset: Charset(rawValue: file.charset)?.kept.rawValue ?? file.charset,
      delimiter: delimiter, bytes: bytes)
  }
}
