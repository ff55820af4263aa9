import Findings
import GRDB
import LocalFiles

/// How far a ledger had come: which one it is, the number of its newest audit entry, and the hash of
/// it, which stands for all entries before it.
///
/// It is written outside the database after every transaction, and into manifests, hand-over sheets
/// and backups: a catalogue that is empty, older or of another ledger does not go with it.
package struct LedgerHead: Hashable, Sendable {
  /// The ledger's own number, 32 hexadecimal digits.
  package let ledger: String
  /// The number of the newest audit entry, which is the ledger's sequence number; 0 without one.
  package let sequence: Int
  /// The hash of that entry; empty without one.
  package let hash: String

  init(ledger: String, sequence: Int, hash: String) {
    self.ledger = ledger
    self.sequence = sequence
    self.hash = hash
  }

  /// One word: `hotline-ledger:1:ID:SEQUENCE:HASH`.
  package var text: String {
    "\(Self.mark)\(ledger):\(sequence):\(hash.isEmpty ? Self.nothing : hash)"
  }

  private static let mark = "hotline-ledger:1:"
  private static let nothing = String(repeating: "0", count: 64)

  /// Reads the word; `nil` where the text is anything else.
  package init?(_ text: some StringProtocol) {
    guard text.hasPrefix(Self.mark) else { return nil }
    let parts = text.dropFirst(Self.mark.count).split(separator: ":", maxSplits: 2)
    guard parts.count == 3, parts[0].count == 32, let sequence = Int(parts[1]), sequence >= 0,
      parts[2].count == 64, parts[0].allSatisfy(\.isHexDigit),
      parts[2].allSatisfy(\.isHexDigit)
    else { return nil }
    self.init(
      ledger: String(parts[0]), sequence: sequence,
      hash: parts[2] == Self.nothing ? "" : String(parts[2]))
  }

  /// All heads that a file names: a manifest, a hand-over sheet, a backup.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  package static func all(in path: String) throws -> [LedgerHead] {
    let file = try InputFile(path)
    let mark = Array(Self.mark.utf8)
    var heads: [LedgerHead] = []
    var rest: [UInt8] = []
    while true {
      let piece = try file.read(upTo: 1 << 20)
      let bytes = rest + piece
      var start = 0
      while let index = bytes[start...].firstIndex(of: mark[0]) {
        start = index + 1
        guard bytes.count - index >= mark.count, bytes[index...].starts(with: mark) else {
          continue
        }
        let word = bytes[index...].prefix { byte in
          byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
            || Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
        }
        if let head = LedgerHead(String(decoding: word, as: UTF8.self)), !heads.contains(head) {
          heads.append(head)
        }
      }
      if piece.isEmpty { return heads }
      rest = Array(bytes.suffix(200))
    }
  }

  // MARK: - The file beside the catalogue

  /// The head that a ledger's folder holds; `nil` where it holds none.
  ///
  /// - Throws: `Unusable` with `HL6003` where the file is no head.
  init?(folder: String) throws {
    let path = "\(folder)/\(Self.name)"
    guard Folder.exists(path) else { return nil }
    let text = String(decoding: try InputFile.bytes(of: path), as: UTF8.self)
    // What a power cut left of a file that was never made durable.
    if text.isEmpty { return nil }
    guard text.hasSuffix("\n"), let head = LedgerHead(text.dropLast()) else {
      throw Unusable(
        .ledgerDamaged(found: "head does not say how far the ledger had come"),
        at: SourceLocation(file: path))
    }
    self = head
  }

  /// Keeps the head beside the catalogue.
  ///
  /// - Throws: `Unusable` with `HL6102` where the disk takes nothing: the older head stays, which goes
  ///   with the newer catalogue as well.
  func keep(in folder: String) throws {
    try OutputFile.write(text + "\n", to: "\(folder)/\(Self.name)", mode: 0o600)
  }

  static let name = "head"
}

extension Ledger {
  /// How far the ledger has come.
  package func auditHead() throws -> LedgerHead { try read([]) { try Self.head($0) } }

  /// Keeps the head of what was committed; where that fails the change stays, and its user is told.
  func keep(_ head: LedgerHead) {
    do {
      try head.keep(in: folder)
    } catch let failure as Unusable {
      let path = "\(folder)/\(LedgerHead.name)"
      notices.add(
        Finding(
          .headNotKept(found: path, reason: failure.findings.first?.facts["reason"] ?? ""),
          at: SourceLocation(file: path)))
    } catch {}
  }

  /// Brings the head up to what the catalogue holds: a run may have been killed between the two.
  ///
  /// The caller holds the lock.
  func bringHeadUp() throws {
    let head = try auditHead()
    guard head.sequence > 0, try LedgerHead(folder: folder) != head else { return }
    keep(head)
  }

  static func head(_ db: Database) throws -> LedgerHead {
    let entry = try NewestEntry(db)
    return LedgerHead(
      ledger: try identity(db), sequence: Int(entry.sequence), hash: entry.hash)
  }

  /// The ledger's own number.
  static func identity(_ db: Database) throws -> String {
    try String.fetchOne(db, sql: "SELECT id FROM main.ledger") ?? ""
  }

  /// Why a catalogue does not go with an earlier head; `nil` where it does.
  static func parting(of db: Database, from head: LedgerHead) throws -> String? {
    guard try db.tableExists("audit"), try db.tableExists("ledger") else {
      return "ledger.db is empty or older: the ledger had come to entry \(head.sequence)"
    }
    guard try identity(db) == head.ledger else { return "ledger.db is of another ledger" }
    if head.sequence == 0 { return nil }
    var rows = try RowStatement(
      db, "SELECT hash, (SELECT max(id) FROM audit) FROM audit WHERE id = ?",
      [.integer(Int64(head.sequence))])
    guard try rows.next() else {
      return "ledger.db is older: the ledger had come to entry \(head.sequence)"
    }
    return rows.text(0) == head.hash
      ? nil : "ledger.db is another history: its entry \(head.sequence) is not the one there was"
  }
}
