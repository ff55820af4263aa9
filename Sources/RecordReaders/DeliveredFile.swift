package import Charsets
import Findings
package import HotlineModel
package import LocalFiles
import Workbooks

/// A file that was looked at before it is read: size, kind and charset, and its fingerprint where all
/// of it was looked at.
package struct DeliveredFile: Sendable {
  /// How much of a file is looked at.
  package enum Extent: Sendable {
    /// All of it.
    case whole
    /// The first bytes, so many where they tell enough: they say what a text is in unless most of it is
    /// otherwise, which whoever reads it must watch.
    case beginning(atMost: Int)

    /// The first MiB.
    package static let beginning = Extent.beginning(atMost: 1 << 20)
  }

  /// The path as the user named it.
  package let path: String
  /// What it really is.
  package let kind: FileKind
  /// The charset it will be read in.
  package let charset: Charset
  /// Whether every byte of the file was seen to be in that charset.
  package let isProven: Bool
  /// Whether the charset is that of the beginning, and the rest may tell another.
  package let isPresumed: Bool
  /// What the file was when it was looked at.
  let state: FileState
  /// The fingerprint, where all of it was looked at.
  private let sha256: String?

  /// Its size in bytes.
  package var size: Int { state.size }
  /// The name as delivered, without folders.
  package var name: String { Folder.name(of: path) }
  /// Whether its fingerprint is known.
  package var isHashed: Bool { sha256 != nil }

  /// The file as the ledger names it; it is read where its fingerprint is not known.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package func export() throws -> ExportFile {
    ExportFile(
      name: name, sha256: try sha256 ?? Fingerprint.hex(ofFile: path), size: size,
      charset: charset.rawValue)
  }

  /// The file as the ledger names it, when all of it was read.
  ///
  /// - Parameter fingerprint: has hashed the bytes as they were read; `nil` where they were before.
  /// - Returns: its name, fingerprint, size and charset.
  /// - Throws: `Unusable` with `HL1006` where they were not as many as it has.
  package func export(hashedBy fingerprint: SharedFingerprint?) throws -> ExportFile {
    guard let fingerprint else { return try export() }
    let (sha256, count) = fingerprint.finished()
    guard count == size else { throw Unusable(.fileChanged, at: SourceLocation(file: path)) }
    return ExportFile(name: name, sha256: sha256, size: size, charset: charset.rawValue)
  }

  /// Reads the file from front to back, once, to tell what it is.
  ///
  /// Charset, unless declared: UTF-16 where the first bytes mark it, strict UTF-8 where the bytes
  /// are, else GB18030, which holds GB2312 and GBK. One damaged byte does not turn a UTF-8 file into
  /// GB18030, and XML that declares another encoding than these is not taken for GB18030.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: the charset the mapping declares; `nil` to find out.
  ///   - extent: how much of it is looked at.
  ///   - isHashed: whether its fingerprint is wanted, which takes as long as all else.
  ///   - expected: what is read of a file of some kind.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1002` empty, `HL1003` not what it says, `HL1006`
  ///   where it grows or shrinks meanwhile, `HL1305` where it is XML in an encoding that is not read.
  package init(
    _ path: String, declared: Charset?, reading extent: Extent = .whole,
    hashing isHashed: Bool = true,
    expecting expected: (FileKind) throws -> FileKind
  ) throws {
    let look = try Look(
      path, declared: declared, extent, hashing: isHashed, expecting: expected)
    self.path = path
    kind = look.kind
    state = look.state
    let check = look.check
    charset =
      declared ?? look.marked
      ?? (look.cannotBeUTF8(withBytesLeft: 0) ? .gb18030 : .utf8)
    if declared == nil, charset == .gb18030, let encoding = look.encoding,
      !DeclaredEncoding.isRead(encoding)
    {
      throw Unusable(.encodingForeign(found: encoding), at: SourceLocation(file: path, line: 1))
    }
    if charset.edition != nil, kind == .text || kind == .html, let found = look.foreign {
      throw Unusable(
        .textForeign(found: found, charset: charset.rawValue),
        at: SourceLocation(file: path, line: 1))
    }
    isProven = charset == .utf8 && look.isWhole && check.faults == 0 && !check.isCut
    isPresumed = !look.isWhole && charset == .utf8 && declared == nil && look.marked == nil
    sha256 = look.isWhole && isHashed ? look.fingerprint.hex : nil
  }

  /// The file as a workbook, whichever kind of one it is.
  ///
  /// - Throws: `Unusable` with what makes it unusable, `HL1003` where it is none.
  func workbook() throws -> any Workbook {
    switch kind {
    case .workbook: return try XLSXWorkbook(path)
    case .xmlWorkbook: return try XML2003Workbook(path, charset: charset)
    case .html: return try HTMLWorkbook(path, charset: charset)
    default:
      throw Unusable(
        .fileNotWhatItSays(found: kind.rawValue, expected: FileKind.workbook.rawValue),
        at: SourceLocation(file: path))
    }
  }

  /// A file that was looked at elsewhere, all of it; it is read in ranges, whose sums tell whether it
  /// was changed since.
  ///
  /// - Parameters:
  ///   - path: the path, as the user named it.
  ///   - kind: what it is.
  ///   - charset: the charset it is in.
  ///   - isProven: whether every byte of it is in that charset.
  ///   - size: its size in bytes.
  package init(_ path: String, kind: FileKind, charset: Charset, isProven: Bool, size: Int) {
    self.path = path
    self.kind = kind
    self.charset = charset
    self.isProven = isProven
    isPresumed = false
    state = FileState(size: size)
    sha256 = nil
  }

  /// Reads the file from front to back where one kind alone is of use.
  package init(_ path: String, expected: FileKind, declared: Charset?) throws {
    try self.init(path, declared: declared) { _ in expected }
  }

  /// What one reading of a file tells.
  private struct Look {
    let state: FileState
    var kind = FileKind.text
    var fingerprint = Fingerprint()
    var check = UTF8Check()
    /// The charset that the first bytes mark.
    var marked: Charset?
    /// The encoding that an XML declaration names.
    var encoding: String?
    /// The charset in which the file seems to be, although it can be read as GB18030.
    var foreign: String?
    /// Whether it was read to its end.
    var isWhole = true

    /// Whether the file is not UTF-8 with some damage; where it says that it is, most of it must speak
    /// against it.
    func cannotBeUTF8(withBytesLeft bytes: Int) -> Bool {
      let saysSo = encoding.map(DeclaredEncoding.isUTF8) ?? false
      return saysSo
        ? check.cannotBeUTF8(withBytesLeft: bytes, charactersPerFault: 1)
        : check.cannotBeUTF8(withBytesLeft: bytes)
    }

    /// Whether what is left cannot change the answer, or need not.
    private func isDecided(withBytesLeft bytes: Int) -> Bool {
      // So many faults are no damage; whatever is UTF-8 behind them is told record by record.
      let isClear = check.faults > UTF8Evidence.mostDamage && check.faults > check.characters
      return isClear || cannotBeUTF8(withBytesLeft: bytes)
    }

    init(
      _ path: String, declared: Charset?, _ extent: Extent, hashing isHashed: Bool,
      expecting expected: (FileKind) throws -> FileKind
    ) throws {
      let file = try InputFile(path)
      state = file.state
      var size = 0
      // What is declared is not asked; in UTF-8 the bytes are proven all the same.
      var isCharsetOpen = declared == nil || declared == .utf8
      var limit = 1 << 20
      if case .beginning(let most) = extent { limit = most }
      while true {
        let piece = try file.read(upTo: limit)
        if size == 0 {
          kind = FileKind.of(
            Array(piece.prefix(4096)), name: Folder.name(of: path), charset: declared)
          try DeliveredFile.expect(expected(kind), kind, isEmpty: piece.isEmpty, path: path)
          marked = Charset.utf16(toldBy: piece)
          switch kind {
          case .xml, .xmlWorkbook: encoding = DeclaredEncoding.inXML(piece)
          case .html: encoding = DeclaredEncoding.inHTML(piece)
          default: break
          }
          foreign = ForeignText.charset(ofFile: piece.prefix(1 << 16))
        }
        if piece.isEmpty { break }
        let left = max(0, state.size - size - piece.count)
        // The parts of an archive are texts of their own.
        isCharsetOpen = isCharsetOpen && kind != .workbook
        if isCharsetOpen {
          check.count(piece)
          isCharsetOpen =
            declared != nil || marked == nil && !isDecided(withBytesLeft: left)
        }
        if size == 0, case .beginning = extent, kind == .text || kind == .xml, left > 0 {
          isWhole = !(declared != nil || marked != nil || check.faults == 0 || !isCharsetOpen)
          if !isWhole { return }
        }
        if isHashed { fingerprint.update(piece) }
        size += piece.count
      }
      // What was written while the file was looked at was not seen.
      guard state.size == size, file.state == state else {
        throw Unusable(.fileChanged, at: SourceLocation(file: path))
      }
    }
  }

  private static func expect(
    _ expected: FileKind, _ kind: FileKind, isEmpty: Bool, path: String
  ) throws {
    let place = SourceLocation(file: path)
    guard kind == .lockFile || !isEmpty else {
      throw Unusable(.fileEmpty(owner: "the sender"), at: place)
    }
    if kind == .oldWorkbook, let old = try OldFile.of(path) {
      throw Unusable(old.refusal, at: place)
    }
    if kind == .webArchive {
      throw Unusable(.workbookForeign(found: kind.rawValue), at: place)
    }
    guard kind == expected else {
      throw Unusable(
        .fileNotWhatItSays(found: kind.rawValue, expected: expected.rawValue), at: place)
    }
  }
}
