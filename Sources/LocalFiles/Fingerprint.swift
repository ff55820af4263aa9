import CSodium

/// SHA-256 of bytes that come piece by piece: the fingerprint of files, tickets and manifests.
package struct Fingerprint {
  private var state: crypto_hash_sha256_state

  /// The fingerprint of no bytes yet.
  package init() {
    state = crypto_hash_sha256_state()
    unsafe crypto_hash_sha256_init(&state)
  }

  /// Takes more bytes in.
  package mutating func update(_ bytes: some Collection<UInt8>) {
    let taken: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      _ = unsafe crypto_hash_sha256_update(&state, buffer.baseAddress, UInt64(buffer.count))
    }
    if taken == nil { update(Array(bytes)) }
  }

  /// The 32 bytes of the fingerprint of all that was taken in so far.
  package var digest: [UInt8] {
    var copy = state
    var bytes = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    unsafe crypto_hash_sha256_final(&copy, &bytes)
    return bytes
  }

  /// The fingerprint as 64 lower-case hexadecimal digits.
  package var hex: String { Self.hex(digest) }

  /// The fingerprint of some bytes, as 64 lower-case hexadecimal digits.
  package static func hex(of bytes: some Collection<UInt8>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(bytes)
    return fingerprint.hex
  }

  /// Bytes as lower-case hexadecimal digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
