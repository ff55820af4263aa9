import Findings
import Glibc

/// A file without a name for what does not fit into memory: nobody else can open it, and it is gone
/// with the process, however that ends.
///
/// It is made below `TMPDIR`, or else in `/var/tmp`, which is on a disk where `/tmp` may be memory.
package final class ScratchFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// Makes an empty file.
  ///
  /// - Throws: `Unusable` with `HL6102` where none can be made.
  package init() throws {
    folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
    // O_TMPFILE, which glibc declares only for GNU programs.
    let unnamed = unsafe open(folder, O_RDWR | O_CLOEXEC | 0o20_200_000, 0o600)
    if unnamed >= 0 {
      descriptor = unnamed
      return
    }
    // Some file systems have only files with names.
    var name = Array("\(folder)/hotline-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw Self.unwritable(folder) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(&name)
  }

  deinit {
    close(descriptor)
  }

  /// Writes bytes at a place.
  ///
  /// - Throws: `Unusable` with `HL6102` where the disk does not take them.
  package func write(_ bytes: [UInt8], at offset: Int) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written,
          offset + written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritable(folder) }
      written += count
    }
  }

  /// The bytes from a place on, at most `limit`.
  ///
  /// - Throws: `Unusable` with `HL1001` where they cannot be read.
  package func read(at offset: Int, upTo limit: Int) throws -> [UInt8] {
    guard let bytes = InputFile.bytes(of: descriptor, at: offset, upTo: limit) else {
      throw Unusable(.fileUnreadable(reason: systemReason()), at: SourceLocation(file: folder))
    }
    return bytes
  }

  private static func unwritable(_ folder: String) -> Unusable {
    Unusable(
      .outputUnwritable(found: folder, reason: systemReason()), at: SourceLocation(file: folder))
  }
}
