import Findings
import HotlineModel
import LocalFiles

/// The database from which a switch loads its tables, asked by the database's own client program.
package enum SwitchDatabase: Hashable, Sendable {
  /// A file of SQLite on the switch's machine.
  case sqlite(path: String)
  /// A database of PostgreSQL, reached from this machine; its password is in a file of `psql`'s form.
  case postgres(address: String, secret: String)
  /// None: a switch that is loaded by hand.
  case none

  /// Reads the address of a database.
  ///
  /// - Parameters:
  ///   - text: `sqlite:////path`, as Kamailio writes it, or `postgres://user@host:port/name`.
  ///   - secret: the file with the password; empty for none.
  ///   - place: where the sheet says so.
  /// - Throws: `Unusable`: `HL2007` for anything else, `HL5406` where the address holds a password.
  init(_ text: String, secret: String, at place: SourceLocation) throws {
    let scheme = "sqlite://"
    if text.hasPrefix(scheme + "/") {
      // As Kamailio writes it, with a slash of its own before the path.
      self = .sqlite(path: "/" + text.dropFirst(scheme.count).drop { $0 == "/" })
    } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      let rest = text.drop { $0 != "/" }.dropFirst(2)
      let user = rest.prefix { $0 != "@" }
      if rest.contains("@"), user.contains(":") {
        throw Unusable(.databasePasswordShown, at: place)
      }
      self = .postgres(address: text, secret: secret)
    } else {
      throw Unusable(
        .sheetValueMalformed(
          found: text, expected: "the address of a database",
          example: "sqlite:////var/lib/hotline/route.db"), at: place)
    }
  }

  /// A row of a table of the database.
  package struct Row: Hashable, Sendable {
    /// The key.
    package let key: String
    /// The value.
    package let value: String
    /// Whether it is a text that never expires, as every row of ours.
    package let isPlain: Bool
  }

  /// All rows of some tables, by table, as they are at one moment.
  ///
  /// - Throws: `Unusable`: `HL5401`, `HL5404` where the database refuses, `HL5405` for a secret that
  ///   others may read.
  func rows(of tables: [String], through channel: CommandChannel) throws -> [String: [Row]] {
    let (begin, hex) =
      switch self {
      case .sqlite, .none: ("BEGIN;\n", ["hex(", ")"])
      case .postgres:
        (
          "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n",
          ["encode(convert_to(", ",'UTF8'),'hex')"]
        )
      }
    let selects = tables.map { table in
      let texts = ["key_name", "key_value"].map { hex[0] + $0 + hex[1] }.joined(separator: ",")
      return "SELECT '\(table)',\(texts),key_type,value_type,expires FROM \(table) ORDER BY id;\n"
    }
    let text = try execute(begin + selects.joined() + "COMMIT;\n", isReading: true, channel)
    var rows: [String: [Row]] = [:]
    for table in tables { rows[table] = [] }
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      guard fields.count == 6, let key = Self.text(ofHex: fields[1]),
        let value = Self.text(ofHex: fields[2]), rows[String(fields[0])] != nil
      else {
        throw Unusable(
          .switchAnswerUnreadable(
            found: channel.name, command: "SELECT", excerpt: String(line.prefix(60))),
          at: SourceLocation(file: channel.name))
      }
      let isPlain = fields[3] == "0" && fields[4] == "0" && fields[5] == "0"
      rows[String(fields[0])]?.append(Row(key: key, value: value, isPlain: isPlain))
    }
    return rows
  }

  /// Runs statements; the first that fails ends them.
  ///
  /// - Throws: `Unusable`: as `rows`.
  @discardableResult
  func execute(
    _ statements: String, isReading: Bool = false, _ channel: CommandChannel
  ) throws -> String {
    let output: CommandChannel.Output
    switch self {
    case .sqlite(let path):
      // Opened as it is: a missing file is an error, and not a new database.
      let mode = isReading ? "ro" : "rw"
      output = try channel.run(
        [
          "sqlite3", "-batch", "-bail", "-noheader", "-separator", "|", "file:\(path)?mode=\(mode)",
        ],
        input: ".timeout 5000\n" + statements)
    case .postgres(let address, let secret):
      output = try channel.run(
        ["psql", "-X", "-q", "-A", "-t", "-F", "|", "-v", "ON_ERROR_STOP=1", "-w", address],
        input: statements, environment: try Self.environment(secret), isHere: true)
    case .none: return ""
    }
    guard output.code == 0 else {
      throw Unusable(
        .databaseRefused(found: channel.name, reason: output.reason),
        at: SourceLocation(file: channel.name))
    }
    return output.text
  }

  /// A password is never an argument, which everybody on the machine may read.
  private static func environment(_ secret: String) throws -> [String: String] {
    if secret.isEmpty { return ["PGOPTIONS": "-c client_min_messages=warning"] }
    guard let mode = Folder.mode(ofFile: secret), mode & 0o077 == 0 else {
      throw Unusable(
        .databaseSecretOpen(
          found: Folder.mode(ofFile: secret).map { String($0, radix: 8) } ?? "-"),
        at: SourceLocation(file: secret))
    }
    return ["PGPASSFILE": secret, "PGOPTIONS": "-c client_min_messages=warning"]
  }

  /// The command that a person would type to run statements of a file.
  func command(running file: String, through channel: CommandChannel) -> String {
    switch self {
    case .sqlite(let path):
      channel.line(
        of: ["sqlite3", "-batch", "-bail", "-cmd", ".timeout 5000", "file:\(path)?mode=rw"])
        + " < \(file)"
    case .postgres(let address, let secret):
      (secret.isEmpty ? "" : "PGPASSFILE=\(secret) ")
        + "psql -X -q -v ON_ERROR_STOP=1 -w \(address) < \(file)"
    case .none: ""
    }
  }

  private static func text(ofHex digits: Substring) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.utf8.count / 2)
    var high: UInt8?
    for digit in digits.utf8 {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
