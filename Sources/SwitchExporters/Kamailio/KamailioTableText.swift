/// Takes rendered tables apart, byte by byte and where they are: they may have a million rows.
enum KamailioTableText {
  /// Key and value of a row.
  typealias Row = (key: String, value: String)
  /// Bytes of a text.
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The rows that a script inserts, by table, in their order.
  ///
  /// A row's text stands between four quotation marks; a line with more or fewer is no row.
  static func rows(ofScript text: String) -> [String: [Row]] {
    let head = Array("INSERT INTO ".utf8)
    var tables: [String: [Row]] = [:]
    var name: [UInt8] = []
    var rows: [Row] = []
    unsafe eachLine(of: text) { line in
      guard unsafe line.starts(with: head) else { return }
      let rest = unsafe line[head.count...]
      guard let gap = unsafe rest.firstIndex(of: UInt8(ascii: " ")),
        let quotes = unsafe quotes(in: line)
      else { return }
      if unsafe !rest[..<gap].elementsEqual(name) {
        tables[String(decoding: name, as: UTF8.self), default: []] += rows
        name = unsafe Array(rest[..<gap])
        rows = []
      }
      unsafe rows.append((string(line, quotes.0, quotes.1), string(line, quotes.2, quotes.3)))
    }
    tables[String(decoding: name, as: UTF8.self), default: []] += rows
    return tables
  }

  /// The positions of a line's quotation marks; `nil` unless there are four.
  private static func quotes(in line: Bytes) -> (Int, Int, Int, Int)? {
    var found = (-1, -1, -1, -1)
    var count = 0
    for position in line.indices where unsafe line[position] == UInt8(ascii: "'") {
      found = (found.1, found.2, found.3, position)
      count += 1
    }
    return count == 4 ? found : nil
  }

  /// Whether a `db_text` file has the rows of a table and no others, in their order; a field that was
  /// never closed has no row.
  ///
  /// A colon ends a field; a backslash takes the meaning from what follows it.
  static func isTextTable(_ text: String, of rows: [Row]) -> Bool {
    var isHead = true
    var isSame = true
    var count = 0
    unsafe eachLine(of: text) { line in
      defer { isHead = false }
      guard !isHead, let (key, value, hasEscapes) = unsafe fields(of: line) else { return }
      defer { count += 1 }
      guard isSame, count < rows.count else {
        isSame = false
        return
      }
      isSame =
        hasEscapes
        ? unsafe unescaped(String(decoding: key, as: UTF8.self)) == rows[count].key
          && unescaped(String(decoding: value, as: UTF8.self)) == rows[count].value
        : unsafe isText(key, rows[count].key) && isText(value, rows[count].value)
    }
    return isSame && count == rows.count
  }

  /// Key and value of a row of a `db_text` file; `nil` where the line is none.
  private static func fields(of line: Bytes) -> (key: Bytes, value: Bytes, hasEscapes: Bool)? {
    // The last five colons seen; a row has no more.
    var ends = (-1, -1, -1, -1, -1)
    var count = 0
    var isEscaped = false
    var hasEscapes = false
    for position in line.indices {
      let byte = unsafe line[position]
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: ":") {
        ends = (ends.1, ends.2, ends.3, ends.4, position)
        count += 1
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
        hasEscapes = true
      }
    }
    guard count == 5 else { return nil }
    return unsafe (
      Bytes(rebasing: line[(ends.0 + 1)..<ends.1]), Bytes(rebasing: line[(ends.3 + 1)..<ends.4]),
      hasEscapes
    )
  }

  /// Whether bytes are those of a text.
  private static func isText(_ bytes: Bytes, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe $0.elementsEqual(bytes) }
  }

  /// The sets of a dispatcher list that have an address in use, by their number.
  ///
  /// - Parameters:
  ///   - text: the list.
  ///   - generation: `a` or `b`.
  ///   - digit: the last one of the numbers of that generation's sets.
  /// - Returns: the sets; `nil` where a row is not one of that generation.
  static func setsInUse(
    ofList text: String, generation: String, digit: String
  ) -> [String: String]? {
    var sets: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      let mark = "duid=hotline-\(generation)-"
      guard parts.count == 5, parts[0].hasSuffix(digit), parts[4].hasPrefix(mark),
        let end = parts[4].lastIndex(of: "-")
      else { return nil }
      if parts[2] == "0", sets[String(parts[0])] == nil {
        sets[String(parts[0])] = String(parts[4][..<end].dropFirst(mark.utf8.count))
      }
    }
    return sets
  }

  /// Gives each line that is not empty, without its end.
  private static func eachLine(of text: String, _ take: (Bytes) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if start < end { unsafe take(Bytes(rebasing: bytes[start..<end])) }
        start = end + 1
      }
    }
  }

  /// What stands between two positions.
  private static func string(_ line: Bytes, _ from: Int, _ until: Int) -> String {
    unsafe String(decoding: line[(from + 1)..<until], as: UTF8.self)
  }

  private static func unescaped(_ field: String) -> String {
    var text = ""
    var isEscaped = false
    for character in field {
      if character == "\\" && !isEscaped {
        isEscaped = true
      } else {
        text.append(character)
        isEscaped = false
      }
    }
    return text
  }
}
