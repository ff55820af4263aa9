import CSodium
import Findings
import Glibc

/// The key that seals the entries of an audit trail, from a file outside the workspace that only its
/// owner may read: whoever has the ledger and not the key cannot change what was done.
package struct AuditKey: Sendable {
  /// What the key is called where it must not be shown: a part of its hash.
  package let name: String
  private let bytes: [UInt8]

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    name = String(Fingerprint.hex(of: Array("hotline audit key".utf8) + bytes).prefix(16))
  }

  /// Reads a key.
  ///
  /// - Throws: `Unusable` with `HL6216` where others may read the file, or it holds no key.
  package init(contentsOf path: String) throws {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Self.unusable(path, systemReason()) }
    guard status.st_mode & 0o077 == 0 else {
      throw Self.unusable(path, "others than its owner may read it")
    }
    let text = String(decoding: try InputFile.bytes(of: path), as: UTF8.self)
    let digits = Array(text.split(separator: "\n").first ?? "")
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
      UInt8(String(digits[index..<index + 2]), radix: 16)
    }
    guard digits.count == 64, bytes.count == Int(crypto_auth_hmacsha256_KEYBYTES) else {
      throw Self.unusable(path, "it does not hold 64 hexadecimal digits")
    }
    self.init(bytes)
  }

  /// Makes a key, and its file with the folders above it.
  ///
  /// - Throws: `Unusable`: `HL6101` where there is such a file, `HL6102` where it cannot be written.
  package static func make(at path: String) throws -> AuditKey {
    guard !Folder.exists(path) else {
      throw Unusable(.outputExists(found: path), at: SourceLocation(file: path))
    }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      let folder = String(path[..<slash])
      if !Folder.isFolder(folder) { try Folder.makePrivate(folder) }
    }
    let key = AuditKey(Randomness.bytes(Int(crypto_auth_hmacsha256_KEYBYTES)))
    try OutputFile.write(Fingerprint.hex(key.bytes) + "\n", to: path, mode: 0o600)
    return key
  }

  /// HMAC-SHA-256 of a text, as 64 hexadecimal digits.
  package func seal(_ text: String) -> String {
    let message = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    unsafe _ = crypto_auth_hmacsha256(&digest, message, UInt64(message.count), bytes)
    return Fingerprint.hex(digest)
  }

  private static func unusable(_ path: String, _ reason: String) -> Unusable {
    Unusable(.auditKeyUnusable(found: path, reason: reason), at: SourceLocation(file: path))
  }
}

/// Numbers that nobody can guess.
package enum Randomness {
  /// So many bytes.
  package static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}
