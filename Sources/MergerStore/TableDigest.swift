import GRDB
import GRDBSQLite
import LocalFiles

/// A digest of a table: the sum of the SHA-256 of its rows, modulo 2^256, so that a change costs
/// the rows it touches and not the whole table.
struct TableDigest: Hashable, Sendable {
  /// The least significant word first.
  private var words: [UInt64] = [0, 0, 0, 0]

  /// The digest of a table without rows.
  init() {}

  /// The digest of the rows that a query finds.
  init(_ db: Database, _ query: String) throws {
    var rows = try RowStatement(db, query)
    var row = SerializedRow()
    while try rows.next() {
      rows.serialize(into: &row)
      add(row)
    }
  }

  /// Reads 64 hexadecimal digits; `nil` where the text is anything else.
  init?(hex: some StringProtocol) {
    guard hex.utf8.count == 64 else { return nil }
    var rest = hex[...]
    for place in (0..<4).reversed() {
      guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
      words[place] = word
      rest = rest.dropFirst(16)
    }
  }

  /// 64 hexadecimal digits.
  var hex: String {
    words.reversed().map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// Adds a row, or takes one away.
  mutating func add(_ row: SerializedRow, taking isGone: Bool = false) {
    let digest = Fingerprint.words(of: row.bytes)
    var carry: UInt64 = 0
    for place in 0..<4 {
      let word = UInt64(digest[6 - 2 * place]) << 32 | UInt64(digest[7 - 2 * place])
      let (first, over) =
        isGone
        ? words[place].subtractingReportingOverflow(word)
        : words[place].addingReportingOverflow(word)
      let (second, further) =
        isGone
        ? first.subtractingReportingOverflow(carry) : first.addingReportingOverflow(carry)
      words[place] = second
      carry = over || further ? 1 : 0
    }
  }
}

/// The values of a row as bytes, each with its type and length before it.
struct SerializedRow {
  private(set) var bytes: [UInt8] = []

  /// Makes it a row without values.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func addNull() { bytes.append(0) }

  mutating func add(_ number: Int64) {
    bytes.append(1)
    add(UInt64(bitPattern: number))
  }

  mutating func add(_ number: Double) {
    bytes.append(2)
    add(number.bitPattern)
  }

  mutating func add(text: UnsafeRawBufferPointer) {
    bytes.append(3)
    add(UInt64(text.count))
    unsafe bytes.append(contentsOf: text)
  }

  mutating func add(blob: UnsafeRawBufferPointer) {
    bytes.append(4)
    add(UInt64(blob.count))
    unsafe bytes.append(contentsOf: blob)
  }

  private mutating func add(_ word: UInt64) {
    unsafe withUnsafeBytes(of: word.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}
