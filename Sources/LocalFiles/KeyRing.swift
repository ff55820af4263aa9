import CSodium
import Findings
import Glibc
import HotlineModel

/// The keys that personal values are hashed with, from a file that only its owner may read.
///
/// One line a key, the newest first: a name, 32 bytes as hexadecimal digits, and a check of both, since
/// a damaged key would make hashes that nobody can link. A hash is given under every key of the ring,
/// so that what was handed over under an older key can still be linked; a key is retired by taking its
/// line away.
package struct KeyRing: Sendable {
  private struct Key: Sendable {
    let name: [UInt8]
    let bytes: [UInt8]

    /// 8 hexadecimal digits that depend on name and bytes; rings of earlier programs have none.
    var check: String {
      String(Fingerprint.hex(of: Array("hotline export key ".utf8) + name + [0] + bytes).prefix(8))
    }
  }

  private let keys: [Key]

  /// Reads the ring.
  ///
  /// - Throws: `Unusable` with `HL6120` where there is no such file, others may read it, or it is
  ///   no ring.
  package init(contentsOf path: String) throws {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Self.unusable(path, systemReason()) }
    guard status.st_mode & 0o077 == 0 else {
      throw Self.unusable(path, "others than its owner may read it")
    }
    let text = String(decoding: try InputFile.bytes(of: path), as: UTF8.self)
    keys = text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard (2...3).contains(parts.count), let bytes = Self.bytes(parts[1]),
        bytes.count == Int(crypto_auth_hmacsha256_KEYBYTES)
      else { return nil }
      let key = Key(name: Array(parts[0].utf8), bytes: bytes)
      return parts.count == 2 || key.check == parts[2] ? key : nil
    }
    guard !keys.isEmpty, keys.count == text.split(separator: "\n").count else {
      throw Self.unusable(
        path, "a line is not a name, 64 hexadecimal digits and what checks them")
    }
  }

  /// Puts a new key in front of a ring, and makes the ring where there is none.
  ///
  /// - Parameters:
  ///   - bytes: 32 bytes from a source that nobody can guess.
  ///   - path: the file.
  /// - Returns: the key's name.
  /// - Throws: `Unusable`: `HL6120` where the file is no ring, `HL6102` where it cannot be written.
  package static func add(_ bytes: [UInt8], to path: String) throws -> String {
    let earlier = Folder.exists(path) ? try KeyRing(contentsOf: path).keys : []
    let name = "k\(earlier.count + 1)"
    let ring = [Key(name: Array(name.utf8), bytes: bytes)] + earlier
    var file = try OutputFile(path, mode: 0o600)
    for key in ring {
      let name = String(decoding: key.name, as: UTF8.self)
      try file.write("\(name) \(Fingerprint.hex(key.bytes)) \(key.check)\n")
    }
    _ = try file.commit()
    return name
  }

  /// HMAC-SHA-256 of a value under every key, the newest first: `k2:… k1:…`, 128 bits each.
  ///
  /// Hashes of different kinds are kept apart; the kind is the same for all telephone numbers.
  package func hash(_ value: some Collection<UInt8>, kind: String) -> [UInt8] {
    let message = Array(kind.utf8) + [0] + Array(value)
    var out: [UInt8] = []
    for key in keys {
      var digest = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
      unsafe _ = crypto_auth_hmacsha256(&digest, message, UInt64(message.count), key.bytes)
      if !out.isEmpty { out.append(UInt8(ascii: " ")) }
      out += key.name
      out.append(UInt8(ascii: ":"))
      out += Array(Fingerprint.hex(digest[..<16]).utf8)
    }
    return out
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func unusable(_ path: String, _ reason: String) -> Unusable {
    Unusable(.keyUnusable(found: path, reason: reason), at: SourceLocation(file: path))
  }
}
