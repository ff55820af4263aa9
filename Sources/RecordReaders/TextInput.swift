import Charsets
import LocalFiles

/// The text of a delivered file, read piece by piece: UTF-16 comes as UTF-8, which the readers cut
/// at its bytes; every other charset comes as it stands.
struct TextInput: ~Copyable {
  private let file: InputFile
  private var transcoder: UTF16Transcoder?
  /// Takes the bytes as they are in the file.
  private let fingerprint: SharedFingerprint?
  /// Bytes of the file that were read.
  private(set) var taken = 0
  /// What is still to be read of a range; `nil` where the file is read to its end.
  private var part: RangePart?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - charset: the charset it is in.
  ///   - fingerprint: takes the file's bytes as they are read.
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  init(_ path: String, charset: Charset, fingerprint: SharedFingerprint? = nil) throws {
    file = try InputFile(path)
    transcoder = charset.transcoder
    self.fingerprint = fingerprint
  }

  /// Opens a range of a file.
  ///
  /// - Parameters:
  ///   - range: the range.
  ///   - charset: the charset it is in.
  ///   - tail: what is put behind its text.
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  init(_ range: RangeInput, charset: Charset, tail: [UInt8] = []) throws {
    if range.isPiped {
      file = try InputFile(pipedAs: range.path)
    } else {
      file = try InputFile(range.path)
      file.seek(to: range.range.from)
    }
    transcoder = charset.transcoder
    fingerprint = nil
    part = RangePart(rest: range.range.bytes.count, tail: tail, sum: range.sum)
  }

  /// Whether what comes is not what stands in the file.
  var isTranscoded: Bool { transcoder != nil }

  /// The bytes that were read last.
  func lastTaken(_ count: Int) throws -> ArraySlice<UInt8> {
    try file.read(at: taken - count, upTo: count)[...]
  }

  /// Whether all of a file is read.
  var isWhole: Bool { part == nil }

  private struct RangePart {
    /// Bytes still to be read.
    var rest: Int
    /// What is still to be put behind them.
    var tail: [UInt8]
    /// Takes the bytes.
    let sum: RangeSum
  }

  /// The next bytes of the range, with its tail where they are the last.
  private mutating func readPart(
    upTo limit: Int, behind head: ArraySlice<UInt8>, leaving room: Int
  ) throws -> [UInt8] {
    guard let part else { return [] }
    guard part.rest > 0 else {
      self.part?.tail = []
      return head + part.tail
    }
    var bytes = try file.read(upTo: min(limit, part.rest), behind: head, leaving: room)
    // A pipe gives little at a time: what comes out is cut as what a file gives.
    while bytes.count - head.count < min(limit, part.rest) {
      let more = try file.read(upTo: min(limit, part.rest) - (bytes.count - head.count))
      if more.isEmpty { break }
      bytes += more
    }
    part.sum.add(bytes.span.extracting(head.count...))
    self.part?.rest -= bytes.count - head.count
    // A range that is shorter than it says is told by its sum.
    if bytes.count == head.count { self.part?.rest = 0 }
    return bytes
  }

  /// The next bytes behind bytes that were read before; nothing is added at the end of the file.
  ///
  /// - Parameters:
  ///   - limit: how many bytes are read at most.
  ///   - head: the bytes before them.
  ///   - room: for how many bytes there should be room behind them.
  /// - Returns: both, one after the other.
  /// - Throws: `Unusable` with `HL1001` where the file cannot be read.
  mutating func read(
    upTo limit: Int, behind head: ArraySlice<UInt8> = [], leaving room: Int = 0
  ) throws -> [UInt8] {
    guard transcoder != nil else {
      if part != nil { return try readPart(upTo: limit, behind: head, leaving: room) }
      let bytes = try file.read(upTo: limit, behind: head, leaving: room)
      fingerprint?.add(bytes, head.count..<bytes.count)
      taken += bytes.count - head.count
      return bytes
    }
    var text = Array(head)
    while text.count == head.count {
      let piece =
        part == nil
        ? try file.read(upTo: limit) : try readPart(upTo: limit, behind: [], leaving: 0)
      fingerprint?.add(piece, piece.indices)
      if piece.isEmpty {
        transcoder?.finish(to: &text)
        break
      }
      transcoder?.add(piece, to: &text)
    }
    return text
  }

  /// How many bytes of the file some text was made of.
  func sourceLength(of text: ArraySlice<UInt8>) -> Int {
    transcoder == nil ? text.count : UTF16Transcoder.sourceLength(of: text)
  }

  /// Size and time of the last change.
  var state: FileState { file.state }
}
