import Findings
import HotlineModel
import Sheets
import Testing

@testable import Surveys

/// The questions of a survey, and what is an answer to them.
@Suite struct `Questions of a survey` {
  private func question(_ key: String) throws -> SurveyQuestion {
    try #require(SurveyQuestion.named(key))
  }

  @Test func `every column of the register is asked for, or is on the list of those that are not`()
  {
    let asked = Set(SurveyQuestion.ofLines.map(\.key))
    let columns = Register.form.columns.map(\.name)
    #expect(columns.filter { !asked.contains($0) } == SurveyQuestion.notAsked)
    #expect(asked.isDisjoint(with: SurveyQuestion.notAsked))
  }

  @Test func `keys and headers are unique, and headers are those of the register`() {
    let all = SurveyQuestion.ofUnits + SurveyQuestion.ofLines
    #expect(Set(all.map(\.key)).count == all.count)
    #expect(Set(all.map(\.title.chinese)).count == all.count)
    for column in Register.form.columns where !SurveyQuestion.notAsked.contains(column.name) {
      #expect(SurveyQuestion.named(column.name)?.title.chinese == column.chineseName)
    }
    #expect(!all.map(\.title.chinese).contains(SurveyForm.idTitle))
  }

  /// What units choose must be what the register can hold, and all of it.
  @Test func `the choices of a question are the values of its column`() {
    for question in SurveyQuestion.ofLines {
      guard case .choice(let choices) = question.kind,
        let column = Register.form.columns.first(where: { $0.name == question.key }),
        case .oneOf(let values) = column.domain
      else { continue }
      #expect(choices.map(\.code) + ["unknown"] == values.filter { $0 != "unknown" } + ["unknown"])
    }
  }

  @Test func `a question that another makes needless names one that is asked`() {
    let all = SurveyQuestion.ofUnits + SurveyQuestion.ofLines
    for question in all {
      guard let other = question.unlessNone else { continue }
      #expect(SurveyQuestion.named(other) != nil, "\(question.key)")
    }
  }

  @Test(arguments: [
    ("seats", "12", "12"), ("seats", " １２ ", "12"), ("seats", "0", "0"), ("seats", "未知", "unknown"),
    ("owner_level", "市级", "city"), ("owner_level", "city", "city"), ("vertical", "是", "yes"),
    ("valid_from", "2021/10/9", "2021-10-09"), ("valid_from", "2021年10月9日", "2021-10-09"),
    ("valid_from", "2021-10-09 00:00:00", "2021-10-09"), ("valid_to", "无", "none"),
    ("carriers", "移动、电信", "电信|移动"), ("carriers", "电信，联通 广电", "电信|联通|广电"),
    ("contact", "0757-82109001 转 8001", "0757-82109001 转 8001"), ("division", "４４０６０４", "440604"),
    ("name", "\u{3000}教育咨询热线 ", "教育咨询热线"), ("hours", "24小时", "24h"),
    ("hours", "工作日 8:30-12:00，14:00-17:30", "workdays 08:30-12:00 14:00-17:30"),
    ("hours", "工作日08：30—12：00；休息日09:00至12:00", "workdays 08:30-12:00; restdays 09:00-12:00"),
    ("hours", "每天 08:00-20:00", "daily 08:00-20:00"), ("hours", "不接听", "none"),
  ])
  func `what people write is read where there is one meaning`(
    key: String, text: String, code: String
  ) throws {
    #expect(try question(key).answer(text).code == code)
  }

  @Test(arguments: [
    ("seats", "约12"), ("seats", "12个"), ("seats", "1,200"), ("seats", "-1"), ("seats", "无"),
    ("seats", "1234567890"), ("owner_level", "市"), ("vertical", "是的"), ("valid_from", "44478"),
    ("valid_from", "2021-13-01"), ("valid_from", "10月9日"), ("carriers", "电信、铁通"),
    ("carriers", "、"), ("contact", "张三"), ("division", "44060"), ("name", "未知\u{7}"),
    ("name", "=HYPERLINK(\"x\")"), ("hours", "上班时间"), ("hours", "工作日"),
    ("hours", "工作日 17:30-08:30"), ("hours", "08:30-12:00"),
  ])
  func `anything else is refused, never guessed`(key: String, text: String) throws {
    guard case .illegal = try question(key).answer(text) else {
      Issue.record("\(key): \(text)")
      return
    }
  }

  @Test func `an empty cell is neither unknown nor none`() throws {
    for question in SurveyQuestion.ofUnits + SurveyQuestion.ofLines {
      for text in ["", " ", "\u{3000}", "\n"] { #expect(question.answer(text) == .unanswered) }
    }
  }

  @Test func `what is shown of the register is read back as it was`() throws {
    for (key, cell) in [
      ("owner_level", "non_administrative"), ("hours", "workdays 08:30-12:00 14:00-17:30"),
      ("hours", "workdays 09:00-12:00; restdays 09:00-11:00"), ("hours", "24h"), ("hours", "none"),
      ("carriers", "电信|移动|联通|广电"), ("valid_from", "2021-10-09"), ("seats", "12"),
    ] {
      let question = try question(key)
      #expect(question.answer(question.shown(question.entered(cell))).code == cell)
    }
    #expect(try question("seats").shown(question("seats").entered("unknown")).isEmpty)
    #expect(try question("valid_to").entered("") == nil)
  }

  @Test func `what may be answered is said in Chinese, too`() {
    for question in SurveyQuestion.ofUnits + SurveyQuestion.ofLines {
      let text = FactWords.text(question.expected, in: .chinese)
      #expect(text.contains { !$0.isASCII } && !text.contains(", or "), "\(question.key): \(text)")
      #expect(!text.contains("such as"), "\(question.key): \(text)")
    }
  }
}
