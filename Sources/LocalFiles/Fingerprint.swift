import CSHA256
import CSodium

/// SHA-256 of bytes that come piece by piece: the fingerprint of files, segments and manifests.
///
/// The processor's own instructions are used where it has them, libsodium elsewhere.
package struct Fingerprint: Sendable {
  enum State {
    case sodium(crypto_hash_sha256_state)
    /// The eight words, and the bytes that do not fill a block yet.
    case processor([UInt32], rest: [UInt8])
  }

  var state: State
  var size = 0

  /// The fingerprint of no bytes yet.
  package init() {
    self.init(onProcessor: Self.hasInstructions)
  }

  init(onProcessor: Bool) {
    if onProcessor {
      state = .processor(Self.start, rest: [])
    } else {
      var sodium = crypto_hash_sha256_state()
      unsafe crypto_hash_sha256_init(&sodium)
      state = .sodium(sodium)
    }
  }

  /// Takes more bytes in.
  package mutating func update(_ bytes: some Collection<UInt8>) {
    let taken: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      unsafe take(UnsafeRawBufferPointer(buffer))
    }
    if taken == nil { update(Array(bytes)) }
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    size += bytes.count
    switch state {
    case .sodium(var sodium):
      let start = unsafe bytes.assumingMemoryBound(to: UInt8.self).baseAddress
      unsafe crypto_hash_sha256_update(&sodium, start, UInt64(bytes.count))
      state = .sodium(sodium)
    case .processor(var words, var rest):
      state = .processor([], rest: [])
      var position = 0
      if !rest.isEmpty {
        position = min(64 - rest.count, bytes.count)
        unsafe rest.append(contentsOf: bytes[..<position])
        if rest.count == 64 {
          unsafe hotline_sha256_blocks(&words, rest, 1)
          rest.removeAll(keepingCapacity: true)
        }
      }
      let blocks = (bytes.count - position) / 64
      if blocks > 0, let start = bytes.baseAddress {
        let first = unsafe start.advanced(by: position).assumingMemoryBound(to: UInt8.self)
        unsafe hotline_sha256_blocks(&words, first, blocks)
      }
      unsafe rest.append(contentsOf: bytes[(position + blocks * 64)...])
      state = .processor(words, rest: rest)
    }
  }

  /// The 32 bytes of the fingerprint of all that was taken in so far.
  package var digest: [UInt8] {
    switch state {
    case .sodium(var sodium):
      var bytes = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
      unsafe crypto_hash_sha256_final(&sodium, &bytes)
      return bytes
    case .processor(var words, let rest):
      Self.end(&words, rest[...], size: size)
      return Self.bytes(of: words)
    }
  }

  /// Takes in what does not fill a block, and the end that the standard sets.
  private static func end(_ words: inout [UInt32], _ rest: ArraySlice<UInt8>, size: Int) {
    var tail = [UInt8](repeating: 0, count: rest.count < 56 ? 64 : 128)
    tail.replaceSubrange(..<rest.count, with: rest)
    tail[rest.count] = 0x80
    for place in 0..<8 {
      tail[tail.count - 1 - place] = UInt8(truncatingIfNeeded: (size * 8) >> (8 * place))
    }
    unsafe hotline_sha256_blocks(&words, tail, tail.count / 64)
  }

  private static func bytes(of words: [UInt32]) -> [UInt8] {
    words.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  /// The fingerprint of some bytes, as its 32 bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    Self.bytes(of: words(of: bytes))
  }

  /// The fingerprint of some bytes, as its eight words, which costs little where they are few.
  ///
  /// - Returns: the words, the most significant first.
  package static func words(of bytes: [UInt8]) -> [UInt32] {
    guard hasInstructions else {
      var fingerprint = Fingerprint()
      fingerprint.update(bytes)
      let digest = fingerprint.digest
      return stride(from: 0, to: 32, by: 4).map { place in
        digest[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
      }
    }
    var words = start
    let whole = bytes.count / 64
    if whole > 0 { unsafe hotline_sha256_blocks(&words, bytes, whole) }
    end(&words, bytes[(whole * 64)...], size: bytes.count)
    return words
  }

  /// The fingerprint as 64 lower-case hexadecimal digits.
  package var hex: String { Self.hex(digest) }

  /// The fingerprint of some bytes, as 64 lower-case hexadecimal digits.
  package static func hex(of bytes: some Collection<UInt8>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(bytes)
    return fingerprint.hex
  }

  /// The fingerprint of a file, as 64 lower-case hexadecimal digits.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package static func hex(ofFile path: String) throws -> String {
    let file = try InputFile(path)
    var fingerprint = Fingerprint()
    while true {
      let piece = try file.read(upTo: 1 << 20)
      if piece.isEmpty { return fingerprint.hex }
      fingerprint.update(piece)
    }
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

  static let hasInstructions = hotline_sha256_available() != 0
  private static let start: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
}
