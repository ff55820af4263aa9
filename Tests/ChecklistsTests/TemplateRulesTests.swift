import Findings
import HotlineModel
import Reports
import Testing

@testable import Checklists

@Suite struct `Checklist templates` {
  @Test func `every template of the project loads`() throws {
    _ = try ChecklistTemplates(folder: ChecklistFixture.folder)
  }

  @Test(arguments: TemplateCode.allCases)
  func `every template has tasks that begin at 01`(code: TemplateCode) throws {
    let settings = try ChecklistSettings(folder: ChecklistFixture.folder)
    let template = try ChecklistTemplate(
      code, folder: ChecklistFixture.folder, settings: settings)
    #expect(template.items.first?.task == .inventory)
    #expect(template.items.count >= 2)
  }

  @Test func `every mode has a template`() {
    #expect(Set(TemplateCode.allCases.flatMap(\.modes)) == Set(MergeMode.allCases))
  }

  @Test(arguments: TemplateCode.allCases)
  func `a template that breaks an order is refused at the row that breaks it`(
    code: TemplateCode
  ) throws {
    let rows = try ChecklistFixture.rows(code.rawValue)
    var tried = 0
    for order in TemplateCheck.orders where !order.modes.isDisjoint(with: code.modes) {
      guard let row = rows.firstIndex(where: { $0[0] == order.later.rawValue }) else { continue }
      tried += 1
      let findings = try ChecklistFixture.findings(code.rawValue) {
        $0.forget(order.earlier.rawValue)
      }
      let finding = try #require(
        findings.first {
          $0.code == .checklistOrder && $0.facts["later"] == order.later.rawValue
            && $0.facts["earlier"] == order.earlier.rawValue
        })
      #expect(finding.places.first?.line == row + 1)
      #expect(finding.places.first?.column == 8)
      try expectWords(findings)
    }
    #expect((tried > 0) == code.changesRouting)
  }

  @Test(arguments: TemplateCode.allCases)
  func `whatever waits are taken out, what loads still keeps every order`(
    code: TemplateCode
  ) throws {
    let rows = try ChecklistFixture.rows(code.rawValue)
    var refused = 0
    for row in rows.dropFirst() {
      for wait in row[7].split(separator: "|").map(String.init) {
        var mutant: [[String]] = []
        let findings = try ChecklistFixture.findings(code.rawValue) { rows in
          let left = rows[row[0], "depends_on"].split(separator: "|").filter { $0 != wait }
          rows[row[0], "depends_on"] = left.joined(separator: "|")
          mutant = rows
        }
        if findings.isEmpty {
          expectOrders(mutant, of: code)
        } else {
          refused += 1
        }
      }
    }
    if code.changesRouting { #expect(refused > 0) }
  }

  @Test(arguments: TemplateCode.allCases)
  func `whatever task is forgotten, what loads still keeps every order`(
    code: TemplateCode
  ) throws {
    let rows = try ChecklistFixture.rows(code.rawValue)
    let numbers = Set(rows.dropFirst().flatMap { $0[7].split(separator: "|").map(String.init) })
    for number in numbers.sorted() {
      var mutant: [[String]] = []
      let findings = try ChecklistFixture.findings(code.rawValue) { rows in
        for row in rows.indices where rows[row][6] == number { rows[row][6] = "start" }
        rows.forget(number)
        mutant = rows
      }
      if findings.isEmpty { expectOrders(mutant, of: code) }
    }
  }

  @Test(arguments: TemplateCode.allCases)
  func `whichever task waits for nothing, what loads still keeps every order`(
    code: TemplateCode
  ) throws {
    for row in try ChecklistFixture.rows(code.rawValue).dropFirst() where !row[7].isEmpty {
      var mutant: [[String]] = []
      let findings = try ChecklistFixture.findings(code.rawValue) { rows in
        rows[row[0], "depends_on"] = ""
        if ChecklistTask(rawValue: row[6]) != nil { rows[row[0], "due_from"] = "cutover" }
        mutant = rows
      }
      if findings.isEmpty { expectOrders(mutant, of: code) }
    }
  }

  /// Reachability worked out anew, on the cells alone.
  private func expectOrders(_ rows: [[String]], of code: TemplateCode) {
    let isDualOrSub = [.dual, .dualDesksStay, .sub].contains(code)
    let isFull = [.full, .fullDistrict].contains(code)
    let waits = Dictionary(
      uniqueKeysWithValues: rows.dropFirst().map { ($0[0], $0[7].split(separator: "|")) })
    func reaches(_ later: String, _ earlier: String) -> Bool {
      guard let direct = waits[later] else { return true }
      return direct.contains {
        $0 == earlier || (waits[String($0)] != nil && reaches(String($0), earlier))
      }
    }
    for earlier in ["08", "09"] { #expect(reaches("11", earlier)) }
    for later in ["12", "13"] { #expect(reaches(later, "11")) }
    if isDualOrSub { #expect(reaches("11", "06")) }
    if isFull { #expect(reaches("05", "11")) }
  }

  @Test func `items that wait for each other are refused with all their places`() throws {
    let findings = try ChecklistFixture.findings("CK-FULL") { rows in
      rows["02", "depends_on"] = "11"
    }
    #expect(findings.map(\.code) == [.checklistCycle])
    #expect(findings[0].facts["found"] == "02, 04, 07, 08, 09, 10, 11")
    #expect(findings[0].places.count == 7)
    try expectWords(findings)
  }

  @Test(arguments: ["03", "16", "割接"])
  func `an item cannot wait for one that is not there`(number: String) throws {
    let findings = try ChecklistFixture.findings("CK-SUB") { rows in
      rows["04", "depends_on"] = "02|\(number)"
    }
    #expect(findings.map(\.code) == [.checklistItemUnknown])
    #expect(findings[0].facts == ["item": "04", "found": number])
    try expectWords(findings)
  }

  @Test func `a unit that nobody has listed is refused`() throws {
    let findings = try ChecklistFixture.findings("CK-DUAL") { rows in
      rows["08", "owner"] = "责任单位|某某公司"
    }
    #expect(findings.map(\.code) == [.checklistOwnerUnknown])
    #expect(findings[0].facts["found"] == "某某公司")
    #expect(findings[0].places[0].column == 4)
    try expectWords(findings)
  }

  @Test func `a number may not be cancelled before the announcement window is over`() throws {
    let short = try ChecklistFixture.findings("CK-FULL") { $0["13", "due_days"] = "61" }
    #expect(short.map(\.code) == [.checklistWindowShort])
    #expect(short[0].facts == ["found": "61", "expected": "62"])
    try expectWords(short)
    #expect(try ChecklistFixture.findings("CK-FULL") { $0["13", "due_days"] = "62" }.isEmpty)
    let unmeasured = try ChecklistFixture.findings("CK-FULL") { rows in
      rows["13", "due_from"] = "deadline"
    }
    #expect(unmeasured.map(\.code).contains(.checklistWindowUnmeasured))
    try expectWords(unmeasured)
    let longer = try ChecklistFixture.findings("settings") { $0[1][1] = "90" }
    #expect(longer.map(\.code) == [.checklistWindowShort, .checklistWindowShort])
  }

  @Test func `nothing may be due before what it waits for`() throws {
    let findings = try ChecklistFixture.findings("CK-DUAL") { $0["09", "due_days"] = "-6" }
    #expect(findings.map(\.code) == [.checklistDueTooEarly])
    #expect(findings[0].facts == ["item": "09", "found": "08"])
    #expect(findings[0].places.count == 2)
    try expectWords(findings)
  }

  @Test func `a date counts only from an item that comes before`() throws {
    let findings = try ChecklistFixture.findings("CK-DUAL") { $0["05", "due_from"] = "11" }
    #expect(findings.map(\.code).contains(.checklistAnchorNotBefore))
    try expectWords(findings)
  }

  @Test(arguments: ["CK-LINK", "CK-NONE", "CK-ASK"], ["08", "11", "12", "13"])
  func `a line that is not merged gets no task that moves its calls`(
    template: String, item: String
  ) throws {
    let findings = try ChecklistFixture.findings(template) { rows in
      let row = [item, "割接", "cut over", "运维组", "割接单", "30", "start", "01", "-"]
      rows.append(row + (template == "CK-ASK" ? [""] : []))
    }
    #expect(findings.map(\.code) == [.checklistTaskForbidden])
    try expectWords(findings)
  }

  @Test(arguments: [("CK-FULL", "13"), ("CK-FULL-D", "13"), ("CK-SUB", "11"), ("CK-DUAL", "11")])
  func `a step without which calls are lost may not be left out`(
    template: String, item: String
  ) throws {
    let findings = try ChecklistFixture.findings(template) { rows in
      rows.removeAll { $0[0] == item }
      for row in rows.indices where rows[row][6] == item { rows[row][6] = "cutover" }
      rows.forget(item)
    }
    #expect(findings.contains { $0.code == .checklistTaskMissing && $0.facts["item"] == item })
    try expectWords(findings)
  }

  @Test(arguments: [
    ("due_days", "soon", FindingCode.sheetValueMalformed),
    ("due_days", "+5", .sheetValueMalformed), ("due_days", "-", .sheetValueMalformed),
    ("due_from", "16", .sheetValueUnknown), ("item", "02", .sheetKeyTwice),
    ("owner", "", .sheetCellEmpty),
  ])
  func `a malformed cell is refused where it stands`(
    column: String, text: String, code: FindingCode
  ) throws {
    let findings = try ChecklistFixture.findings("CK-DUAL") { $0["04", column] = text }
    #expect(findings.map(\.code) == [code])
    #expect(findings[0].places[0].line != nil)
    #expect(findings[0].places[0].column != nil)
  }

  @Test func `all complaints of all templates come at once`() throws {
    let findings = try ChecklistFixture.findings("owners") { $0.removeAll { $0[0] == "运维组" } }
    #expect(findings.map(\.code) == Array(repeating: .checklistOwnerUnknown, count: 5))
    #expect(Set(findings.map(\.places[0].file)).count == 5)
  }

  @Test func `a folder without templates is refused`() {
    #expect(throws: Unusable.self) { try ChecklistTemplates(folder: "/nowhere") }
  }

  /// No gap in the words of any finding stays open, in either language.
  private func expectWords(_ findings: [Finding]) throws {
    for finding in findings {
      for language in Language.allCases {
        let words = [
          finding.message(in: language), finding.why(in: language), finding.fix(in: language),
        ]
        for text in words {
          #expect(!text.isEmpty && !text.contains("{"))
        }
      }
    }
  }
}
