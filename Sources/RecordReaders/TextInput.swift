import Charsets
import LocalFiles

/// The text of a delivered file, read piece by piece: UTF-16 comes as UTF-8, which the readers cut
/// at its bytes; every other charset comes as it stands.
struct TextInput: ~Copyable {
  private let file: InputFile
  private var transcoder: UTF16Transcoder?
  /// Takes the bytes as they are in the file.
  private let fingerprint: SharedFingerprint?

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
      let bytes = try file.read(upTo: limit, behind: head, leaving: room)
      fingerprint?.add(bytes, head.count..<bytes.count)
      return bytes
    }
    var text = Array(head)
    while text.count == head.count {
      let piece = try file.read(upTo: limit)
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
