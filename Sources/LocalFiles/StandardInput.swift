import Findings
import Glibc

/// What is piped into the program, as a file that can be read more than once.
package enum StandardInput {
  /// The path under which it can be opened from now on.
  package static let path = "/dev/stdin"

  /// Takes all of it in, unless it is a file already.
  ///
  /// The bytes go into a file that has no name any more when the first one is written: nothing of
  /// it is left on the disk, however the program ends.
  ///
  /// - Parameter folder: where there is room for it.
  /// - Throws: `Unusable`: `HL1001` where it cannot be read, `HL6102` where the folder takes no file.
  package static func keep(in folder: String) throws {
    var status = stat()
    guard unsafe fstat(STDIN_FILENO, &status) == 0 else {
      throw Unusable(.fileUnreadable(reason: systemReason()), at: SourceLocation(file: path))
    }
    if status.st_mode & S_IFMT == S_IFREG { return }
    let kept = "\(folder)/stdin-\(getpid())"
    let descriptor = unsafe open(kept, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(folder) }
    defer { close(descriptor) }
    unsafe unlink(kept)
    try copy(to: descriptor, folder: folder)
    guard dup2(descriptor, STDIN_FILENO) >= 0 else { throw unwritable(folder) }
  }

  private static func copy(to descriptor: Int32, folder: String) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(STDIN_FILENO, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Unusable(.fileUnreadable(reason: systemReason()), at: SourceLocation(file: path))
      }
      if count == 0 { return }
      var start = 0
      while start < count {
        let written = unsafe buffer.withUnsafeBytes { bytes in
          unsafe Glibc.write(descriptor, bytes.baseAddress?.advanced(by: start), count - start)
        }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw unwritable(folder) }
        start += written
      }
    }
  }

  private static func unwritable(_ folder: String) -> Unusable {
    Unusable(
      .outputUnwritable(found: folder, reason: systemReason()), at: SourceLocation(file: folder))
  }
}
