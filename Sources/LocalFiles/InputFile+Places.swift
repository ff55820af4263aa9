package import Findings
import Glibc

extension InputFile {
  /// The bytes at a place of the file; fewer where it ends before.
  package func bytes(at offset: Int, count: Int) throws(Unusable) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var taken = 0
    while taken < count {
      let read = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: taken), count - taken, offset + taken)
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { break }
      taken += read
    }
    bytes.removeLast(count - taken)
    return bytes
  }
}
