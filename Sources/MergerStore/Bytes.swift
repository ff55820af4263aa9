import FoundationEssentials
import GRDB

extension [UInt8] {
  /// As a BLOB.
  var databaseBytes: Data { Data(self) }
}

/// The bytes of a BLOB; `nil` for NULL.
func bytes(_ value: (any DatabaseValueConvertible)?) -> [UInt8]? {
  value.flatMap { Data.fromDatabaseValue($0.databaseValue) }.map { [UInt8]($0) }
}
