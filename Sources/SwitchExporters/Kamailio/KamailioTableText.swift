/// Takes rendered tables apart, byte by byte: they may have a million rows.
enum KamailioTableText {
  /// Key and value of a row.
  typealias Row = (key: String, value: String)

  /// The rows that a script inserts, by table, in their order.
  ///
  /// A row's text stands between four quotation marks; a line with more or fewer is no row.
  static func rows(ofScript text: String) -> [String: [Row]] {
    let head = Array("INSERT INTO ".utf8)
    var tables: [String: [Row]] = [:]
    var name: [UInt8] = []
    var rows: [Row] = []
    for line in lines(of: text) where line.starts(with: head) {
      let rest = line.dropFirst(head.count)
      guard let gap = rest.firstIndex(of: UInt8(ascii: " ")),
        let quotes = quotes(in: line)
      else { continue }
      if !rest[..<gap].elementsEqual(name) {
        tables[String(decoding: name, as: UTF8.self), default: []] += rows
        name = Array(rest[..<gap])
        rows = []
      }
      rows.append((string(line, quotes.0, quotes.1), string(line, quotes.2, quotes.3)))
    }
    tables[String(decoding: name, as: UTF8.self), default: []] += rows
    return tables
  }

  /// The positions of a line's quotation marks; `nil` unless there are four.
  private static func quotes(in line: ArraySlice<UInt8>) -> (Int, Int, Int, Int)? {
    var found = (-1, -1, -1, -1)
    var count = 0
    for position in line.indices where line[position] == UInt8(ascii: "'") {
      found = (found.1, found.2, found.3, position)
      count += 1
    }
    return count == 4 ? found : nil
  }

  /// The rows of a `db_text` file; a field that was never closed has no row.
  ///
  /// A colon ends a field; a backslash takes the meaning from what follows it.
  static func rows(ofTextTable text: String) -> [Row] {
    lines(of: text).dropFirst().compactMap { line in
      // The last five colons seen; a row has no more.
      var ends = (-1, -1, -1, -1, -1)
      var count = 0
      var isEscaped = false
      var hasEscapes = false
      for position in line.indices {
        if isEscaped {
          isEscaped = false
        } else if line[position] == UInt8(ascii: ":") {
          ends = (ends.1, ends.2, ends.3, ends.4, position)
          count += 1
        } else if line[position] == UInt8(ascii: "\\") {
          isEscaped = true
          hasEscapes = true
        }
      }
      guard count == 5 else { return nil }
      let fields = (string(line, ends.0, ends.1), string(line, ends.3, ends.4))
      return hasEscapes ? (unescaped(fields.0), unescaped(fields.1)) : fields
    }
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

  private static func lines(of text: String) -> [ArraySlice<UInt8>] {
    let bytes = Array(text.utf8)
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if start < end { lines.append(bytes[start..<end]) }
      start = end + 1
    }
    return lines
  }

  /// What stands between two positions.
  private static func string(_ line: ArraySlice<UInt8>, _ from: Int, _ until: Int) -> String {
    String(decoding: line[(from + 1)..<until], as: UTF8.self)
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
