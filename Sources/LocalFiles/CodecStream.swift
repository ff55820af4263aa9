import CZlib
import CZstd
import HotlineModel

/// A stream of gzip or zstd in one direction: the one loop that gives a library bytes and takes
/// what it makes of them.
@safe struct CodecStream: ~Copyable {
  private enum Kind {
    case deflate, inflate, compress, decompress
  }
  /// How far a stream is: more of it is due, a part of it is whole, nothing more is read, or it is
  /// no such stream.
  private enum State {
    case due, whole, over, broken
  }
  private struct Step {
    var state = State.due
    var taken = 0
    var made = 0
  }

  private let kind: Kind
  private let gzip: UnsafeMutablePointer<z_stream>?
  private let zstd: OpaquePointer?
  private var room = [UInt8](repeating: 0, count: 1 << 16)
  private var state = State.due

  /// Whether what was expanded so far is whole.
  var isWhole: Bool { state == .whole || state == .over }
  /// Whether bytes came that no such stream has.
  var isBroken: Bool { state == .broken }

  /// A stream that has taken nothing in; `nil` where bytes stay what they are.
  init?(_ compression: Compression, isExpanding: Bool) {
    switch compression {
    case .none: return nil
    case .gzip:
      kind = isExpanding ? .inflate : .deflate
      unsafe zstd = nil
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      unsafe gzip = stream
      // 31: the largest window, and gzip's own head, without a name or a time.
      let window: Int32 = 31
      let size = unsafe Int32(MemoryLayout<z_stream>.size)
      _ =
        unsafe isExpanding
        ? inflateInit2_(stream, window, ZLIB_VERSION, size)
        : deflateInit2_(
          stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    case .zstd:
      kind = isExpanding ? .decompress : .compress
      unsafe gzip = nil
      unsafe zstd = isExpanding ? ZSTD_createDCtx() : ZSTD_createCCtx()
      if !isExpanding { _ = unsafe ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1) }
    }
  }

  deinit {
    switch kind {
    case .deflate: unsafe deflateEnd(gzip)
    case .inflate: unsafe inflateEnd(gzip)
    case .compress: unsafe ZSTD_freeCCtx(zstd)
    case .decompress: unsafe ZSTD_freeDCtx(zstd)
    }
    unsafe gzip?.deallocate()
  }

  /// Takes bytes in and hands out what is ready; at the end, all that is left.
  mutating func take(_ bytes: [UInt8], isEnd: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    var taken = 0
    var step = Step()
    let kind = kind
    let gzip = unsafe gzip
    let zstd = unsafe zstd
    repeat {
      step = unsafe bytes.withUnsafeBytes { input in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: input[taken...])
        return unsafe room.withUnsafeMutableBytes { room in
          switch kind {
          case .deflate, .inflate: unsafe Self.step(gzip, kind, rest, room, isEnd: isEnd)
          case .compress, .decompress: unsafe Self.step(zstd, kind, rest, room, isEnd: isEnd)
          }
        }
      }
      out += room[..<step.made]
      taken += step.taken
    } while Self.goesOn(behind: step, hasInput: taken < bytes.count, room: room.count)
    state = step.state
    return out
  }

  /// Whether the library has something to do: input that it has not read, or bytes for which there
  /// was no room.
  private static func goesOn(behind step: Step, hasInput: Bool, room: Int) -> Bool {
    guard step.taken + step.made > 0 else { return false }
    return switch step.state {
    case .due: hasInput || step.made == room
    case .whole: hasInput
    case .over, .broken: false
    }
  }

  private static func step(
    _ stream: UnsafeMutablePointer<z_stream>?, _ kind: Kind, _ input: UnsafeRawBufferPointer,
    _ room: UnsafeMutableRawBufferPointer, isEnd: Bool
  ) -> Step {
    guard let stream = unsafe stream else { return Step(state: .broken) }
    let bytes = unsafe input.bindMemory(to: UInt8.self)
    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    unsafe stream.pointee.avail_in = UInt32(input.count)
    unsafe stream.pointee.next_out = room.bindMemory(to: UInt8.self).baseAddress
    unsafe stream.pointee.avail_out = UInt32(room.count)
    let code =
      unsafe kind == .deflate
      ? deflate(stream, isEnd ? Z_FINISH : Z_NO_FLUSH) : inflate(stream, Z_NO_FLUSH)
    let state: State =
      switch code {
      case Z_STREAM_END: .over
      case Z_OK, Z_BUF_ERROR: .due
      default: .broken
      }
    return unsafe Step(
      state: state, taken: input.count - Int(stream.pointee.avail_in),
      made: room.count - Int(stream.pointee.avail_out))
  }

  private static func step(
    _ context: OpaquePointer?, _ kind: Kind, _ input: UnsafeRawBufferPointer,
    _ room: UnsafeMutableRawBufferPointer, isEnd: Bool
  ) -> Step {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    let left =
      unsafe kind == .compress
      ? ZSTD_compressStream2(context, &target, &source, isEnd ? ZSTD_e_end : ZSTD_e_continue)
      : ZSTD_decompressStream(context, &target, &source)
    let state: State =
      if ZSTD_isError(left) != 0 {
        .broken
      } else if left > 0 {
        .due
      } else if kind == .decompress {
        .whole
      } else {
        isEnd ? .over : .due
      }
    return unsafe Step(state: state, taken: source.pos, made: target.pos)
  }
}
