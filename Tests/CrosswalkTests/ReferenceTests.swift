import Foundation
import HotlineModel
import TestSupport
import Testing

@testable import Crosswalk

/// The examples of the reference page are what the program does.
@Suite struct `The reference of mapping sheets` {
  /// The rows of the table below a heading, cells without back-quotes.
  private static func rows(below heading: String) throws -> [[String]] {
    let page = try String(
      contentsOfFile: Shell.root + "/Documentation/Reference/mapping-sheets.md", encoding: .utf8)
    guard let start = page.range(of: "### \(heading)") else { return [] }
    let lines = page[start.upperBound...].components(separatedBy: "\n")
      .drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
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
      let field = TicketField(rawValue: row[0])
      let rule = Self.csv([row[0], "列", row[1], row[2], "", "no", "quarantine"])
      let fixture = try MappingFixture(fields: field == nil ? "" : rule)
      let column = field == nil ? "编号" : "列"
      let found = try fixture.outcome([(column, row[3])], field: field)
      #expect(found ?? "" == row[4], "\(row)")
    }
    let shown = Set(rows.map { $0[1] }).union(["code"])
    #expect(shown == Set(FieldRule.Transform.allCases.map(\.rawValue)))
  }

  @Test func `every field of the ticket can be filled`() throws {
    var rows = ""
    var tables: [String: String] = [:]
    var cells: [(String, String)] = []
    for field in TicketField.allCases {
      var (transform, formats, codes, value) = ("text", "", "", "甲")
      switch field.kind {
      case .text: break
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
    var count = CoverageCount(fixture.mapping, home: fixture.home)
    for text in ["一科/张", "二科/李", "二科/王", ""] {
      count.take(fixture.record(["编号", "甲", "乙"], ["A", text, "Ａ"]))
    }
    #expect(count.coverage.map(\.known) == [1, 4])
    #expect(count.coverage[0].unknown == [CodeCoverage.Unknown(value: "二科", count: 2)])
  }
}
