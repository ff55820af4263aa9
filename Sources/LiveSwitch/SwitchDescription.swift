package import Findings
import HotlineModel
package import Sheets

/// A switch that operations work on: how it is reached, and where it keeps its tables (one row of
/// `switches.csv`).
package struct SwitchDescription: Hashable, Sendable {
  /// The kinds of switch.
  package enum Kind: String, CaseIterable, Sendable {
    /// Read, loaded and cut over by the commands.
    case kamailio
    /// Files are written for it; somebody loads them by hand.
    case asterisk
    /// Files are written for it; somebody loads them by hand.
    case freeswitch
  }

  /// What users call it.
  package let name: String
  /// What kind of switch it is.
  package let kind: Kind
  /// The words before every command that has to run on the switch's machine: `ssh ops@switch`; none
  /// where that is this machine.
  package let prefix: [String]
  /// The control socket of `kamcmd`: a path on the switch's machine.
  package let control: String
  /// Where the tables are kept.
  package let database: SwitchDatabase
  /// The path of the dispatcher list on the switch's machine.
  package let addressList: String
  /// The path of the script on the switch's machine; empty where it is not looked at.
  package let script: String
  /// The SHA-256 that the script must have; empty where it is not looked at.
  package let scriptHash: String
  /// The listener for test calls; `nil` where there is none.
  package let testListener: TestListener?
  /// Where the sheet says so.
  package let place: SourceLocation

  /// Where a switch answers test calls: `udp:127.0.0.1:5066`.
  package struct TestListener: Hashable, Sendable {
    /// The IPv4 address.
    package let host: String
    /// The UDP port.
    package let port: Int

    /// Reads `udp:HOST:PORT`; `nil` for anything else.
    init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, parts[0] == "udp", let port = Int(parts[2]),
        (1...65_535).contains(port), String(port) == parts[2]
      else { return nil }
      let numbers = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        .map { UInt8($0) }
      guard numbers.count == 4, !numbers.contains(nil) else { return nil }
      (host, self.port) = (parts[1], port)
    }
  }

  /// What `switches.csv` looks like: one row for each switch.
  package static let form = SheetForm(
    thing: "switch",
    columns: [
      SheetColumn("switch", "交换机", .text),
      SheetColumn("kind", "类型", .oneOf(Kind.allCases.map(\.rawValue))),
      SheetColumn("run", "命令前缀", .optionalText, absent: ""),
      SheetColumn("control", "控制接口", .optionalText, absent: ""),
      SheetColumn("database", "数据库", .optionalText, absent: ""),
      SheetColumn("secret", "口令文件", .optionalText, absent: ""),
      SheetColumn("addresses", "地址表", .optionalText, absent: ""),
      SheetColumn("script", "脚本", .optionalText, absent: ""),
      SheetColumn("script_sha256", "脚本校验值", .optionalText, absent: ""),
      SheetColumn("test", "测试接口", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["switch"])

  /// Reads the switches of a sheet.
  ///
  /// - Throws: `Unusable` with every complaint: `HL2001`–`HL2009`, `HL5406` for a password in an
  ///   address.
  package static func all(contentsOf path: String) throws -> [SwitchDescription] {
    var complaints: [Finding] = []
    let switches = try Sheet(contentsOf: path, form: form).rows.compactMap { row in
      do {
        return try SwitchDescription(row)
      } catch let unusable as Unusable {
        complaints += unusable.findings
        return nil
      }
    }
    complaints += shared(switches)
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return switches
  }

  /// Two names for one switch: a flip under one would take the way back of the other.
  private static func shared(_ switches: [SwitchDescription]) -> [Finding] {
    var seen: Set<[String]> = []
    return switches.filter { $0.kind == .kamailio }.flatMap { one in
      [("control", one.control), ("database", "\(one.database)"), ("addresses", one.addressList)]
        .compactMap { column, value in
          let isNew = seen.insert([column, value] + one.prefix).inserted
          return isNew
            ? nil : Finding(.sheetKeyTwice(found: value, thing: column), at: one.place)
        }
    }
  }

  private init(_ row: SheetRow) throws {
    func malformed(_ column: String, _ expected: String, _ example: String) -> Unusable {
      Unusable(
        .sheetValueMalformed(found: row[column], expected: expected, example: example),
        at: row.place(of: column))
    }
    guard let kind = Kind(rawValue: row["kind"]) else {
      throw malformed("kind", "a kind of switch", "kamailio")
    }
    let name = row["switch"]
    guard name.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") }) else {
      throw malformed("switch", "a name of letters, digits and hyphens", "core-1")
    }
    (self.name, self.kind, place) = (name, kind, row.place(of: "switch"))
    prefix = row["run"].split(separator: " ").map(String.init)
    (control, addressList) = (row["control"], row["addresses"])
    (script, scriptHash) = (row["script"], row["script_sha256"].lowercased())
    testListener = TestListener(row["test"])
    guard testListener != nil || row["test"].isEmpty else {
      throw malformed("test", "a UDP listener", "udp:127.0.0.1:5066")
    }
    let isHash = scriptHash.isEmpty || scriptHash.utf8.count == 64
    guard isHash else { throw malformed("script_sha256", "64 hexadecimal digits", "") }
    guard kind == .kamailio else {
      database = .none
      return
    }
    for (column, example) in [
      ("control", "/run/kamailio/kamailio_ctl"), ("addresses", "/etc/kamailio/dispatcher.list"),
    ] where !row[column].hasPrefix("/") {
      throw malformed(column, "a path from the root", example)
    }
    database = try SwitchDatabase(
      row["database"], secret: row["secret"], at: row.place(of: "database"))
  }
}
