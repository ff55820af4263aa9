package import Findings
package import HotlineModel
package import Sheets

/// The sheets that routes are made from: `targets.csv`, `phases.csv`, `announcements.csv`.
package struct RoutingSheets: Sendable {
  /// When a line is cut over and what becomes of its number (one row of `phases.csv`).
  package struct LinePhases: Hashable, Sendable {
    /// The line, as the register calls it.
    package let line: String
    /// From when 12345's table holds for the line; `nil` for since ever.
    package let cutover: CivilInstant?
    /// From when callers hear the announcement; `nil` for not yet.
    package let graceEnd: CivilInstant?
    /// From when the number is cancelled; `nil` for never.
    package let retire: CivilInstant?
    /// The target set of the line's own desks; empty where it has none.
    package let set: String
    /// The announcement; empty where there is none.
    package let announcement: String
    /// How long own desks ring before 12345 takes over, in seconds.
    package let ringSeconds: Int
    /// Where the line departs from its preset, in the users' words.
    package let deviation: String
    /// Whether the row says that the day of the cut-over is still open.
    package let isLater: Bool
    /// Where the sheet says so.
    package let place: SourceLocation
  }

  /// The target sets in the order of their ids.
  package let targetSets: [TargetSet]
  /// One entry for each line, in the sheet's order.
  package let phases: [LinePhases]
  /// The announcements in the order of their ids.
  package let announcements: [Announcement]

  /// Reads the three sheets of a folder.
  ///
  /// - Parameters:
  ///   - folder: where the sheets are.
  ///   - home: the area that bare numbers belong to.
  /// - Throws: `Unusable` with every complaint about all three (`HL2001`–`HL2009`, `HL5107`).
  package init(folder: String, home: AreaCode) throws {
    var complaints: [Finding] = []
    func read<Part>(_ body: () throws -> [Part]) throws -> [Part] {
      do {
        return try body()
      } catch let unusable as Unusable {
        complaints += unusable.findings
        return []
      }
    }
    targetSets = try read { try Self.targetSets(in: folder + "/targets.csv") }
    phases = try read { try Self.phases(in: folder + "/phases.csv", home: home) }
    announcements = try read { try Self.announcements(in: folder + "/announcements.csv") }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }
}

extension RoutingSheets {
  /// What `targets.csv` looks like: one row for each member; what is said of the set is said
  /// alike in all its rows.
  package static let targetsForm = SheetForm(
    thing: "member",
    columns: [
      SheetColumn("set", "目标集", .text),
      SheetColumn("set_number", "目标集编号", .count),
      SheetColumn("kind", "类别", .oneOf(TargetSet.Kind.allCases.map(\.rawValue))),
      SheetColumn("hours", "开放时间", .hours),
      SheetColumn("uri", "地址", .text),
      SheetColumn("priority", "优先级", .count),
      SheetColumn("weight", "权重", .count),
      SheetColumn("max_calls", "最大并发", .countOrUnknown, absent: "unknown"),
      SheetColumn("enabled", "启用", .oneOf(["yes", "no"])),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ], key: ["set", "uri"])

  /// What `phases.csv` looks like: one row for each line.
  package static let phasesForm = SheetForm(
    thing: "line",
    columns: [
      SheetColumn("line", "线路", .text),
      SheetColumn("cutover", "割接时间", .optionalText),
      SheetColumn("grace_end", "过渡期止", .optionalText),
      SheetColumn("retire", "停用时间", .optionalText),
      SheetColumn("set", "自有座席", .optionalText),
      SheetColumn("announcement", "公告", .optionalText),
      SheetColumn("ring_seconds", "振铃秒数", .count, absent: "15"),
      SheetColumn("deviation", "偏离说明", .optionalText, absent: ""),
    ], key: ["line"])

  /// What `announcements.csv` looks like: one row for each language.
  package static let announcementsForm = SheetForm(
    thing: "announcement",
    columns: [
      SheetColumn("id", "公告", .text),
      SheetColumn("set", "播放目标集", .text),
      SheetColumn("language", "语言", .oneOf(["zh", "yue", "en"])),
      SheetColumn("text", "内容", .text),
      SheetColumn("file", "录音文件", .text),
    ], key: ["id", "language"])

  /// How long desks may ring at all, in seconds.
  ///
  /// A caller hangs up, and a carrier ends the call, before two minutes. What the city allows is `ring_limit_seconds` of `checks.csv`.
  static let ringLimits = 1...120

  private static func phases(in path: String, home: AreaCode) throws -> [LinePhases] {
    var phases: [LinePhases] = []
    var complaints = (rings: [Finding](), instants: [Finding](), ends: [Finding]())
    func instant(_ row: SheetRow, _ column: String) -> CivilInstant? {
      let text = row[column]
      if text.isEmpty || (column == "cutover" && isLater(row)) { return nil }
      if let found = CivilDate(text)?.start ?? CivilInstant(text) { return found }
      complaints.instants.append(
        Finding(
          .sheetValueMalformed(
            found: text,
            expected: column == "cutover" ? "a day, an instant or `later`" : "a day or an instant",
            example: "2021-11-25 02:00"),
          at: row.place(of: column)))
      return nil
    }
    try Sheet.eachRow(of: path, form: phasesForm) { row in
      if !Self.ringLimits.contains(row.count("ring_seconds") ?? 0) {
        complaints.rings.append(
          Finding(
            .sheetValueMalformed(
              found: row["ring_seconds"],
              expected: "seconds from \(ringLimits.lowerBound) to \(ringLimits.upperBound)",
              example: "15"), at: row.place(of: "ring_seconds")))
      }
      let found = LinePhases(
        line: row["line"], cutover: instant(row, "cutover"),
        graceEnd: instant(row, "grace_end"), retire: instant(row, "retire"), set: row["set"],
        announcement: row["announcement"], ringSeconds: row.count("ring_seconds") ?? 0,
        deviation: row["deviation"], isLater: isLater(row), place: row.place(of: "line"))
      complaints.ends += farEnds(row, found)
      phases.append(found)
    }
    let all = complaints.rings + complaints.instants + complaints.ends
    guard all.isEmpty else { throw Unusable(all) }
    return phases
  }

  /// Whether a line's day is still open; 12345's never is.
  private static func isLater(_ row: SheetRow) -> Bool {
    row["line"] != HotlineNumber.platformCode && ["later", "待定"].contains(row["cutover"])
  }

  /// Ends of stages that are so far away that a year was mistyped.
  private static func farEnds(_ row: SheetRow, _ phases: LinePhases) -> [Finding] {
    guard let cutover = phases.cutover else { return [] }
    let limit = cutover.adding(seconds: 3_653 * CivilInstant.secondsPerDay)
    return [("grace_end", phases.graceEnd), ("retire", phases.retire)].compactMap { column, end in
      guard let end, limit < end else { return nil }
      return Finding(
        .sheetValueMalformed(
          found: row[column], expected: "a day within ten years of the cut-over",
          example: "\(cutover.adding(seconds: 90 * CivilInstant.secondsPerDay).date)"),
        at: row.place(of: column))
    }
  }

  private static func targetSets(in path: String) throws -> [TargetSet] {
    let rows = try Sheet(contentsOf: path, form: targetsForm).rows
    var complaints = rows.compactMap(addressComplaint)
    complaints += disagreements(rows, key: "set", columns: ["set_number", "kind", "hours"])
    complaints += sharedNumbers(rows)
    for column in ["weight", "max_calls"] {
      complaints += rows.filter { $0[column] == "0" }.map { row in
        Finding(
          .sheetValueMalformed(found: "0", expected: "a whole number from 1", example: "100"),
          at: row.place(of: column))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return grouped(rows, by: "set").compactMap { id, rows in
      guard let first = rows.first, let kind = TargetSet.Kind(rawValue: first["kind"]),
        let hours = ServiceHours(first["hours"])
      else { return nil }
      return TargetSet(
        id: id, number: first.count("set_number") ?? 0, kind: kind, hours: hours,
        members: rows.map(member), place: first.place(of: "set"))
    }
  }

  private static func announcements(in path: String) throws -> [Announcement] {
    let rows = try Sheet(contentsOf: path, form: announcementsForm).rows
    let complaints = disagreements(rows, key: "id", columns: ["set"])
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return grouped(rows, by: "id").compactMap { id, rows in
      rows.first.map { first in
        Announcement(
          id: id, set: first["set"],
          versions: rows.map {
            Announcement.Version(language: $0["language"], text: $0["text"], file: $0["file"])
          }, place: first.place(of: "id"))
      }
    }
  }

  private static func member(_ row: SheetRow) -> TargetSet.Member {
    TargetSet.Member(
      uri: row["uri"], priority: row.count("priority") ?? 0, weight: row.count("weight") ?? 0,
      maxCalls: row.count("max_calls"), isEnabled: row["enabled"] == "yes",
      place: row.place(of: "uri"))
  }

  private static func grouped(_ rows: [SheetRow], by key: String) -> [(String, [SheetRow])] {
    Dictionary(grouping: rows) { $0[key] }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func addressComplaint(_ row: SheetRow) -> Finding? {
    do throws(SipAddress.Fault) {
      _ = try SipAddress(row["uri"])
      return nil
    } catch {
      let (found, expected) =
        switch error {
        case .form: (row["uri"], "a SIP address")
        case .port(let port): (port, "a port from 1 to 65535")
        case .host(let host): (host, "a host that a switch can send to")
        }
      return Finding(
        .sheetValueMalformed(
          found: found, expected: expected, example: "sip:12345@192.0.2.11:5060"),
        at: row.place(of: "uri"))
    }
  }

  private static func disagreements(
    _ rows: [SheetRow], key: String, columns: [String]
  ) -> [Finding] {
    grouped(rows, by: key).flatMap { id, rows in
      columns.flatMap { column in
        rows.dropFirst().filter { $0[column] != rows[0][column] }.map { row in
          Finding(
            .rowsDisagree(column: column, thing: id, found: row[column], expected: rows[0][column]),
            at: [row.place(of: column), rows[0].place(of: column)])
        }
      }
    }
  }

  private static func sharedNumbers(_ rows: [SheetRow]) -> [Finding] {
    var owners: [String: SheetRow] = [:]
    return rows.compactMap { row in
      let number = row["set_number"]
      guard number != "0" else {
        return Finding(
          .sheetValueMalformed(found: number, expected: "a whole number from 1", example: "1"),
          at: row.place(of: "set_number"))
      }
      guard let first = owners[number] else {
        owners[number] = row
        return nil
      }
      if first["set"] == row["set"] { return nil }
      return Finding(
        .sheetKeyTwice(found: number, thing: "set number"),
        at: [row.place(of: "set_number"), first.place(of: "set_number")])
    }
  }
}
