package import Charsets
import Findings
package import HotlineModel
import LocalFiles
package import Reports
import Workbooks

/// What a delivered file really is, whatever its name says.
package enum FileKind: String, Sendable {
  case text = "CSV"
  case xml = "XML"
  case html = "HTML"
  case xmlWorkbook = "a workbook in XML"
  case json = "JSON"
  case workbook = "an XLSX workbook or another ZIP archive"
  case oldWorkbook = "an XLS workbook"
  case webArchive = "a page saved as one file"
  case gzip = "a gzip archive"
  case archive = "a compressed archive"
  case pdf = "a PDF document"
  case lockFile = "a lock file of an office program"
  case binary = "binary data"

  /// What holds the records of such a file; `nil` where it is not read.
  package var container: FileContainer? {
    switch self {
    case .text: .csv
    case .xml: .xml
    case .workbook, .xmlWorkbook, .html: .workbook
    default: nil
    }
  }

  /// Tells a file by its first bytes and its name; `charset` is the one it will be read in, where
  /// somebody has told it.
  static func of(_ head: [UInt8], name: String, charset: Charset? = nil) -> FileKind {
    if name.hasPrefix("~$") || name.hasPrefix(".~lock.") { return .lockFile }
    let signatures: [([UInt8], FileKind)] = [
      (Array("PK".utf8) + [3, 4], .workbook), ([0xD0, 0xCF, 0x11, 0xE0], .oldWorkbook),
      ([0x09, 0x08, 0x10, 0x00], .oldWorkbook), (Array("%PDF".utf8), .pdf),
      ([0x1F, 0x8B], .gzip), (Array("BZh".utf8), .archive), (Array("7z".utf8) + [0xBC], .archive),
      (Array("Rar!".utf8), .archive), ([0xFD, 0x37, 0x7A, 0x58], .archive),
      ([0x28, 0xB5, 0x2F, 0xFD], .archive),
    ]
    if let known = signatures.first(where: { head.starts(with: $0.0) }) { return known.1 }
    if var transcoder = (charset ?? Charset.utf16(toldBy: head))?.transcoder {
      var text: [UInt8] = []
      transcoder.add(head, to: &text)
      return of(text, name: name)
    }
    let marked = head.starts(with: Charset.byteOrderMark) ? head.dropFirst(3) : head[...]
    let start = marked.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    // A workbook saved as one page is a message with HTML in it.
    if String(decoding: start.prefix(13), as: UTF8.self).lowercased() == "mime-version:" {
      return .webArchive
    }
    if start.first == UInt8(ascii: "<") {
      return markup(String(decoding: start, as: UTF8.self).lowercased())
    }
    if isJSON(start) { return .json }
    // One control character may be the delimiter; many kinds of them are no text.
    let controls = head.filter { $0 < 0x09 || (0x0E..<0x20).contains($0) }
    guard controls.count * 10 > head.count else { return .text }
    let isBinary = Set(controls).count > 2 || zeros(within: head) * 10 > head.count
    return isBinary ? .binary : .text
  }
}

extension FileKind {
  /// The bytes 0 that neither are all of a cell, as some programs write an empty one, nor fill up the
  /// end of the file.
  private static func zeros(within head: [UInt8]) -> Int {
    let end = (head.lastIndex { $0 != 0 } ?? -1) + 1
    let ends: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x7C, 0x22]
    return (0..<end).count { place in
      head[place] == 0
        && !(place == 0 || ends.contains(head[place - 1]) && ends.contains(head[place + 1]))
    }
  }

  /// What a text in angle brackets is, by its first tag; declarations and comments may be before it.
  private static func markup(_ opening: String) -> FileKind {
    var rest = Substring(opening)
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("<?mso-application") { return .xmlWorkbook }
      guard let closer = rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!--") ? "-->" : nil,
        let end = rest.firstRange(of: closer)
      else { break }
      rest = rest[end.upperBound...]
    }
    let tag = rest.prefix { $0 != ">" }
    if tag.hasPrefix("<!doctype html") { return .html }
    if tag.contains("urn:schemas-microsoft-com:office:spreadsheet"), tag.contains("workbook") {
      return .xmlWorkbook
    }
    let name = tag.dropFirst().prefix { $0.isLetter || $0.isNumber }
    let isPage = ["html", "head", "meta", "title", "style", "script", "body", "table", "div"]
      .contains(String(name))
    return isPage ? .html : .xml
  }

  /// Whether a text begins an object of JSON, or a list of such.
  private static func isJSON(_ start: ArraySlice<UInt8>) -> Bool {
    // Every sheet is looked at; the first character is enough for nearly all of them.
    let first = String(decoding: start.prefix(64), as: UTF8.self).first { !$0.isWhitespace }
    guard first.map({ "{[".contains($0) }) ?? !start.isEmpty else { return false }
    let opening = String(decoding: start, as: UTF8.self)
    let marks = opening.filter { !$0.isWhitespace }.prefix(3)
    let object = marks.drop { $0 == "[" }
    return object.hasPrefix("{\"") || (marks.hasPrefix("[") && object.hasPrefix("{"))
  }
}

/// A file that was looked at before it is read: fingerprint, size, kind and charset.
package struct DeliveredFile: Sendable {
  /// The path as the user named it.
  package let path: String
  /// The fingerprint.
  package let export: ExportFile
  /// What it really is.
  package let kind: FileKind
  /// The charset it will be read in.
  let charset: Charset
  /// Whether every byte of the file was seen to be in that charset.
  let isProven: Bool
  /// What the file was when it was looked at.
  let state: FileState

  /// Reads the file from front to back, once, to tell what it is.
  ///
  /// Charset, unless declared: UTF-16 where the first bytes mark it, strict UTF-8 where the bytes
  /// are, else GB18030, which holds GB2312 and GBK. One damaged byte does not turn a UTF-8 file into
  /// GB18030, and XML that declares another encoding than these is not taken for GB18030.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: the charset the mapping declares; `nil` to find out.
  ///   - expected: what is read of a file of some kind.
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1002` empty, `HL1003` not what it says, `HL1006`
  ///   where it grows or shrinks meanwhile, `HL1305` where it is XML in an encoding that is not read.
  package init(
    _ path: String, declared: Charset?, expecting expected: (FileKind) throws -> FileKind
  ) throws {
    let look = try Look(path, declared: declared, expecting: expected)
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
    isProven = charset == .utf8 && check.faults == 0 && !check.isCut
    export = ExportFile(
      name: Folder.name(of: path), sha256: look.fingerprint.hex, size: state.size,
      charset: charset.rawValue)
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

    /// Whether the file is not UTF-8 with some damage; where it says that it is, most of it must speak
    /// against it.
    func cannotBeUTF8(withBytesLeft bytes: Int) -> Bool {
      let saysSo = encoding.map(DeclaredEncoding.isUTF8) ?? false
      return saysSo
        ? check.cannotBeUTF8(withBytesLeft: bytes, charactersPerFault: 1)
        : check.cannotBeUTF8(withBytesLeft: bytes)
    }

    init(
      _ path: String, declared: Charset?, expecting expected: (FileKind) throws -> FileKind
    ) throws {
      let file = try InputFile(path)
      state = file.state
      var size = 0
      var isCharsetOpen = true
      while true {
        let piece = try file.read(upTo: 1 << 20)
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
        // The parts of an archive are texts of their own.
        isCharsetOpen = isCharsetOpen && kind != .workbook
        fingerprint.update(piece)
        size += piece.count
        guard isCharsetOpen else { continue }
        check.count(piece)
        // So many faults are no damage; whatever is UTF-8 behind them is told record by record.
        let isClear = check.faults > 10_000 && check.faults > check.characters
        isCharsetOpen =
          declared != nil || marked != nil
          || !isClear && !cannotBeUTF8(withBytesLeft: max(0, state.size - size))
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
