import Charsets
import Findings
import LocalFiles
import Sheets

/// A list that came with delivered files: what `sha256sum` or `md5sum` writes, or a sheet with the
/// columns file, size, sha256 and md5.
enum AttachmentList {
  /// A row of a list.
  struct Entry {
    let reference: AttachmentReference
    let expected: AttachmentJudge.Expectation
    let place: SourceLocation
  }

  /// Hands out the rows from top to bottom; of a list of hashes memory holds one line.
  ///
  /// - Throws: `Unusable`: `HL1001` where there is no such file, `HL6113` for a line that is none,
  ///   and complaints about a sheet.
  static func forEach(in path: String, _ body: (Entry) throws -> Void) throws {
    guard try isListOfHashes(path) else { return try forEachRow(in: path, body) }
    var number = 0
    try forEachLine(of: path) { line in
      number += 1
      guard !line.isEmpty else { return }
      let place = SourceLocation(file: path, line: number)
      guard let entry = hashed(line) else {
        throw Unusable(.deliveryListMalformed(found: "\(line.prefix(80))"), at: place)
      }
      let expected = AttachmentJudge.Expectation(size: nil, hashes: [entry.hash])
      try body(Entry(reference: AttachmentReference(entry.name), expected: expected, place: place))
    }
  }

  private static let form = SheetForm(
    thing: "file",
    columns: [
      SheetColumn("file", "文件", .text),
      SheetColumn("size", "大小", .optionalText, absent: ""),
      SheetColumn("sha256", "SHA256", .optionalText, absent: ""),
      SheetColumn("md5", "MD5", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])

  private static func forEachRow(in path: String, _ body: (Entry) throws -> Void) throws {
    for row in try Sheet(contentsOf: path, form: form).rows {
      var expected = AttachmentJudge.Expectation()
      if !row["size"].isEmpty {
        guard let size = Int(row["size"]), size >= 0 else {
          throw Unusable(
            .sheetValueMalformed(
              found: row["size"], expected: "a size in bytes", example: "48210"),
            at: row.place(of: "size"))
        }
        expected.size = size
      }
      for (column, count) in [("sha256", 64), ("md5", 32)] where !row[column].isEmpty {
        let hash = row[column].lowercased()
        guard isHash(hash, of: count) else {
          throw Unusable(
            .sheetValueMalformed(
              found: row[column], expected: "\(count) hexadecimal digits",
              example: String(repeating: "0", count: count)), at: row.place(of: column))
        }
        expected.hashes.append(hash)
      }
      try body(
        Entry(reference: AttachmentReference(row["file"]), expected: expected, place: row.place))
    }
  }

  // MARK: - Lists of hashes

  private static func isListOfHashes(_ path: String) throws -> Bool {
    let head = try InputFile(path).read(upTo: 4096)
    let body = head.starts(with: Charset.byteOrderMark) ? head.dropFirst(3) : head[...]
    let line = body.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first ?? []
    return hashed(text(Array(line))) != nil
  }

  /// A line `HASH  NAME`, `HASH *NAME` or `MD5 (NAME) = HASH`; `nil` for any other.
  static func hashed(_ line: String) -> (hash: String, name: String)? {
    let first = line.prefix { !$0.isWhitespace }
    let hash = first.drop { $0 == "\\" }.lowercased()
    if isHash(hash, of: 64) || isHash(hash, of: 32) {
      var name = line.dropFirst(first.count).drop(while: \.isWhitespace)
      if name.hasPrefix("*") { name = name.dropFirst() }
      return name.isEmpty ? nil : (hash, String(name))
    }
    guard ["MD5", "SHA256"].contains(first.uppercased()),
      let open = line.firstIndex(of: "("), let end = line.firstRange(of: ") = "),
      open < end.lowerBound
    else { return nil }
    let last = line[end.upperBound...].lowercased()
    guard isHash(last, of: first.uppercased() == "MD5" ? 32 : 64) else { return nil }
    return (last, String(line[line.index(after: open)..<end.lowerBound]))
  }

  private static func isHash(_ text: String, of count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if case .text(let text) = Charset.gb18030.decode(bytes[...]) { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func forEachLine(of path: String, _ body: (String) throws -> Void) throws {
    let file = try InputFile(path)
    var rest: [UInt8] = []
    var isFirst = true
    while true {
      let piece = try file.read(upTo: 1 << 16)
      rest += piece
      if isFirst, rest.starts(with: Charset.byteOrderMark) { rest.removeFirst(3) }
      isFirst = false
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        try body(line(rest[start..<end]))
        start = end + 1
      }
      rest.removeFirst(start)
      guard piece.isEmpty || rest.count > 1 << 20 else { continue }
      if !rest.isEmpty { try body(line(rest[...])) }
      rest = []
      if piece.isEmpty { return }
    }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    text(Array(bytes.last == 0x0D ? bytes.dropLast() : bytes))
  }
}
