import CSodium

/// Names that nobody can guess, and what proves that a form is ours.
enum RandomToken {
  /// 256 random bits as 64 hexadecimal digits.
  static func make() -> String { hexadecimal(bytes()) }

  /// 32 random bytes.
  static func bytes() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    unsafe randombytes_buf(&bytes, bytes.count)
    return bytes
  }

  /// What a key makes of a text: HMAC-SHA-512-256, as 64 hexadecimal digits.
  static func code(of text: String, key: [UInt8]) -> String {
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_bytes()))
    let message = Array(text.utf8)
    unsafe _ = crypto_auth(&code, message, UInt64(message.count), key)
    return hexadecimal(code)
  }

  /// Whether two texts are the same, in a time that tells nothing of where they differ.
  static func isSame(_ text: String, _ other: String) -> Bool {
    let (left, right) = (Array(text.utf8), Array(other.utf8))
    guard left.count == right.count, !left.isEmpty else { return false }
    return unsafe sodium_memcmp(left, right, left.count) == 0
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
