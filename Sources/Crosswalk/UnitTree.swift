import Findings
import HotlineModel
import Sheets
import Tickets

/// The units that handle tickets (承办单位), as a tree with a history: 市 → 区 → 镇街 or 局.
///
/// A unit keeps its code when it is renamed: a row for each name, with the days it was called so. A
/// unit that was abolished names the one that took its work over.
struct UnitTree: Sendable {
  let sha256: String
  let file: String
  /// The rows of each code, and of each name.
  private let byCode: [String: [Unit]]
  private let byName: [String: [Unit]]
  /// The names, then the codes, as bytes, and the rows of each.
  private let words: WordTable
  private let rowsOfWords: [[Unit]]

  /// A unit under one of its names.
  struct Unit: Sendable {
    let code: String
    let name: String
    let level: String
    fileprivate let parent: String
    fileprivate let successor: String
    fileprivate let period: Period
    fileprivate let place: SourceLocation
  }

  /// The levels, the highest first.
  static let levels = ["city", "district", "bureau", "town"]

  static let form = SheetForm(
    thing: "unit",
    columns: [
      SheetColumn("code", "单位编码", .text), SheetColumn("name", "单位名称", .text),
      SheetColumn("level", "层级", .oneOf(levels)),
      SheetColumn("parent", "上级编码", .optionalText),
      SheetColumn("valid_from", "启用日期", .optionalDate, absent: ""),
      SheetColumn("valid_to", "停用日期", .optionalDate, absent: ""),
      SheetColumn("successor", "接替单位编码", .optionalText, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])

  /// Reads the sheet of units.
  ///
  /// - Throws: `Unusable` with every complaint: a parent or successor that is no unit, units that
  ///   stand below themselves, two names of one unit or two units of one name on one day.
  init(contentsOf path: String) throws {
    let sheet = try Sheet(contentsOf: path, form: Self.form)
    sha256 = sheet.sha256
    file = path
    let units = sheet.rows.map { row in
      Unit(
        code: row["code"], name: row["name"], level: row["level"], parent: row["parent"],
        successor: row["successor"], period: row.days, place: row.place)
    }
    byCode = Dictionary(grouping: units, by: \.code)
    byName = Dictionary(grouping: units, by: \.name)
    var words = WordTable()
    var rowsOfWords: [[Unit]] = []
    for rows in [byName, byCode] {
      let list = words.addList()
      for (word, units) in rows.sorted(by: { $0.key < $1.key }) {
        words.add(Array(word.utf8), to: list)
        rowsOfWords.append(units)
      }
    }
    (self.words, self.rowsOfWords) = (words, rowsOfWords)
    var complaints: [Finding] = []
    for (unit, row) in zip(units, sheet.rows) {
      for column in ["parent", "successor"] where !row[column].isEmpty {
        if byCode[row[column]] == nil {
          complaints.append(
            Finding(
              .sheetValueUnknown(
                found: row[column], column: column,
                nearest: nearest(to: row[column], among: Array(byCode.keys)),
                expected: "the code of a unit"), at: row.place(of: column)))
        }
      }
      if chain(from: unit, by: \.parent) == nil || chain(from: unit, by: \.successor) == nil {
        complaints.append(
          Finding(
            .sheetValueMalformed(found: unit.code, expected: "a tree", example: "440600,佛山市,city,"),
            at: unit.place))
      }
      for (group, thing) in [(byCode[unit.code], "name"), (byName[unit.name], "unit")] {
        let rival = group?.first {
          $0.place != unit.place && $0.period.overlaps(unit.period)
            && (thing == "name" || $0.code != unit.code)
        }
        if let rival {
          complaints.append(
            Finding(
              .sheetKeyTwice(found: unit.name, thing: "\(thing) at one time"),
              at: [unit.place, rival.place]))
        }
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
  }

  /// The unit itself and those that one leads to after another; `nil` where they lead in a circle.
  private func chain(from unit: Unit, by next: KeyPath<Unit, String>) -> [Unit]? {
    var chain = [unit]
    var code = unit[keyPath: next]
    while !code.isEmpty, let rows = byCode[code],
      let following = rows.first(where: { !$0[keyPath: next].isEmpty }) ?? rows.first
    {
      if chain.contains(where: { $0.code == code }) { return nil }
      chain.append(following)
      code = following[keyPath: next]
    }
    return chain
  }

  /// Whether some unit has or had this name or code.
  func knows(_ text: String) -> Bool { byName[text] != nil || byCode[text] != nil }

  /// The unit that a name or a code means for a call: under the name that it bore on the day; where
  /// it was abolished by then, the one that had taken over.
  ///
  /// - Returns: `nil` where there is none, or several bore the name at different times and none on
  ///   the day.
  func unit(_ text: String, on day: CivilDate?) -> Unit? {
    unit(among: byName[text] ?? byCode[text] ?? [], on: day)
  }

  /// The unit that a name or a code of these bytes means for a call.
  func unit(_ range: Range<Int>, of bytes: Span<UInt8>, on day: CivilDate?) -> Unit? {
    let word =
      words.number(of: range, in: bytes, list: 0) ?? words.number(of: range, in: bytes, list: 1)
    // Another spelling of the same characters is other bytes.
    return word.map { unit(among: rowsOfWords[$0], on: day) } ?? unit(bytes.text(range), on: day)
  }

  private func unit(among named: [Unit], on day: CivilDate?) -> Unit? {
    let only = named.allSatisfy { $0.code == named[0].code } ? named.first : nil
    guard var code = (named.first { $0.period.holds(on: day) } ?? only)?.code else { return nil }
    while let rows = byCode[code] {
      if let unit = rows.first(where: { $0.period.holds(on: day) }) { return unit }
      guard let day, let last = rows.first(where: { !$0.successor.isEmpty }),
        let end = last.period.until, end <= day.start
      else { return nil }
      code = last.successor
    }
    return nil
  }

  /// The unit and those above it, the highest first, as a list of the ticket; the unit itself leads.
  func path(to unit: Unit, on day: CivilDate?) -> TicketList {
    let units = (chain(from: unit, by: \.parent) ?? [unit]).map { above in
      byCode[above.code]?.first { $0.period.holds(on: day) } ?? above
    }
    return TicketList(
      units.reversed().map { above in
        [TicketList.Part("level", above.level)]
          + (above.code == unit.code ? [TicketList.Part("role", "lead")] : [])
          + [TicketList.Part("unit", above.name), TicketList.Part("code", above.code)]
      })
  }
}
