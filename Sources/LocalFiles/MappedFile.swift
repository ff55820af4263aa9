import Findings
import Glibc

/// A file of fixed content whose bytes are looked up here and there: its pages belong to the page
/// cache, not to this process.
@safe package final class MappedFile: Sendable {
  /// How many bytes it has.
  @inlinable package var count: Int { unsafe bytes.count }
  @usableFromInline nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps a file.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  package init(_ path: String) throws {
    let file = try InputFile(path)
    let size = file.state.size
    guard size > 0 else {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, file.descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw Unusable(.fileUnreadable(reason: systemReason()), at: SourceLocation(file: path))
    }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    guard unsafe bytes.count > 0 else { return }
    unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// Lends some of the bytes; the range lies within the file.
  @inlinable package func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try unsafe body(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// The whole number of eight bytes at a place, the most significant byte first.
  @inlinable package func bigWord(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= count)
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
  }

  /// The whole number of four bytes at a place, the least significant byte first.
  @inlinable package func littleHalf(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset + 4 <= count)
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
  }

  /// The whole number of eight bytes at a place, the least significant byte first.
  @inlinable package func littleWord(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= count)
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }
}
