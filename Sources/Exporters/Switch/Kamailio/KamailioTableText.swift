/// Takes printed tables apart, byte by byte: they may have a million rows.
enum KamailioTableText {
  /// Key and value of a row.
  typealias Row = (key: String, value: String)

  /// The rows that a script inserts, by table, in their order.
  ///
  /// A row's text stands between four quotation marks; a line with more or fewer is no row.
  static func rows(ofScript text: String) -> [String: [Row]] {
    let head = Array("INSERT INTO ".utf8)
    var tables: [String: [Row]] = [:]
    var name = ""
    var rows: [Row] = []
    for line in lines(of: text) where line.starts(with: head) {
      let rest = line.dropFirst(head.count)
      let words = rest.split(separator: UInt8(ascii: " "), maxSplits: 1)
      let quotes = line.indices.filter { line[$0] == UInt8(ascii: "'") }
      guard words.count == 2, quotes.count == 4 else { continue }
      if !words[0].elementsEqual(name.utf8) {
        tables[name, default: []] += rows
        name = String(decoding: words[0], as: UTF8.self)
        rows = []
      }
      rows.append((string(line, quotes[0], quotes[1]), string(line, quotes[2], quotes[3])))
    }
    tables[name, default: []] += rows
    return tables
  }

  /// The rows of a `db_text` file; a field that was never closed has no row.
  ///
  /// A colon ends a field; a backslash takes the meaning from what follows it.
  static func rows(ofTextTable text: String) -> [Row] {
    lines(of: text).dropFirst().compactMap { line in
      var ends: [Int] = []
      var isEscaped = false
      var hasEscapes = false
      for position in line.indices {
        if isEscaped {
          isEscaped = false
        } else if line[position] == UInt8(ascii: ":") {
          ends.append(position)
        } else if line[position] == UInt8(ascii: "\\") {
          isEscaped = true
          hasEscapes = true
        }
      }
      guard ends.count == 5 else { return nil }
      let fields = (string(line, ends[0], ends[1]), string(line, ends[3], ends[4]))
      return hasEscapes ? (unescaped(fields.0), unescaped(fields.1)) : fields
    }
  }

  /// The sets of a dispatcher list that have an address in use, by their number.
  static func setsInUse(ofList text: String) -> [String: String] {
    Dictionary(
      text.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ")
        guard parts.count == 5, parts[2] == "0", parts[4].hasPrefix("duid="),
          let end = parts[4].lastIndex(of: "-")
        else { return nil }
        return (String(parts[0]), String(parts[4][..<end].dropFirst(5)))
      }
    ) { first, _ in first }
  }

  private static func lines(of text: String) -> [ArraySlice<UInt8>] {
    Array(text.utf8).split(separator: UInt8(ascii: "\n"))
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
