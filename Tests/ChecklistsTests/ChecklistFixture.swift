import Findings
import Foundation
import HotlineModel
import TestSupport
import Testing

@testable import Checklists

/// The templates of the project itself, and copies of them in which one thing is spoilt.
enum ChecklistFixture {
  /// `Mappings/checklists`.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Mappings/checklists").path

  /// The rows of a sheet; none of ours has a line break in a cell.
  static func rows(_ sheet: String) throws -> [[String]] {
    try String(contentsOfFile: "\(folder)/\(sheet).csv", encoding: .utf8)
      .split(separator: "\n").map { cells(String($0)) }
  }

  /// What is found when one sheet has other rows; none at all when it loads.
  static func findings(
    _ sheet: String, sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ edit: (inout [[String]]) throws -> Void
  ) throws -> [Finding] {
    let copy = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      _ = try copy.file(name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
    }
    let before = try rows(sheet)
    var after = before
    try edit(&after)
    #expect(before != after, "the edit changes nothing", sourceLocation: sourceLocation)
    _ = try copy.file("\(sheet).csv", after.map { line($0) }.joined())
    do {
      _ = try ChecklistTemplates(folder: copy.path)
      return []
    } catch let unusable as Unusable {
      return unusable.findings
    }
  }

  /// Columns of a template by name.
  static let columns = [
    "item": 0, "owner": 3, "due_days": 5, "due_from": 6, "depends_on": 7, "checks": 9,
    // Of the city's checklist.
    "due": 5, "note": 6,
  ]

  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
  }
}

extension [[String]] {
  /// The cell of an item in a column of a template.
  subscript(item: String, column: String) -> String {
    get {
      guard let row = firstIndex(where: { $0[0] == item }),
        let index = ChecklistFixture.columns[column]
      else { return "" }
      return self[row][index]
    }
    set {
      guard let row = firstIndex(where: { $0[0] == item }),
        let index = ChecklistFixture.columns[column]
      else { return }
      self[row][index] = newValue
    }
  }

  /// Takes a number out of every list of items to wait for.
  mutating func forget(_ item: String) {
    for row in indices.dropFirst() {
      self[row][7] = self[row][7].split(separator: "|").filter { $0 != item }
        .joined(separator: "|")
    }
  }
}

extension Decision {
  /// A decision on 12329 for a test.
  static func sample(
    _ mode: MergeMode, template: String, deadline: String = "2021-10-31", number: String = "12329"
  ) throws -> Decision {
    let home = try #require(AreaCode("0757"))
    let line = LegacyHotline(
      id: number, number: try HotlineNumber(parsing: number, home: home), name: "住房公积金热线",
      owner: "市住房公积金管理中心", facts: [:], monthlyCalls: 41_300, seats: 24, hours: .always,
      carriers: [], division: "", validFrom: nil, validTo: nil,
      place: Findings.SourceLocation(file: "register.csv", line: 3))
    return Decision(
      line: line, mode: mode, number: .keep, seats: .to12345, callPath: .forwardAll,
      deadline: deadline, template: template, reason: "R_BUSY_KNOWN", path: [],
      policy: "three-modes@0")
  }
}

extension WorkingCalendar {
  /// The year 2021 as the State Council announced it, and no other.
  static func year2021() throws -> WorkingCalendar {
    func days(_ text: String) throws -> Set<CivilDate> {
      Set(
        try text.split(separator: " ").map { code in
          let month = try #require(Int(code.prefix(2)))
          return try #require(CivilDate(year: 2021, month: month, day: Int(code.suffix(2)) ?? 0))
        })
    }
    return WorkingCalendar(
      years: 2021...2021,
      holidays: try days(
        """
        0101 0102 0103 0211 0212 0213 0214 0215 0216 0217 0403 0404 0405 0501 0502 0503 0504 \
        0505 0612 0613 0614 0919 0920 0921 1001 1002 1003 1004 1005 1006 1007
        """),
      makeUpDays: try days("0207 0220 0425 0508 0918 0926 1009"))
  }
}
