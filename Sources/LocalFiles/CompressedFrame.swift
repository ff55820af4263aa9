import CZstd
package import Findings

/// Bytes compressed, as one zstd frame (RFC 8878).
///
/// A file of such frames is one that `zstdcat` reads.
package enum CompressedFrame {
  /// Level 1: on tickets it is as small as level 3 and takes half the time.
  private static let level: Int32 = 1

  /// The frame that holds some bytes.
  package static func holding(_ bytes: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { out, count in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe count = ZSTD_compress(
          out.baseAddress, out.count, bytes.baseAddress, bytes.count, level)
      }
      precondition(ZSTD_isError(count) == 0, "a frame with room for any bytes takes these")
    }
  }

  /// What a frame begins with that readers of zstd pass over.
  private static let skippedMark: [UInt8] = [0x50, 0x2A, 0x4D, 0x18]

  /// A frame that readers of zstd pass over, as RFC 8878 has it: for what is not part of the text.
  package static func skipped(_ bytes: [UInt8]) -> [UInt8] {
    var frame = skippedMark
    for place in 0..<4 { frame.append(UInt8(truncatingIfNeeded: bytes.count >> (8 * place))) }
    return frame + bytes
  }

  /// What the frame at a place of a file holds that readers of zstd pass over, and how many bytes it
  /// takes there; `nil` where no whole one stands there.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package static func skippedContents(
    of file: borrowing InputFile, at offset: Int
  ) throws -> (bytes: [UInt8], length: Int)? {
    let head = try file.bytes(at: offset, count: 8)
    guard head.count == 8, head.starts(with: skippedMark) else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(head[4 + $1]) << (8 * $1) }
    let bytes = try file.bytes(at: offset + 8, count: count)
    return bytes.count == count ? (bytes, 8 + count) : nil
  }

  /// What the frame at a place of a file holds, and how many bytes it takes there; `nil` where no
  /// whole frame stands there.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package static func contents(
    of file: borrowing InputFile, at offset: Int
  ) throws -> (bytes: [UInt8], length: Int)? {
    var size = 1 << 18
    while true {
      let frame = try file.bytes(at: offset, count: size)
      if let length = length(of: frame) {
        return contents(of: frame, length: length).map { ($0, length) }
      }
      // Either the frame is longer than what was read, or it is none.
      guard frame.count == size, size < 1 << 28 else { return nil }
      size *= 2
    }
  }

  /// Reads what a frame of a known length holds.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - range: where the frame is.
  ///   - bytes: gets what the frame holds, into the memory that it has.
  /// - Returns: whether there is such a frame.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package static func read(
    from file: borrowing InputFile, in range: Range<Int>, into bytes: inout [UInt8]
  ) throws(Unusable) -> Bool {
    let frame = try file.bytes(at: range.lowerBound, count: range.count)
    guard length(of: frame) == range.count else { return false }
    return expand(frame, length: range.count, into: &bytes)
  }

  /// How many bytes the frame takes that some bytes begin with; `nil` where none does.
  private static func length(of frame: [UInt8]) -> Int? {
    let length = unsafe frame.withUnsafeBytes { frame in
      unsafe ZSTD_findFrameCompressedSize(frame.baseAddress, frame.count)
    }
    return ZSTD_isError(length) == 0 ? length : nil
  }

  /// The bytes of the frame of some length that some bytes begin with.
  private static func contents(of frame: [UInt8], length: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    return expand(frame, length: length, into: &bytes) ? bytes : nil
  }

  private static func expand(_ frame: [UInt8], length: Int, into bytes: inout [UInt8]) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    return unsafe frame.withUnsafeBytes { frame in
      let held = unsafe ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
      guard held < 1 << 32 else { return false }
      bytes.append(addingCapacity: Int(held)) { out in
        unsafe out.withUnsafeMutableBufferPointer { out, count in
          let size = unsafe ZSTD_decompress(
            out.baseAddress, Int(held), frame.baseAddress, length)
          count = ZSTD_isError(size) == 0 ? size : 0
        }
      }
      return bytes.count == Int(held)
    }
  }
}
