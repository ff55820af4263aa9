/// A delivered file and its fingerprint.
package struct ExportFile: Hashable, Sendable {
  /// The name as delivered, without folders.
  package let name: String
  /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
  package let sha256: String
  /// Size in bytes.
  package let size: Int
  /// The charset the file was read in: `utf-8`, `gb18030`, `utf-16le`.
  package let charset: String

  /// A delivered file.
  package init(name: String, sha256: String, size: Int, charset: String) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.charset = charset
  }
}
