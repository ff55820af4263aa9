import Testing

@testable import LocalFiles

@Suite struct `Fingerprints made by several tasks` {
  private static let pieces: [[UInt8]] = (0..<200).map { number in
    (0..<(number * 7919) % 4000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
  }
  private static let expected = Fingerprint.hex(of: pieces.flatMap(\.self))
  private static let size = pieces.reduce(0) { $0 + $1.count }

  @Test func `are those of the pieces in their order, whoever hashes them`() async {
    for _ in 0..<20 {
      let fingerprint = SharedFingerprint()
      await withTaskGroup(of: Void.self) { group in
        for piece in Self.pieces {
          fingerprint.add(piece, piece.indices)
          group.addTask { fingerprint.advance() }
        }
      }
      let (hex, size) = fingerprint.finished()
      #expect(hex == Self.expected && size == Self.size)
    }
  }

  @Test func `take only what is new of a piece, and need nobody to hash on the way`() {
    let fingerprint = SharedFingerprint()
    var before: [UInt8] = []
    for piece in Self.pieces {
      let kept = Array(before.suffix(100))
      fingerprint.add(kept + piece, kept.count..<(kept + piece).count)
      before = piece
    }
    #expect(fingerprint.finished() == (Self.expected, Self.size))
    // Asked again, it says the same.
    #expect(fingerprint.finished() == (Self.expected, Self.size))
  }

  @Test func `is that of nothing where nothing was read`() {
    #expect(SharedFingerprint().finished() == (Fingerprint.hex(of: []), 0))
  }
}
