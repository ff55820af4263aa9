package import Findings
import Glibc

extension InputFile {
  /// The bytes at a place of the file; fewer where it ends before.
  package func bytes(at offset: Int, count: Int) throws(Unusable) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, taken in
      while taken < count, let start = buffer.baseAddress {
        let read = unsafe pread(
          descriptor, start.advanced(by: taken), count - taken, offset + taken)
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { return }
        taken += read
      }
    }
  }
}
