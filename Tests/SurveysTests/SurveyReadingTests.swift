import Findings
import HotlineModel
import Testing
import Workbooks

@testable import Surveys

/// What a workbook that came back says, by plain rows.
@Suite struct `Reading a returned workbook` {
  private static let titles = SurveyQuestion.ofLines.map(\.title.chinese)
  private static let known = ["number": "12350", "name": "示例热线", "owner": "示例局", "seats": "4"]

  private let reading: SurveyReading

  init() throws {
    reading = SurveyReading(
      home: try #require(AreaCode("0757")), protected: ProtectedNumbers(others: ["12395"])
    ) { $0.text == "12333" ? ("12333", "别的局") : nil }
  }

  private var ids: SurveyIDs {
    SurveyIDs(
      survey: "S1", unit: "示例局",
      rows: [
        SurveyIDs.Row(id: "R01", line: "12350", entered: Self.known),
        SurveyIDs.Row(id: "N01", line: "", entered: [:]),
        SurveyIDs.Row(id: "N02", line: "", entered: [:]),
      ])
  }

  /// A row of lines with texts by the keys of questions.
  private func row(_ number: Int, _ id: String, _ texts: [String: String]) -> ReturnedSheet.Row {
    ReturnedSheet.Row(number, [id] + SurveyQuestion.ofLines.map { texts[$0.key] ?? "" })
  }

  private func read(
    _ rows: [ReturnedSheet.Row], header: [String]? = nil, unit: [String] = []
  ) throws -> SurveyReturn {
    let unitHeader = [SurveyForm.unitTitle] + SurveyQuestion.ofUnits.map(\.title.chinese)
    return try reading.read(
      ReturnedWorkbook(
        file: "a.xlsx", sha256: "aa",
        sheets: [
          ReturnedSheet(
            name: SurveyForm.unitSheet,
            rows: [ReturnedSheet.Row(1, unitHeader), ReturnedSheet.Row(2, ["示例局"] + unit)]),
          ReturnedSheet(
            name: SurveyForm.lineSheet,
            rows: [ReturnedSheet.Row(2, header ?? [SurveyForm.idTitle] + Self.titles)] + rows),
        ]), ids)
  }

  private func codes(_ result: SurveyReturn) -> [FindingCode] { result.findings.map(\.code) }

  private static let shown = ["number": "12350", "name": "示例热线", "owner": "示例局", "seats": "4"]

  @Test func `a row as it was sent gives no answer`() throws {
    let result = try read([row(3, "R01", Self.shown)])
    #expect(result.cells.isEmpty && result.findings.isEmpty)
    #expect(result.untouched == 3)
    #expect(result.unanswered.allSatisfy { $0.place.file == "a.xlsx" })
  }

  @Test func `a changed cell is an answer with its place and with what the unit saw`() throws {
    let result = try read([row(7, "R01", Self.shown.merging(["seats": "6"]) { $1 })])
    let cell = try #require(result.cells.first)
    #expect(cell.subject == .line("12350") && cell.code == "6" && cell.seen == "4")
    #expect(cell.place.description == "a.xlsx:热线!Q7")
  }

  @Test func `columns are found by their headers, wherever they are`() throws {
    let row = ReturnedSheet.Row(3, ["9", "x", "R01", "12350"])
    let result = try read([row], header: ["座席数", "另加", "编号", "号码"])
    #expect(result.cells.map(\.code) == ["9"])
    #expect(codes(result).contains(.surveyColumnAdded))
    #expect(codes(result).count { $0 == .surveyColumnMissing } == SurveyQuestion.ofLines.count - 2)
  }

  @Test func `a header that is there twice is not read`() throws {
    let row = ReturnedSheet.Row(3, ["R01", "12350", "9", "8"])
    let result = try read([row], header: ["编号", "号码", "座席数", "座席数"])
    #expect(result.cells.isEmpty)
    #expect(codes(result).contains(.surveyColumnTwice))
  }

  @Test func `a copied row makes both unreadable`() throws {
    let changed = Self.shown.merging(["seats": "6"]) { $1 }
    let result = try read([row(3, "R01", Self.shown), row(9, "R01", changed)])
    #expect(result.cells.isEmpty)
    let finding = try #require(result.findings.first { $0.code == .surveyRowTwice })
    #expect(finding.places.compactMap(\.cell) == ["A3", "A9"])
  }

  @Test func `a row of another workbook, a removed row and another number are reported`() throws {
    #expect(codes(try read([row(3, "R77", Self.shown)])) == [.surveyRowUnknown, .surveyRowMissing])
    let other = Self.shown.merging(["number": "12351"]) { $1 }
    #expect(codes(try read([row(3, "R01", other)])) == [.surveyNumberOther])
    let spelled = Self.shown.merging(["number": "0757 12350"]) { $1 }
    #expect(try read([row(3, "R01", spelled)]).findings.isEmpty)
  }

  @Test func `a cell that was emptied is not an answer`() throws {
    let result = try read([row(3, "R01", Self.shown.merging(["seats": ""]) { $1 })])
    #expect(result.cells.isEmpty)
    #expect(codes(result) == [.surveyAnswerDeleted])
  }

  @Test func `a spare row is a new line, by its number, and its owner the unit`() throws {
    let result = try read([
      row(3, "R01", Self.shown),
      row(4, "N01", ["number": "8210 0009", "name": "新热线", "seats": "2"]),
    ])
    #expect(Set(result.cells.map(\.subject)) == [.newLine("0757-82100009")])
    #expect(result.cells.first { $0.question.key == "owner" }?.code == "示例局")
  }

  @Test func `a spare row with the number of a known line is about that line, unseen`() throws {
    let result = try read([
      row(3, "R01", Self.shown), row(4, "", ["number": "12333", "seats": "2"]),
    ])
    #expect(result.cells.map(\.subject) == [.line("12333")])
    #expect(!result.unanswered.contains { $0.subject == .line("12333") })
    #expect(result.cells.first?.seen == nil)
  }

  @Test(arguments: [
    ("110", FindingCode.lineProtected), ("12395", .lineProtected),
    ("020-12345", .shortCodeElsewhere),
    ("8.2E+07", .numberScientific), ("", .sheetCellEmpty), ("12", .numberMalformed),
  ])
  func `a spare row whose number cannot be a line is not read`(
    number: String, code: FindingCode
  ) throws {
    let result = try read([
      row(3, "R01", Self.shown), row(4, "N01", ["number": number, "name": "新热线"]),
    ])
    #expect(result.cells.isEmpty)
    #expect(codes(result) == [code])
  }

  @Test func `a spare row without a name is not a line`() throws {
    let result = try read([
      row(3, "R01", Self.shown), row(4, "N01", ["number": "82100009", "seats": "1"]),
    ])
    #expect(result.cells.isEmpty && codes(result) == [.sheetCellEmpty])
  }

  @Test func `an error value of a formula is not an answer`() throws {
    let column = 1 + (try #require(SurveyQuestion.ofLines.firstIndex { $0.key == "seats" }))
    let cells = row(3, "R01", Self.shown.merging(["seats": "#REF!"]) { $1 }).cells
    let result = try read([ReturnedSheet.Row(3, cells, faults: [column])])
    #expect(codes(result) == [.surveyAnswerIllegal])
  }

  @Test func `a unit without lines that fills in rows contradicts itself`() throws {
    let changed = Self.shown.merging(["seats": "6"]) { $1 }
    let result = try read([row(3, "R01", changed)], unit: ["没有"])
    #expect(codes(result) == [.surveyNoneContradicted])
    let none = try read([row(3, "R01", Self.shown)], unit: ["没有"])
    #expect(none.findings.isEmpty && none.unanswered.allSatisfy { $0.place.sheet == "单位" })
  }

  @Test func `answers that are needless are not missed`() throws {
    func open(_ texts: [String: String]) throws -> Set<String> {
      let result = try read([row(3, "R01", Self.shown.merging(texts) { $1 })])
      return Set(result.unanswered.map(\.question.key))
    }
    #expect(try open([:]).isSuperset(of: ["recordings", "recordings_months", "contract_end"]))
    let open = try open(["recordings": "没有", "operation": "自行运营"])
    #expect(open.isDisjoint(with: ["recordings", "recordings_months", "contract_end"]))
    #expect(open.contains("knowledge_items"))
  }

  @Test func `a sheet that is gone makes the workbook one of somebody else`() throws {
    let workbook = ReturnedWorkbook(file: "a.xlsx", sha256: "aa", sheets: [])
    #expect(throws: Unusable.self) { try reading.read(workbook, ids) }
  }

  @Test func `ids are read back, and any change of them is seen`() throws {
    let rows = ids.cells.enumerated().map { ReturnedSheet.Row($0 + 1, $1) }
    let sheet = ReturnedSheet(name: "_ids", rows: rows)
    #expect(try SurveyIDs(sheet, of: "a.xlsx") == ids)
    var changed = rows
    changed[5] = ReturnedSheet.Row(6, ["R01", "12351"] + ids.cells[5].dropFirst(2))
    func code(_ sheet: ReturnedSheet?) -> FindingCode? {
      do {
        _ = try SurveyIDs(sheet, of: "a.xlsx")
        return nil
      } catch {
        return (error as? Unusable)?.findings.first?.code
      }
    }
    #expect(code(ReturnedSheet(name: "_ids", rows: changed)) == .surveyIdsChanged)
    #expect(code(nil) == .surveyForeign)
    // Spreadsheet programs leave out empty cells at the end of a row.
    let short = rows.map { row in
      ReturnedSheet.Row(row.number, Array(row.cells[...(row.cells.lastIndex { !$0.isEmpty } ?? 0)]))
    }
    #expect(try SurveyIDs(ReturnedSheet(name: "_ids", rows: short), of: "a.xlsx") == ids)
  }
}
