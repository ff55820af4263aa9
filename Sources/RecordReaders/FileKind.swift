import Charsets
import Findings
import HotlineModel
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
