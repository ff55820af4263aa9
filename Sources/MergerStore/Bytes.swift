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

extension Row {
  /// The whole number in a column; `nil` where it holds anything else.
  func integer(_ column: String) -> Int? {
    guard let value = self[column] as DatabaseValue?, case .int64(let number) = value.storage else {
      return nil
    }
    return Int(number)
  }
}
