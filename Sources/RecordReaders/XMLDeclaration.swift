import Bytes

/// What an XML declaration says of its encoding.
enum XMLDeclaration {
  /// The name of the encoding at the beginning of a file; `nil` where none is declared.
  static func encoding(in head: [UInt8]) -> String? {
    let opening = String(decoding: head.prefix(512), as: UTF8.self)
    let pattern = SearchPattern(
      "^\u{FEFF}?<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']")
    guard case .one(let name) = pattern?.find(in: opening, group: 1) else { return nil }
    return name
  }

  /// Whether files of the encoding are read as what they are: UTF-8, or GB18030 and its parts.
  static func isRead(_ encoding: String) -> Bool {
    isUTF8(encoding)
      || ["gb18030", "gbk", "xgbk", "gb2312", "gb231280", "euccn", "cp936", "ms936", "windows936"]
        .contains(bare(encoding))
  }

  /// Whether it is UTF-8.
  static func isUTF8(_ encoding: String) -> Bool { bare(encoding) == "utf8" }

  private static func bare(_ encoding: String) -> String {
    encoding.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
