import HotlineModel
import TestSupport
import Testing

@testable import LocalFiles

@Suite struct `Compressed files` {
  /// Sizes around the room that a library is given, and what compresses to next to nothing or not
  /// at all.
  private static let sizes = [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 18, 1_000_003]

  private static func bytes(_ size: Int, isRandom: Bool) -> [UInt8] {
    var random = SeededRandom(state: UInt64(size))
    return (0..<size).map { _ in isRandom ? UInt8.random(in: 0...255, using: &random) : 0x61 }
  }

  private static func compressed(
    _ bytes: [UInt8], _ compression: Compression, pieces: Int
  ) -> [UInt8] {
    var compressor = Compressor(compression)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let piece = Array(bytes[start..<min(bytes.count, start + pieces)])
      out += compressor.take(piece, isEnd: false)
    }
    return out + compressor.take([], isEnd: true)
  }

  private static func expanded(_ path: String) throws -> [UInt8] {
    var file = try ExpandedFile(path)
    var out: [UInt8] = []
    while true {
      let piece = try file.read()
      if piece.isEmpty { return out }
      out += piece
    }
  }

  @Test(arguments: Compression.allCases, sizes)
  func `what was compressed is expanded as it was`(compression: Compression, size: Int) throws {
    let folder = try TemporaryFolder()
    for isRandom in [false, true] {
      let bytes = Self.bytes(size, isRandom: isRandom)
      for pieces in [1 << 18, 70_001] {
        let compressed = Self.compressed(bytes, compression, pieces: pieces)
        let path = try folder.file("f" + compression.suffix, compressed)
        #expect(try Self.expanded(path) == bytes)
      }
    }
  }

  @Test func `several frames of zstd are one file`() throws {
    let folder = try TemporaryFolder()
    let parts = [Self.bytes(1 << 16, isRandom: false), [1], Self.bytes(1 << 18, isRandom: false)]
    let frames = parts.flatMap { Self.compressed($0, .zstd, pieces: 1 << 18) }
    #expect(try Self.expanded(folder.file("f.zst", frames)) == parts.flatMap { $0 })
  }

  @Test(arguments: [Compression.gzip, .zstd])
  func `a file that was cut off or damaged is refused`(compression: Compression) throws {
    let folder = try TemporaryFolder()
    let whole = Self.compressed(Self.bytes(300_000, isRandom: true), compression, pieces: 1 << 18)
    let cut = try folder.file("cut" + compression.suffix, Array(whole.dropLast()))
    #expect(throws: (any Error).self) { try Self.expanded(cut) }
    var damaged = whole
    damaged[0] ^= 0xFF
    let path = try folder.file("damaged" + compression.suffix, damaged)
    #expect(throws: (any Error).self) { try Self.expanded(path) }
  }
}
