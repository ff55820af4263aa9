import Findings
import Foundation
import HotlineModel
import Reports
import TestSupport
import Testing
import Tickets

@testable import Crosswalk

/// The examples of the reference page are what the program does.
@Suite struct `The reference of mapping sheets` {
  /// The rows of a table below a heading, the first one by default, cells without back-quotes.
  private static func rows(below heading: String, table number: Int = 0) throws -> [[String]] {
    let page = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/mapping-sheets.md", encoding: .utf8)
    let start = try #require(page.range(of: "### \(heading)"))
    let tables = page[start.upperBound...].components(separatedBy: "\n")
      .split { !$0.hasPrefix("|") }
    let lines = try #require(tables.dropFirst(number).first).dropFirst(2)
    try #require(!lines.isEmpty)
    return lines.map { line in
      line.replacingOccurrences(of: "\\|", with: "\u{1}").components(separatedBy: "|")
        .dropFirst().dropLast().map { cell in
          var cell = cell.replacingOccurrences(of: "\u{1}", with: "|")
            .replacingOccurrences(of: "&#10;", with: "\n")
          cell = cell.trimmingCharacters(in: CharacterSet(charactersIn: " "))
          return cell.hasPrefix("`") ? String(cell.dropFirst().dropLast()) : cell
        }
    }
  }

  private static func csv(_ cells: [String]) -> String {
    cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
      .joined(separator: ",") + "\n"
  }

  @Test func `every transform has an example that holds`() throws {
    let rows = try Self.rows(below: "Transforms")
    for row in rows {
      let field = FieldRule.Target(row[0])?.field
      let rule = Self.csv([row[0], "列", row[1], row[2], "", "no", "quarantine"])
      let fixture = try MappingFixture(fields: field == nil ? "" : rule)
      let column = field == nil ? "编号" : "列"
      let found = try fixture.outcome([(column, row[3])], field: field)
      #expect(found ?? "" == row[4], "\(row)")
    }
    let shown = Set(rows.map { $0[1] }).union(["code", "unit"])
    #expect(shown == Set(FieldRule.Transform.allCases.map(\.rawValue)))
  }

  @Test func `a list by lines may have the line ends of any system`() throws {
    let fixture = try MappingFixture(fields: "matter.tags,甲,list,line,,no,quarantine\n")
    for text in ["一\n二", "一\r\n二", "一\r\n\r\n 二\r\n"] {
      #expect(try fixture.outcome([("甲", text)], field: .matterTags) == #"["一","二"]"#)
    }
  }

  @Test func `every field of the ticket can be filled`() throws {
    var rows = ""
    var tables: [String: String] = [:]
    var cells: [(String, String)] = []
    for field in TicketField.allCases {
      var (transform, formats, codes, value) = ("text", "", "", "甲")
      switch field.kind {
      case .text: break
      case .degrees: (transform, value) = ("degrees", "23.02")
      case .list where field == .extensionValues: break
      case .instant: (transform, formats, value) = ("instant", "yyyy-MM-dd", "2021-02-03")
      case .phone: (transform, value) = ("phone", "13800001234")
      case .flag: (transform, value) = ("flag", "是")
      case .list(let parts):
        (transform, formats) = ("list", "line")
        if let first = parts.first {
          formats = "line|;|\(first)|yyyy-MM-dd"
          value = TicketList.isInstant(first) ? "2021-02-03" : "甲"
        }
      case .code:
        (transform, codes) = ("code", field.key)
        tables[field.key] = "甲,\(field.codes?.first ?? "")\n"
      }
      rows +=
        "\(field.rawValue),\(field.rawValue),\(transform),\(formats),\(codes),yes,quarantine\n"
      cells.append((field.rawValue, value))
    }
    let fixture = try MappingFixture(fields: rows, codes: tables)
    for field in TicketField.allCases {
      let found = try #require(try fixture.outcome(cells, field: field))
      #expect(!found.hasPrefix("HL"), "\(field.rawValue) \(found)")
    }
  }

  @Test func `a code goes over by the day of the call and by what another column says`() throws {
    let table =
      "legacy,unified,when,valid_from,valid_to\n"
      + (try Self.rows(below: "An example of a code table").map(Self.csv).joined())
    for row in try Self.rows(below: "An example of a code table", table: 1) {
      let fixture = try MappingFixture(
        fields: "matter.type,类型,code,,type,yes,quarantine\n"
          + "call.receivedAt,来电,instant,yyyy-MM-dd,,yes,quarantine\n", tables: ["type": table])
      let found = try fixture.outcome(
        [("来电", row[0]), ("大类", row[1]), ("类型", row[2])], field: .matterType)
      #expect(found == row[3], "\(row)")
    }
  }

  @Test func `two rows that hold for one code at one time are refused`() throws {
    for rows in [",,\n01,praise,,,", ",,2021-01-31\n01,praise,,2021-01-31,", ",,\n01,praise,甲,,"] {
      let table = "legacy,unified,when,valid_from,valid_to\n01,help,\(rows)\n"
      #expect(throws: Unusable.self) {
        try MappingFixture(
          fields: "matter.type,类型,code,,type,yes,quarantine\n", tables: ["type": table])
      }
    }
  }

  @Test func `a code for which two rows hold by different columns is left to a person`() throws {
    let table =
      "legacy,unified,when,valid_from,valid_to\n01,praise,大类=甲,,\n01,help,级别=乙,,\n"
    let fixture = try MappingFixture(
      fields: "matter.type,类型,code,,type,yes,quarantine\n", tables: ["type": table])
    func outcome(_ kind: String, _ level: String) throws -> String? {
      try fixture.outcome([("类型", "01"), ("大类", kind), ("级别", level)], field: .matterType)
    }
    #expect(try outcome("甲", "丙") == "praise")
    #expect(try outcome("丙", "乙") == "help")
    #expect(try outcome("甲", "乙") == FindingCode.codeAmbiguous.rawValue)
  }

  @Test func `a unit goes by the name that it had on the day of the call`() throws {
    let units =
      "code,name,level,parent,valid_from,valid_to,successor\n"
      + (try Self.rows(below: "An example of units").map(Self.csv).joined())
    let fixture = try MappingFixture(
      fields: "dispatch.unit,单位,unit,,,no,quarantine\n"
        + "dispatch.unitCode,单位,unit,,,no,quarantine\n"
        + "dispatch.units,单位,unit,,,no,quarantine\n"
        + "call.receivedAt,来电,instant,yyyy-MM-dd,,yes,quarantine\n", units: units)
    for row in try Self.rows(below: "An example of units", table: 1) {
      let cells = [("来电", row[0]), ("单位", row[1])]
      let code = row[3].hasPrefix("HL") ? "HL2207 HL2207 HL2207" : row[3]
      let name = row[2].hasPrefix("HL") ? "HL2207 HL2207 HL2207" : row[2]
      #expect(try fixture.outcome(cells, field: .dispatchUnit) == name, "\(row)")
      #expect(try fixture.outcome(cells, field: .dispatchUnitCode) == code, "\(row)")
    }
    let path = try fixture.outcome(
      [("来电", "2020-01-01"), ("单位", "样例区工商局")], field: .dispatchUnits)
    #expect(
      path == #"[{"level":"city","unit":"佛山市","code":"4406"},"#
        + #"{"level":"district","unit":"样例区","code":"440699"},"#
        + #"{"level":"bureau","role":"lead","unit":"样例区市场监管局","code":"A3"}]"#)
  }

  @Test(arguments: [
    "A,甲,city,B,,,\n", "A,甲,city,A,,,\n", "A,甲,city,B,,,\nB,乙,city,A,,,\n",
    "A,甲,city,,,,\nA,乙,city,,,,\n", "A,甲,city,,,,\nB,甲,city,,,,\n",
    "A,甲,city,,,2020-01-01,C\n",
  ])
  func `units that make no tree are refused`(rows: String) throws {
    #expect(throws: Unusable.self) {
      try MappingFixture(
        fields: "dispatch.unit,单位,unit,,,no,keep\n",
        units: "code,name,level,parent,valid_from,valid_to,successor\n" + rows)
    }
  }

  @Test func `every step has an example that holds`() throws {
    let rows = try Self.rows(below: "`steps.csv`")
    for row in rows {
      let cells = row[4].components(separatedBy: " ").filter { $0.contains("=") }.map { part in
        let sign = part.firstIndex(of: "=") ?? part.startIndex
        return (String(part[..<sign]), String(part[part.index(after: sign)...]))
      }
      let fixture = try MappingFixture(
        fields: "matter.title,甲,text,,,no,quarantine\n",
        steps: Self.csv(["matter.title"] + row[0...3]))
      let found = try fixture.outcome(cells, field: .matterTitle)
      #expect(found ?? "" == row[5], "\(row)")
    }
    let shown = Set(rows.map { $0[0] }).union(["lookup"])
    #expect(shown == Set(CellStep.Kind.allCases.map(\.rawValue)))
  }

  @Test func `a code table carries a step's text over, and what it does not know is a finding`()
    throws
  {
    let fixture = try MappingFixture(
      fields: "matter.title,甲,text,,,no,quarantine\nmatter.type,乙,code,,type,no,empty\n",
      steps: "matter.title,split,,/,1\nmatter.title,lookup,,units,\nmatter.type,half-width,,,\n",
      codes: ["units": "一科,第一科\n", "type": "A,complaint\n"])
    let cells = { (text: String) in [("甲", text), ("乙", "Ａ")] }
    #expect(try fixture.outcome(cells("一科/张"), field: .matterTitle) == "第一科")
    #expect(try fixture.outcome(cells("二科/张"), field: .matterTitle) == "HL2207")
    #expect(try fixture.outcome(cells(""), field: .matterTitle) == nil)
    #expect(try fixture.outcome(cells(""), field: .matterType) == "complaint")
    var count = CoverageCount(fixture.mapping, line: fixture.line, home: fixture.home)
    for text in ["一科/张", "二科/李", "二科/王", ""] {
      count.take(fixture.record(["编号", "甲", "乙"], ["A", text, "Ａ"]))
    }
    #expect(count.coverage.map(\.known) == [1, 4])
    #expect(count.coverage[0].unknown == [CodeCoverage.Unknown(value: "[2 characters]", count: 2)])
  }
}
