import CZlib
import Findings

/// One part of an archive, expanded piece by piece; its sum is checked at the end.
@safe final class ZipPart {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let stream: UnsafeMutablePointer<z_stream>?
  /// Compressed bytes that were read and not given to the stream yet.
  private var input: [UInt8] = []
  private var inputStart = 0
  /// Where the next compressed bytes are.
  private var position: Int
  private let end: Int
  private var crc: UInt = 0
  private var made = 0
  private var isWhole = false
  /// Whether the stream has come to its own end.
  private var isEnded = false

  /// Compressed bytes of the part that were read.
  var bytesRead: Int { position - (end - entry.compressed) }

  /// A part that grows so much beyond its compressed bytes is made to fill memory or time; text of
  /// workbooks does not.
  private static let mostGrowth = 400
  /// Below this no growth is too much.
  private static let harmless = 64 << 20

  /// Opens a part.
  ///
  /// - Throws: `Unusable`: `HL1031` where it is damaged, `HL1033` where it is encrypted.
  init(_ entry: ZipArchive.Entry, in archive: ZipArchive) throws {
    self.archive = archive
    self.entry = entry
    guard !entry.isEncrypted else {
      throw Unusable(.workbookLocked, at: SourceLocation(file: archive.path))
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw ZipArchive.damaged("\(entry.name) is compressed in an unknown way", archive.path)
    }
    let head = try archive.file.read(at: entry.offset, upTo: 30)
    guard head.count == 30, head.word(at: 0) == 0x0403_4B50 else {
      throw ZipArchive.damaged("\(entry.name) is not where the list says", archive.path)
    }
    position = entry.offset + 30 + head.half(at: 26) + head.half(at: 28)
    end = position + entry.compressed
    guard end <= archive.file.size else {
      throw ZipArchive.damaged("\(entry.name) is not within the file", archive.path)
    }
    guard entry.method == 8 else {
      unsafe stream = nil
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe self.stream = stream
    // Negative: no head of zlib around the data.
    _ = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    guard let stream = unsafe stream else { return }
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The next bytes, at most `limit`; none at the end.
  ///
  /// - Throws: `Unusable`: `HL1031` damaged, `HL1036` larger than it may be.
  func read(upTo limit: Int) throws -> [UInt8] {
    guard !isWhole else { return [] }
    let bytes = try unsafe stream == nil ? stored(upTo: limit) : inflated(upTo: limit)
    made += bytes.count
    guard made <= entry.size else { throw damaged("is longer than the list says") }
    guard made <= Self.harmless || made / Self.mostGrowth <= max(1, bytesRead) else {
      throw Unusable(
        .workbookTooLarge(reason: "\(entry.name) grows more than \(Self.mostGrowth) times"),
        at: SourceLocation(file: archive.path))
    }
    crc = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe crc32_z(crc, buffer.baseAddress, buffer.count)
    }
    if bytes.isEmpty {
      isWhole = true
      guard made == entry.size, crc == UInt(entry.crc) else {
        throw damaged("does not have the checksum that the list says")
      }
    }
    return bytes
  }

  private func stored(upTo limit: Int) throws -> [UInt8] {
    let bytes = try archive.file.read(at: position, upTo: min(limit, end - position))
    position += bytes.count
    return bytes
  }

  private func inflated(upTo limit: Int) throws -> [UInt8] {
    guard let stream = unsafe stream, !isEnded else { return [] }
    var status = Z_OK
    var failure: (any Error)?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { out, count in
      while count < limit, status == Z_OK || status == Z_BUF_ERROR {
        if inputStart == input.count {
          do {
            input = try archive.file.read(at: position, upTo: min(1 << 16, end - position))
          } catch {
            failure = error
            return
          }
          position += input.count
          inputStart = 0
          if input.isEmpty {
            status = Z_DATA_ERROR
            return
          }
        }
        unsafe input.withUnsafeMutableBufferPointer { buffer in
          unsafe stream.pointee.next_in = buffer.baseAddress?.advanced(by: inputStart)
          unsafe stream.pointee.avail_in = UInt32(buffer.count - inputStart)
          unsafe stream.pointee.next_out = out.baseAddress?.advanced(by: count)
          unsafe stream.pointee.avail_out = UInt32(limit - count)
          status = unsafe inflate(stream, Z_NO_FLUSH)
          unsafe inputStart = buffer.count - Int(stream.pointee.avail_in)
          unsafe count = limit - Int(stream.pointee.avail_out)
        }
      }
    }
    if let failure { throw failure }
    guard status == Z_OK || status == Z_BUF_ERROR || status == Z_STREAM_END else {
      throw damaged("cannot be expanded")
    }
    isEnded = status == Z_STREAM_END
    return bytes
  }

  private func damaged(_ reason: String) -> Unusable {
    ZipArchive.damaged("\(entry.name) \(reason)", archive.path)
  }
}
