import Findings
import Glibc

/// A file that is read from front to back, piece by piece.
package struct InputFile: ~Copyable, Sendable {
  let descriptor: Int32
  private let path: String

  /// Opens a file for reading.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  package init(_ path: String) throws {
    try self.init(Folder.open(path, flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK), shown: path)
  }

  /// Opens a file whose name may be of any charset.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  package init(bytes path: [UInt8]) throws {
    let descriptor = unsafe FoundFile.withCString(path) {
      unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    try self.init(descriptor, shown: String(decoding: path, as: UTF8.self))
  }

  /// Opens what is piped into the program; it is read once, from front to back.
  ///
  /// - Throws: `Unusable` with `HL1001` where it is a folder or a device.
  package init(pipedAs path: String) throws {
    try self.init(
      fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0), shown: path, orPipe: true)
  }

  private init(_ opened: Int32, shown path: String, orPipe: Bool = false) throws {
    self.path = path
    descriptor = opened
    guard descriptor >= 0 else { throw Self.unreadable(path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO where orPipe, S_IFSOCK where orPipe: break
    case S_IFDIR: throw Self.unreadable(path, because: "it is a folder")
    default: throw Self.unreadable(path, because: "it is a pipe or a device, not a regular file")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Reads from a place of the file on.
  package func seek(to offset: Int) {
    lseek(descriptor, offset, SEEK_SET)
  }

  /// The next bytes, at most `limit`; none at the end of the file.
  package func read(upTo limit: Int) throws -> [UInt8] {
    try read(upTo: limit, behind: [])
  }

  /// The next bytes, at most `limit`, behind bytes that were read before.
  ///
  /// - Parameters:
  ///   - limit: how many bytes are read at most.
  ///   - head: the bytes before them.
  ///   - room: for how many bytes there is to be room behind them.
  /// - Returns: both, one after the other.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package func read(
    upTo limit: Int, behind head: ArraySlice<UInt8>, leaving room: Int = 0
  ) throws -> [UInt8] {
    var reason: Int32 = 0
    let capacity = head.count + limit + room
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      _ = unsafe buffer.update(fromContentsOf: head)
      count = head.count
      guard let start = buffer.baseAddress else { return }
      while true {
        let read = unsafe Glibc.read(descriptor, start.advanced(by: count), limit)
        if read >= 0 {
          count += read
          return
        }
        if errno != EINTR {
          reason = errno
          return
        }
      }
    }
    guard reason == 0 else { throw Self.unreadable(path) }
    return bytes
  }

  /// The bytes from a place on, at most `limit`; none behind the end of the file.
  ///
  /// Where the reading from front to back is stays as it is.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package func read(at offset: Int, upTo limit: Int) throws -> [UInt8] {
    guard let bytes = Self.bytes(of: descriptor, at: offset, upTo: limit) else {
      throw Self.unreadable(path)
    }
    return bytes
  }

  /// Bytes of an open file from a place on; `nil` where they cannot be read.
  static func bytes(of descriptor: Int32, at offset: Int, upTo limit: Int) -> [UInt8]? {
    var isRead = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit, let start = buffer.baseAddress {
        let read = unsafe pread(
          descriptor, start.advanced(by: count), limit - count, offset + count)
        if read < 0, errno == EINTR { continue }
        isRead = read >= 0
        guard read > 0 else { return }
        count += read
      }
    }
    return isRead ? bytes : nil
  }

  /// Size and time of the last change: what they are at the end of reading they were before it.
  package var state: FileState {
    var status = stat()
    unsafe fstat(descriptor, &status)
    return FileState(
      size: status.st_size, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
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

  private static func unreadable(_ path: String, because reason: String? = nil) -> Unusable {
    Unusable(.fileUnreadable(reason: reason ?? systemReason()), at: SourceLocation(file: path))
  }
}

/// What tells whether a file was changed while it was read.
package struct FileState: Hashable, Sendable {
  /// Its size in bytes.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// What a file of some size is, whenever it was changed.
  package init(size: Int) {
    self.init(size: size, seconds: 0, nanoseconds: 0)
  }

  init(size: Int, seconds: Int, nanoseconds: Int) {
    self.size = size
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The state of the file that a path leads to; `nil` where there is none.
  package init?(ofFile path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(
      size: status.st_size, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }

  /// Its three numbers.
  package var text: String { "\(size) \(seconds) \(nanoseconds)" }
}

/// What the system says of the last call that went wrong.
package func systemReason() -> String {
  unsafe String(cString: strerror(errno))
}
