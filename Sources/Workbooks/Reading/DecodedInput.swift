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
    var rest = bytes[...]
    while let fault = charset.decode(rest, into: &text) {
      let start = charset == .utf8 ? Self.characterStart(in: rest, before: fault) : fault
      if charset == .utf8 { text += rest[..<start] }
      if !isAtEnd, bytes.count - start < 4 {
        cut = Array(bytes[start...])
        break
      }
      text += Self.undecodable
      rest = bytes[max(fault, start + 1)...]
    }
    return text
  }

  /// Where the character of UTF-8 begins that breaks off at a position; the position itself where
  /// none is under way.
  private static func characterStart(in bytes: ArraySlice<UInt8>, before fault: Int) -> Int {
    var start = fault
    while start > bytes.startIndex, fault - start < 3 {
      start -= 1
      if bytes[start] & 0xC0 == 0x80 { continue }
      let length = bytes[start] >= 0xF0 ? 4 : (bytes[start] >= 0xE0 ? 3 : 2)
      return bytes[start] >= 0xC2 && fault - start < length ? start : fault
    }
    return fault
  }
}

extension Charset {
  /// The charset of a text in markup, found in its bytes: UTF-16 by its first ones, strict UTF-8, else
  /// GB18030, which holds GB2312 and GBK.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: what a text says of its own encoding, by its first bytes.
  /// - Returns: the charset.
  /// - Throws: `Unusable`: `HL1001`, `HL1002` an empty file, `HL1305` where it says that it is in an
  ///   encoding that is not read, and is not in UTF-8.
  static func found(
    in path: String, declared: ([UInt8]) -> String?
  ) throws -> Charset {
    let file = try InputFile(path)
    var check = UTF8Check()
    var encoding: String?
    var isFirst = true
    while true {
      let piece = try file.read(upTo: 1 << 18)
      if isFirst {
        guard !piece.isEmpty else {
          throw Unusable(.fileEmpty(owner: "the sender"), at: SourceLocation(file: path))
        }
        if let marked = Charset.utf16(toldBy: piece) { return marked }
        encoding = declared(piece)
        isFirst = false
      }
      if piece.isEmpty { break }
      check.count(piece)
    }
    let saysSo = encoding.map(DeclaredEncoding.isUTF8) ?? false
    guard check.cannotBeUTF8(withBytesLeft: 0, charactersPerFault: saysSo ? 1 : 2) else {
      return .utf8
    }
    if let encoding, !DeclaredEncoding.isRead(encoding) {
      throw Unusable(
        .encodingForeign(found: encoding), at: SourceLocation(file: path, line: 1))
    }
    return .gb18030
  }
}
