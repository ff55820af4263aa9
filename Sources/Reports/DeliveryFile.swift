package import Bytes
import HotlineModel

/// A file of a delivery of ours.
package struct DeliveryFile: Hashable, Sendable, Decodable {
  /// The name within the delivery's folder.
  package let name: String
  /// SHA-256 of its bytes.
  package let sha256: String
  /// Its size in bytes.
  package let size: Int
  /// The tickets or rows in it.
  package let count: Int

  /// A file of a delivery.
  package init(name: String, sha256: String, size: Int, count: Int) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.count = count
  }

  /// The entry of the file in a manifest.
  package var json: JSONValue {
    [
      "name": .string(name), "sha256": .string(sha256), "size": .int(size), "count": .int(count),
    ]
  }
}
