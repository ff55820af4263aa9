import CSHA256

extension Fingerprint {
  /// The fingerprints of lines, 32 bytes each, one after the other.
  ///
  /// - Parameters:
  ///   - text: the lines, one after the other.
  ///   - ends: where each of them ends, its line end included.
  /// - Returns: the fingerprints.
  package static func digests(of text: [UInt8], endingAt ends: [Int]) -> [UInt8] {
    guard hasInstructions else { return slowDigests(of: text, endingAt: ends) }
    var words: [UInt32] = []
    return lineDigests(of: text, endingAt: ends, beside: 0..<0, &words)
  }

  /// Takes lines in, and hashes each of them beside: two messages at a time take little longer than
  /// one.
  ///
  /// - Parameters:
  ///   - text: the lines, one after the other.
  ///   - ends: where each of them ends, its line end included.
  /// - Returns: the fingerprints of the lines, 32 bytes each, one after the other.
  package mutating func update(_ text: [UInt8], endingAt ends: [Int]) -> [UInt8] {
    guard case .processor(var words, var rest) = state else {
      update(text)
      return Self.slowDigests(of: text, endingAt: ends)
    }
    state = .processor([], rest: [])
    size += text.count
    var position = 0
    if !rest.isEmpty {
      position = min(64 - rest.count, text.count)
      rest += text[..<position]
      if rest.count == 64 {
        unsafe hotline_sha256_blocks(&words, rest, 1)
        rest.removeAll(keepingCapacity: true)
      }
    }
    let blocks = (text.count - position) / 64
    let digests = Self.lineDigests(
      of: text, endingAt: ends, beside: position..<position + blocks * 64, &words)
    rest += text[(position + blocks * 64)...]
    state = .processor(words, rest: rest)
    return digests
  }

  /// Hashes lines two at a time, the first of them beside whole blocks of the text that goes into
  /// other words.
  private static func lineDigests(
    of text: [UInt8], endingAt ends: [Int], beside blocks: Range<Int>, _ words: inout [UInt32]
  ) -> [UInt8] {
    precondition(ends.last ?? 0 <= text.count && blocks.upperBound <= text.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: ends.count * 32) { digests, count in
      unsafe text.withUnsafeBufferPointer { text in
        guard let start = text.baseAddress, let target = digests.baseAddress else { return }
        unsafe hotline_sha256_lines(
          start, ends, ends.count, target, &words, start + blocks.lowerBound, blocks.count / 64)
        count = ends.count * 32
      }
    }
  }

  private static func slowDigests(of text: [UInt8], endingAt ends: [Int]) -> [UInt8] {
    var digests: [UInt8] = []
    var start = 0
    for end in ends {
      digests += digest(of: Array(text[start..<end]))
      start = end
    }
    return digests
  }
}
