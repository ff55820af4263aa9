import Bytes
import Findings
import HotlineModel
import Testing

@testable import Surveys

/// What becomes of answers: taken, in conflict with each other, or with what is entered.
@Suite struct `The plan of a survey` {
  /// A workbook that answers one question about one line.
  private func workbook(
    _ file: String, _ code: String, seen: String? = nil, unit: String = "甲局",
    subject: SurveyReturn.Subject = .line("12350"), question: String = "seats"
  ) -> SurveyReturn {
    var result = SurveyReturn(
      file: file, sha256: file, ids: SurveyIDs(survey: "S1", unit: unit, rows: []))
    result.cells = [
      SurveyReturn.Cell(
        subject: subject, question: SurveyQuestion.named(question) ?? SurveyQuestion.ofLines[0],
        code: code, seen: seen,
        place: SourceLocation(file: file, sheet: "热线", line: 3, column: 18))
    ]
    return result
  }

  private func plan(_ returns: SurveyReturn..., entered: String?) -> SurveyPlan {
    SurveyPlan(returns) { _, _ in entered.map { ($0, nil) } }
  }

  private func kind(_ code: String, seen: String?, entered: String?) -> SurveyPlan.Kind? {
    plan(workbook("a.xlsx", code, seen: seen), entered: entered).entries.first?.kind
  }

  @Test func `an answer is compared with what the unit saw and with what is entered`() {
    #expect(kind("6", seen: nil, entered: nil) == .answered)
    #expect(kind("6", seen: "4", entered: "4") == .changed)
    #expect(kind("6", seen: "4", entered: "5") == .enteredDiffers)
    #expect(kind("6", seen: nil, entered: "4") == .enteredDiffers)
    #expect(kind("6", seen: "4", entered: "6") == nil)
    #expect(kind("6", seen: nil, entered: "unknown") == .answered)
    #expect(kind("unknown", seen: nil, entered: nil) == .answered)
    #expect(kind("unknown", seen: "4", entered: "4") == .enteredDiffers)
    #expect(kind("none", seen: "4", entered: "4") == .changed)
  }

  @Test func `different answers are a conflict that names all cells`() throws {
    let plan = plan(
      workbook("a.xlsx", "6", seen: "4"), workbook("b.xlsx", "7", unit: "乙局"), entered: "4")
    #expect(plan.entries.map(\.kind) == [.answersDiffer])
    let finding = try #require(plan.findings(without: []).first)
    #expect(finding.code == .surveyAnswersDiffer)
    #expect(finding.places.map(\.description) == ["a.xlsx:热线!R3", "b.xlsx:热线!R3"])
    #expect(finding.message(in: .chinese).contains("6（甲局）、7（乙局）"))
    #expect(plan.findings(without: Set(plan.entries)).isEmpty)
  }

  @Test func `the same answer of two units is one`() {
    let plan = plan(
      workbook("a.xlsx", "6", seen: "4"), workbook("b.xlsx", "6", unit: "乙局"), entered: "4")
    #expect(plan.entries.map(\.kind) == [.changed])
    #expect(plan.entries[0].answers[0].cells.count == 2)
  }

  @Test func `a conflict is accepted by name alone`() throws {
    let plan = plan(
      workbook("in/a.xlsx", "6", seen: "4"), workbook("in/b.xlsx", "7", unit: "乙局"), entered: "4")
    #expect(try plan.taken(["all"]).isEmpty)
    #expect(try plan.taken(["12350"]).isEmpty)
    #expect(try plan.taken(["12350/seats@b.xlsx"]).map(\.answer.code) == ["7"])
    #expect(try plan.taken(["12350/座席数@in/a.xlsx"]).map(\.answer.code) == ["6"])
    for names in [["12350/seats"], ["12350/座席"], ["x"], ["12350/seats@c.xlsx"]] {
      #expect(throws: Unusable.self) { try plan.taken(names) }
    }
    #expect(throws: Unusable.self) {
      try plan.taken(["12350/seats@a.xlsx", "12350/seats@b.xlsx"])
    }
    #expect(try plan.kept(["12350"]).count == 1 && plan.kept(["12350/座席数"]).count == 1)
    #expect(throws: Unusable.self) { try plan.kept(["12351"]) }
  }

  @Test func `all is what is not in conflict`() throws {
    let plan = SurveyPlan([
      workbook("a.xlsx", "6", seen: "4"),
      workbook("a.xlsx", "示例", question: "name"),
    ]) { _, question in question.key == "seats" ? ("4", nil) : ("旧名", nil) }
    #expect(plan.entries.map(\.kind) == [.enteredDiffers, .changed])
    #expect(try plan.taken(["all"]).map(\.entry.question.key) == ["seats"])
    #expect(try plan.taken(["all", "12350/name"]).map(\.entry.question.key) == ["name", "seats"])
  }

  @Test func `a new line is entered whole, and not before its name and owner are settled`() throws {
    func new(_ file: String, _ question: String, _ code: String) -> SurveyReturn {
      workbook(
        file, code, unit: file, subject: .newLine("0757-82100009"), question: question)
    }
    let one = [
      new("a.xlsx", "name", "新"), new("a.xlsx", "owner", "甲局"), new("a.xlsx", "seats", "1"),
    ]
    let whole = SurveyPlan(one) { _, _ in nil }
    #expect(try whole.taken(["0757-82100009/seats"]).count == 3)
    let rival = SurveyPlan(one + [new("b.xlsx", "name", "另"), new("b.xlsx", "owner", "甲局")]) {
      _, _ in nil
    }
    #expect(try rival.taken(["all"]).isEmpty)
    #expect(try rival.taken(["all", "0757-82100009/name@b.xlsx"]).count == 3)
  }

  @Test func `an answer that was set aside is not raised again`() {
    let rival = [
      workbook("a.xlsx", "6", seen: "4"), workbook("b.xlsx", "7", unit: "乙局"),
    ]
    let plan = SurveyPlan(rival, isSetAside: { $0.sha256 == "a.xlsx" }) { _, _ in ("7", nil) }
    #expect(plan.entries.isEmpty && plan.settled == 1 && plan.confirmed == 1)
  }

  @Test func `what another workbook answers, or answered before, is not open`() throws {
    var open = workbook("a.xlsx", "示例", question: "name")
    let place = SourceLocation(file: "a.xlsx", sheet: "热线", line: 3, column: 18)
    for key in ["seats", "carriers", "tickets"] {
      open.unanswered.append(
        SurveyReturn.Open(
          subject: .line("12350"), question: try #require(SurveyQuestion.named(key)), place: place))
    }
    let plan = SurveyPlan([open, workbook("b.xlsx", "6")]) { _, question in
      question.key == "carriers" ? ("unknown", nil) : nil
    }
    #expect(plan.returns[0].unanswered.map(\.question.key) == ["tickets"])
    #expect(plan.findings(without: []).map(\.code) == [.surveyUnanswered])
  }

  @Test func `personal answers are masked wherever they are shown`() {
    let plan = SurveyPlan([
      workbook("a.xlsx", "示例人名", question: "contact_person"),
      workbook("a.xlsx", "13800001234", question: "contact_phone"),
    ]) { _, _ in nil }
    let text = plan.entries.map { $0.json(taken: $0.answers[0]).line }.joined()
    #expect(!text.contains("示例人名") && !text.contains("13800001234"))
    #expect(text.contains("示**") && text.contains("138****1234"))
  }
}
