import Foundation

/// A folder of its own for one test, taken away when the test is over.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes an empty folder.
  public init() throws {
    path = NSTemporaryDirectory() + "hotline-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file of the given bytes and returns its path.
  public func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let whole = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: whole).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: whole))
    return whole
  }

  /// Writes a file of the given text in UTF-8 and returns its path.
  public func file(_ name: String, _ text: String) throws -> String {
    try file(name, Array(text.utf8))
  }
}
