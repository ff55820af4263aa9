import Charsets
import Findings
import HotlineModel
import LocalFiles

/// The text of a file in UTF-8, read piece by piece.
///
/// Bytes that stand for no character become `undecodable`, one for each place, which no text holds:
/// so the cell that they are in is known when it has been cut out.
struct DecodedInput: ~Copyable {
  /// U+10FFFF, which is not a character and never will be.
  static let undecodable: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBF]

  private let file: InputFile
  private let path: String
  private let charset: Charset
  private var transcoder: UTF16Transcoder?
  /// Bytes at the end of a piece that are not a whole character yet.
  private var cut: [UInt8] = []
  private var isAtStart = true
  private var isAtEnd = false
  private let opened: FileState
  private let pieceSize: Int
  /// Bytes of the file read so far.
  private(set) var bytesRead = 0

  /// Opens a file.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is no readable file of that name.
  init(_ path: String, charset: Charset, pieceSize: Int) throws {
    file = try InputFile(path)
    self.path = path
    self.charset = charset
    self.pieceSize = pieceSize
    transcoder = charset.transcoder
    opened = file.state
  }

  /// Size and time of the last change when the file was opened.
  var state: FileState { opened }

  /// The next text, of whole characters, without a byte order mark; none at the end of the file.
  ///
  /// - Throws: `Unusable`: `HL1001`, `HL1006` where the file was changed since it was opened.
  mutating func next() throws -> [UInt8] {
    while !isAtEnd {
      let text = try decoded(read())
      if !text.isEmpty { return text }
    }
    guard file.state == opened else { throw Unusable(.fileChanged, at: SourceLocation(file: path)) }
    return []
  }

  private mutating func read() throws -> [UInt8] {
    var bytes = cut
    let piece = try file.read(upTo: pieceSize)
    cut = []
    bytesRead += piece.count
    isAtEnd = piece.isEmpty
    guard transcoder != nil else { return bytes + piece }
    transcoder?.add(piece, to: &bytes)
    if isAtEnd { transcoder?.finish(to: &bytes) }
    return bytes
  }

  private mutating func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var text = utf8(bytes)
    guard isAtStart, !text.isEmpty else { return text }
    isAtStart = false
    if text.starts(with: Charset.byteOrderMark) { text.removeFirst(3) }
    return text
  }

  private mutating func utf8(_ bytes: [UInt8]) -> [UInt8] {
    let charset = charset.kept
    if charset == .utf8 {
      var check = UTF8Check()
      check.count(bytes)
      if check.faults == 0, !check.isCut { return bytes }
    }
    var text: [UInt8] = []
    cut = charset.decode(
      piece: bytes, isLast: isAtEnd, writing: Self.undecodable, into: &text)
    return text
  }
}
