/// What a text in markup says of its own encoding: a hint, since it is wrong as often as not.
package enum DeclaredEncoding {
  /// The name in the XML declaration at the beginning of a file; `nil` where none is declared.
  package static func inXML(_ head: some Collection<UInt8>) -> String? {
    var rest = Array(head.prefix(512))[...]
    if rest.starts(with: Charset.byteOrderMark) { rest = rest.dropFirst(3) }
    guard rest.starts(with: "<?xml".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    return value(of: "encoding", in: rest[..<end])
  }

  /// The name in the first `meta` of a page that has one, or in its XML declaration.
  package static func inHTML(_ head: some Collection<UInt8>) -> String? {
    if let declared = inXML(head) { return declared }
    let rest = lowercased(head.prefix(1 << 14))[...]
    var place = rest.startIndex
    while let start = find("<meta", in: rest[place...]) {
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
      if let name = value(of: "charset", in: rest[start..<end]) { return name }
      place = end
    }
    return nil
  }

  /// The value behind a name and a sign of equality, with or without quotation marks.
  private static func value(of name: String, in text: ArraySlice<UInt8>) -> String? {
    guard let found = find(name, in: text) else { return nil }
    var rest = text[(found + name.utf8.count)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop {
      $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
    }
    let value = rest.prefix { byte in
      isLetter(byte) || (48...58).contains(byte) || "._-".utf8.contains(byte)
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }

  private static func find(_ word: String, in text: ArraySlice<UInt8>) -> Int? {
    let word = Array(word.utf8)
    guard text.count >= word.count else { return nil }
    return (text.startIndex...(text.endIndex - word.count)).first { text[$0...].starts(with: word) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

  private static func lowercased(_ bytes: some Collection<UInt8>) -> [UInt8] {
    bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Whether files of the encoding are read as what they are: UTF-8, or GB18030 and its parts.
  package static func isRead(_ encoding: String) -> Bool {
    isUTF8(encoding)
      || ["gb18030", "gbk", "xgbk", "gb2312", "gb231280", "euccn", "cp936", "ms936", "windows936"]
        .contains(bare(encoding))
  }

  /// Whether it is UTF-8.
  package static func isUTF8(_ encoding: String) -> Bool { bare(encoding) == "utf8" }

  private static func bare(_ encoding: String) -> String {
    encoding.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
