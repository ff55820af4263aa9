import Glibc
import HotlineModel

/// A file that is read from front to back, piece by piece.
package struct InputFile: ~Copyable {
  let descriptor: Int32
  private let path: String

  /// Opens a file for reading.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  package init(_ path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path) }
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw Unusable(.fileUnreadable, at: SourceLocation(file: path), ["reason": "it is a folder"])
    }
  }

  deinit {
    close(descriptor)
  }

  /// The next bytes, at most `limit`; none at the end of the file.
  package func read(upTo limit: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    while true {
      let count = unsafe Glibc.read(descriptor, &bytes, limit)
      if count >= 0 {
        bytes.removeLast(limit - count)
        return bytes
      }
      if errno != EINTR { throw Self.unreadable(path) }
    }
  }

  /// All bytes of a file that is known to be small: a sheet, a setting.
  package static func bytes(of path: String) throws -> [UInt8] {
    let file = try InputFile(path)
    var all: [UInt8] = []
    while true {
      let piece = try file.read(upTo: 1 << 16)
      if piece.isEmpty { return all }
      all += piece
    }
  }

  private static func unreadable(_ path: String) -> Unusable {
    Unusable(.fileUnreadable, at: SourceLocation(file: path), ["reason": systemReason()])
  }
}

/// What the system says of the last call that went wrong.
package func systemReason() -> String {
  unsafe String(cString: strerror(errno))
}
