import Foundation
import LocalFiles
import Testing

/// A file that a run keeps beside the ledger, as tests read and change it.
struct KeptFile {
  let path: String

  func read() throws -> [UInt8] { try Self.read(path) }

  func write(_ bytes: [UInt8]) throws { try Self.write(bytes, to: path) }

  static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Replaces a text that is in the file, which carries its hash again then.
  func poison(_ text: String, with other: String) throws {
    let bytes = try read()
    let end = try #require(bytes.firstIndex(of: 10))
    let body = String(decoding: bytes[(end + 1)...], as: UTF8.self)
    #expect(body.contains(text))
    let changed = Array(body.replacing(text, with: other).utf8)
    let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    try write(Array("\(head[0]) \(head[1]) \(Fingerprint.hex(of: changed))\n".utf8) + changed)
  }
}
