package import Findings
package import HotlineModel

/// The register of lines (登记表): every line that is to be merged, with its facts.
package struct Register: Sendable {
  /// The lines in the order of their numbers.
  package let lines: [LegacyHotline]
  /// The file as the user named it.
  package let file: String

  /// Reads a register.
  ///
  /// - Parameters:
  ///   - path: the sheet.
  ///   - home: the area that bare numbers belong to.
  /// - Throws: `Unusable` with every complaint: malformed numbers (`HL2101`–`HL2104`), service codes
  ///   of another area such as its 12345 (`HL2105`), unknown values, and two lines that hold one
  ///   number on the same day (`HL2008`).
  package init(contentsOf path: String, home: AreaCode) throws {
    var complaints: [Finding] = []
    var found: [LegacyHotline] = []
    // Of every number the position of its last life, and of every life that of the one before.
    var lives: [String: Int] = [:]
    var before: [Int?] = []
    var reader = LineReader()
    (file, _) = try Sheet.eachRow(of: path, form: Self.form) { row in
      do throws(NumberFailure) {
        let number = try HotlineNumber(parsing: row["number"], home: home)
        if let area = number.area, area != home, [.shortCode, .regional].contains(number.kind) {
          complaints.append(
            Finding(
              .shortCodeElsewhere(found: number.text, expected: home.text),
              at: row.place(of: "number")))
        }
        let last = lives.updateValue(found.count, forKey: number.text)
        let line = reader.line(row, number: number, isFirst: last == nil)
        if let from = line.validFrom, let to = line.validTo, to < from {
          complaints.append(
            Finding(
              .sheetValueMalformed(
                found: "\(to)", expected: "a day from \(from) on", example: "\(from)"),
              at: [row.place(of: "valid_to"), row.place(of: "valid_from")]))
        }
        var earlier: [LegacyHotline] = []
        var next = last
        while let position = next {
          earlier.append(found[position])
          next = before[position]
        }
        for other in earlier.reversed() where other.overlaps(line) {
          complaints.append(
            Finding(
              .sheetKeyTwice(found: number.text, thing: "number at one time"),
              at: [line.place, other.place]))
        }
        before.append(last)
        found.append(line)
      } catch {
        complaints.append(
          Finding(numberFailure: error, found: row["number"], at: row.place(of: "number")))
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    found.sort { line, other in
      line.number == other.number ? line.id < other.id : line.number < other.number
    }
    lines = found
  }

  /// The line of an id or of a number in any spelling.
  ///
  /// Where a number has several lives the one of `day` is meant, though the number alone be the id of
  /// the first. Without a day, or where the number was nobody's on it, an id stands for its line.
  package func line(_ text: String, home: AreaCode, on day: CivilDate? = nil) -> LegacyHotline? {
    let named = lines.first { $0.id == text }
    guard let number = try? HotlineNumber(parsing: text, home: home) else { return named }
    let lives = lines.filter { $0.number == number }
    if let day, let alive = lives.first(where: { $0.isValid(on: day) }) { return alive }
    return named ?? lives.last
  }

  /// The facts that rules may ask for, with the values they may have.
  package static let factColumns: [SheetColumn] = [
    SheetColumn(
      "owner_level", "设立层级",
      .oneOf([
        "state", "province", "city", "district", "town", "enterprise", "non_administrative",
        "unknown",
      ])),
    SheetColumn("vertical", "垂直管理", .oneOf(["yes", "no", "unknown"])),
    SheetColumn("emergency", "紧急", .oneOf(["yes", "no", "unknown"])),
    SheetColumn("utility", "公共事业", .oneOf(["yes", "no", "unknown"])),
    SheetColumn("answered", "接听地", .oneOf(["local", "central", "unknown"])),
    SheetColumn("secrecy", "涉密执法", .oneOf(["yes", "no", "unknown"])),
    SheetColumn("lifecycle", "状态", .oneOf(["live", "merged", "absent", "new_after_ban"])),
    SheetColumn("annex", "附件方式", .oneOf(["none", "full", "dual", "sub"])),
    SheetColumn("awareness", "知晓度", .oneOf(["high", "low", "unknown"])),
    SheetColumn("retain", "部委意见", .oneOf(["keep", "cancel", "silent"])),
    SheetColumn("movable", "座席可并", .oneOf(["yes", "no", "unknown"])),
  ]

  /// What a register looks like.
  package static let form = SheetForm(
    thing: "line",
    columns: [
      SheetColumn("number", "号码", .text),
      SheetColumn("name", "热线名称", .text),
      SheetColumn("owner", "责任单位", .text),
      SheetColumn("division", "区划代码", .optionalText, absent: ""),
    ] + factColumns + [
      SheetColumn("monthly_calls", "月话务量", .countOrUnknown),
      SheetColumn("seats", "座席数", .countOrUnknown),
      SheetColumn("hours", "服务时间", .hours),
      SheetColumn("carriers", "运营商", .optionalText, absent: ""),
      SheetColumn("contact", "联系单位电话", .optionalText, absent: ""),
      SheetColumn("valid_from", "启用日期", .optionalDate, absent: ""),
      SheetColumn("valid_to", "停用日期", .optionalDate, absent: ""),
      SheetColumn("note", "备注", .optionalText, absent: ""),
    ])
}

/// Makes lines of a register's rows; what many lines say alike is read and kept once.
private struct LineReader {
  private var knownFacts: [[String]: [String: String]] = [:]
  private var knownHours: [String: ServiceHours] = [:]
  private var knownCarriers: [String: [String]] = [:]
  private var knownWords: Set<String> = []

  mutating func line(_ row: SheetRow, number: HotlineNumber, isFirst: Bool) -> LegacyHotline {
    let validFrom = row.date("valid_from")
    return LegacyHotline(
      id: isFirst ? number.text : "\(number.text)@\(validFrom.map(String.init) ?? "")",
      number: number, name: row["name"], owner: shared(row["owner"]), facts: facts(of: row),
      monthlyCalls: row.count("monthly_calls"), seats: row.count("seats"),
      hours: hours(row["hours"]), carriers: carriers(row), division: shared(row["division"]),
      validFrom: validFrom, validTo: row.date("valid_to"), place: row.place(of: "number"))
  }

  /// A text that many lines have.
  private mutating func shared(_ text: String) -> String {
    knownWords.insert(text).memberAfterInsert
  }

  private mutating func facts(of row: SheetRow) -> [String: String] {
    let values = Register.factColumns.map { row[$0.name] }
    if let known = knownFacts[values] { return known }
    let made = Dictionary(
      uniqueKeysWithValues: zip(Register.factColumns.map(\.name), values))
    knownFacts[values] = made
    return made
  }

  private mutating func hours(_ text: String) -> ServiceHours {
    if let known = knownHours[text] { return known }
    let made = ServiceHours(text) ?? .always
    knownHours[text] = made
    return made
  }

  private mutating func carriers(_ row: SheetRow) -> [String] {
    let text = row["carriers"]
    if let known = knownCarriers[text] { return known }
    let made = row.list("carriers")
    knownCarriers[text] = made
    return made
  }
}

extension LegacyHotline {
  /// Whether two lines hold their number on a common day.
  fileprivate func overlaps(_ other: LegacyHotline) -> Bool {
    Period(first: validFrom, last: validTo)
      .overlaps(Period(first: other.validFrom, last: other.validTo))
  }
}

extension Finding {
  /// The finding for a text that is no telephone number.
  package init(numberFailure: NumberFailure, found: String, at place: SourceLocation) {
    let shown = Masking.phone(found)
    switch numberFailure {
    case .empty:
      self.init(.sheetCellEmpty(column: "number", expected: "a number"), at: place)
    case .scientific: self.init(.numberScientific(found: found), at: place)
    case .sevenDigits: self.init(.numberSevenDigits, at: place)
    case .unexpectedCharacter(let character):
      self.init(.numberMalformed(found: shown, reason: "`\(character)` is no digit"), at: place)
    case .wrongLength(let digits):
      self.init(
        .numberMalformed(found: shown, reason: "no number has these \(digits) digits"), at: place)
    }
  }
}
