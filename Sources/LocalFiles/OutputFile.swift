import CFiles
import Findings
import Glibc

/// A file that is there whole or not at all: written under another name, renamed at the end.
///
/// No link is followed: what stands under the other name is taken away first, be it a link or what
/// a killed run left, and the rename replaces a link that stands in the file's place.
package struct OutputFile: ~Copyable {
  /// Where the file will stand.
  package let path: String
  /// Bytes written so far.
  package private(set) var size = 0
  private let temporaryPath: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var fingerprint = Fingerprint()
  /// Bytes that the disk was asked to write.
  private var begun = 0

  /// Begins a file; nothing stands at `path` until `commit`.
  ///
  /// - Parameters:
  ///   - path: where it will stand.
  ///   - mode: who may read and write it.
  ///   - isShared: whether other runs may write the same file at the same time, each under another name
  ///     of its own; what a killed one leaves stays then.
  /// - Throws: `Unusable` with `HL6102` where the folder takes no file.
  package init(_ path: String, mode: UInt32 = 0o644, isShared: Bool = false) throws {
    self.path = path
    let own = isShared ? "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) : ""
    temporaryPath = path + own + ".part"
    unsafe unlink(temporaryPath)
    descriptor = unsafe open(
      temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.unwritable(path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(temporaryPath)
  }

  /// Adds bytes at the end.
  package mutating func write(_ bytes: some Collection<UInt8>) throws {
    size += bytes.count
    // What is much by itself is not copied.
    let isSent: Void? =
      buffer.isEmpty && bytes.count >= Self.much
      ? try bytes.withContiguousStorageIfAvailable { try unsafe send($0) } : nil
    if isSent != nil { return }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.much { try flush() }
  }

  private static let much = 1 << 18

  /// Adds text at the end, in UTF-8.
  package mutating func write(_ text: String) throws {
    guard text.utf8.count < Self.much else { return try write(Array(text.utf8)) }
    size += text.utf8.count
    var text = text
    text.withUTF8 { unsafe buffer.append(contentsOf: $0) }
    if buffer.count >= Self.much { try flush() }
  }

  /// Adds lines at the end in one go, and hashes each of them beside the file.
  ///
  /// - Parameters:
  ///   - lines: the lines, one after the other.
  ///   - ends: where each of them ends, its line end included.
  /// - Returns: the SHA-256 of each line, 32 bytes each, one after the other.
  /// - Throws: `Unusable` with `HL6102`.
  package mutating func write(_ lines: [UInt8], endingAt ends: [Int]) throws -> [UInt8] {
    try flush()
    size += lines.count
    try unsafe lines.withUnsafeBufferPointer { try unsafe put($0) }
    let digests = fingerprint.update(lines, endingAt: ends)
    beginWriting()
    return digests
  }

  /// Makes the file durable and puts it in its place; returns its SHA-256.
  ///
  /// - Throws: `Unusable` with `HL6102`; nothing of the file is left then.
  package mutating func commit() throws -> String {
    let sealed = try seal()
    try sealed.publish()
    return sealed.sha256
  }

  /// Writes a text as a whole file, durable and in its place.
  ///
  /// - Parameters:
  ///   - text: all that the file holds, in UTF-8.
  ///   - path: where it is to be.
  ///   - mode: who may read and write it.
  /// - Returns: the file, with its hash and size.
  /// - Throws: `Unusable` with `HL6102`; nothing of the file is left then.
  @discardableResult
  package static func write(
    _ text: String, to path: String, mode: UInt32 = 0o644
  ) throws -> SealedFile {
    var file = try OutputFile(path, mode: mode)
    try file.write(text)
    let sealed = try file.seal()
    try sealed.publish()
    return sealed
  }

  /// Closes the file under its other name, to be put in its place with others.
  ///
  /// - Parameter isDurable: whether its bytes must be on the disk: not where it is only read back.
  /// - Returns: the file.
  /// - Throws: `Unusable` with `HL6102`.
  package mutating func seal(isDurable: Bool = true) throws -> SealedFile {
    try flush()
    let identity = FileIdentity(of: descriptor)
    guard !isDurable || fsync(descriptor) == 0, close(descriptor) == 0 else {
      throw Self.unwritable(path)
    }
    descriptor = -1
    return SealedFile(
      path: path, temporaryPath: temporaryPath, identity: identity, sha256: fingerprint.hex,
      size: size)
  }

  private mutating func flush() throws {
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    try unsafe bytes.withUnsafeBufferPointer { try unsafe send($0) }
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &buffer)
  }

  private mutating func send(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try unsafe put(bytes)
    unsafe fingerprint.update(bytes)
    beginWriting()
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var start = 0
    while start < bytes.count {
      let written = unsafe Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      if written < 0 {
        if errno == EINTR { continue }
        throw Self.unwritable(path)
      }
      start += written
    }
  }

  /// The disk begins early, so that little is left to wait for when the file is made durable.
  private mutating func beginWriting() {
    if size - begun >= 8 << 20 {
      hotline_begin_writing(descriptor, Int64(begun), Int64(size - begun))
      begun = size
    }
  }

  fileprivate static func unwritable(_ path: String) -> Unusable {
    Unusable(.outputUnwritable(found: path, reason: systemReason()), at: SourceLocation(file: path))
  }
}

/// A file that is written and does not stand under its name yet; it is taken away with the value
/// where it was not put in its place, so that a run that fails leaves nothing.
package final class SealedFile: Sendable {
  /// Where the file will stand.
  package let path: String
  private let temporaryPath: String
  private let identity: FileIdentity?
  /// SHA-256 of its bytes.
  package let sha256: String
  /// Its size in bytes.
  package let size: Int

  fileprivate init(
    path: String, temporaryPath: String, identity: FileIdentity?, sha256: String, size: Int
  ) {
    self.path = path
    self.temporaryPath = temporaryPath
    self.identity = identity
    self.sha256 = sha256
    self.size = size
  }

  deinit {
    if isThere { unsafe unlink(temporaryPath) }
  }

  /// Whether the file stands under its temporary name, and no other run has put its own there.
  private var isThere: Bool { FileIdentity(at: temporaryPath) == identity }

  /// Some of its bytes, as the disk has them.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package func bytes(in range: Range<Int>) throws -> [UInt8] {
    try InputFile(temporaryPath).bytes(at: range.lowerBound, count: range.count)
  }

  /// Whether the disk has the bytes that were written.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  package func isIntact() throws -> Bool {
    try Fingerprint.hex(ofFile: temporaryPath) == sha256
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `Unusable` with `HL6102`.
  package func publish() throws {
    guard isThere else {
      throw Unusable(
        .outputUnwritable(found: path, reason: "another run writes it"),
        at: SourceLocation(file: path))
    }
    guard unsafe rename(temporaryPath, path) == 0 else { throw OutputFile.unwritable(path) }
    Folder.sync(folderOf: path)
  }
}
