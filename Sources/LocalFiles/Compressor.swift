import CZlib
import CZstd
import Findings
package import HotlineModel

/// Makes bytes smaller as they come; the same bytes give the same result every time.
@safe package struct Compressor: ~Copyable {
  private let compression: Compression
  private var gzip = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var zstd: OpaquePointer?
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  /// A compressor that has taken nothing in.
  package init(_ compression: Compression) {
    self.compression = compression
    unsafe gzip.initialize(to: z_stream())
    unsafe zstd = nil
    switch compression {
    case .none: break
    case .gzip:
      // 31: the largest window, and gzip's own head, without a name or a time.
      unsafe deflateInit2_(
        gzip, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    case .zstd:
      unsafe zstd = ZSTD_createCCtx()
      unsafe ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1)
    }
  }

  deinit {
    if compression == .gzip { unsafe deflateEnd(gzip) }
    unsafe gzip.deallocate()
    unsafe ZSTD_freeCCtx(zstd)
  }

  /// Takes bytes in and hands out what is ready; at the end, all that is left.
  package mutating func take(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
    switch compression {
    case .none: return bytes
    case .gzip: return deflated(bytes, isEnd: isEnd)
    case .zstd: return compressed(bytes, isEnd: isEnd)
    }
  }

  private mutating func deflated(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
    var out: [UInt8] = []
    var input = bytes
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe gzip.pointee.next_in = input.baseAddress
      unsafe gzip.pointee.avail_in = UInt32(input.count)
      var made = 0
      repeat {
        made = unsafe room.withUnsafeMutableBufferPointer { room in
          unsafe gzip.pointee.next_out = room.baseAddress
          unsafe gzip.pointee.avail_out = UInt32(room.count)
          unsafe deflate(gzip, isEnd ? Z_FINISH : Z_NO_FLUSH)
          return room.count - Int(unsafe gzip.pointee.avail_out)
        }
        out += room[..<made]
      } while made == room.count
    }
    return out
  }

  private mutating func compressed(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
    var out: [UInt8] = []
    unsafe bytes.withUnsafeBytes { input in
      var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var left = 0
      repeat {
        let made = unsafe room.withUnsafeMutableBytes { room in
          var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          left = unsafe ZSTD_compressStream2(
            zstd, &target, &source, isEnd ? ZSTD_e_end : ZSTD_e_continue)
          return unsafe target.pos
        }
        out += room[..<made]
      } while unsafe isEnd ? left != 0 : source.pos < source.size
    }
    return out
  }
}

/// Reads a file front to back, whichever way it was compressed.
@safe package struct ExpandedFile: ~Copyable {
  private let file: InputFile
  private let path: String
  private let compression: Compression
  private var gzip = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var zstd: OpaquePointer?
  private var isEnded = false

  /// Opens a file; its name says how it was compressed.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is none.
  package init(_ path: String) throws {
    self.path = path
    compression = Compression(ofName: path)
    file = try InputFile(path)
    unsafe gzip.initialize(to: z_stream())
    unsafe zstd = nil
    switch compression {
    case .none: break
    case .gzip:
      unsafe inflateInit2_(gzip, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    case .zstd: unsafe zstd = ZSTD_createDCtx()
    }
  }

  deinit {
    if compression == .gzip { unsafe inflateEnd(gzip) }
    unsafe gzip.deallocate()
    unsafe ZSTD_freeDCtx(zstd)
  }

  /// The next bytes; none at the end.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file is damaged.
  package mutating func read() throws -> [UInt8] {
    while true {
      let bytes = try file.read(upTo: 1 << 18)
      if bytes.isEmpty {
        if compression != .none, !isEnded { throw damaged("it ends too early") }
        return []
      }
      let out = try expand(bytes)
      if !out.isEmpty { return out }
    }
  }

  private mutating func expand(_ bytes: [UInt8]) throws -> [UInt8] {
    switch compression {
    case .none: return bytes
    case .gzip: return try inflated(bytes)
    case .zstd: return try decompressed(bytes)
    }
  }

  private mutating func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var out: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 18)
    var input = bytes
    var code = Z_OK
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe gzip.pointee.next_in = input.baseAddress
      unsafe gzip.pointee.avail_in = UInt32(input.count)
      var made = 0
      repeat {
        made = unsafe room.withUnsafeMutableBufferPointer { room in
          unsafe gzip.pointee.next_out = room.baseAddress
          unsafe gzip.pointee.avail_out = UInt32(room.count)
          code = unsafe inflate(gzip, Z_NO_FLUSH)
          return room.count - Int(unsafe gzip.pointee.avail_out)
        }
        out += room[..<made]
      } while made == room.count && code == Z_OK
    }
    if code == Z_STREAM_END { isEnded = true }
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
      throw damaged("its gzip stream is broken")
    }
    return out
  }

  private mutating func decompressed(_ bytes: [UInt8]) throws -> [UInt8] {
    var out: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 18)
    var isBroken = false
    unsafe bytes.withUnsafeBytes { input in
      var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var made = 0
      repeat {
        made = unsafe room.withUnsafeMutableBytes { room in
          var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          let left = unsafe ZSTD_decompressStream(zstd, &target, &source)
          isBroken = ZSTD_isError(left) != 0
          isEnded = left == 0
          return unsafe target.pos
        }
        out += room[..<made]
      } while unsafe !isBroken && (source.pos < source.size || made == room.count)
    }
    if isBroken { throw damaged("its zstd stream is broken") }
    return out
  }

  private func damaged(_ reason: String) -> Unusable {
    Unusable(.fileUnreadable(reason: reason), at: SourceLocation(file: path))
  }
}
