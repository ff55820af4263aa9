import Bytes
import Crosswalk
import Findings
import HotlineModel
import Reports
import TestSupport
import Testing
import Tickets

@Suite struct `A survey of columns` {
  struct NoHome: Error {}

  private func survey(_ values: [[String]], header: [String]) throws -> ColumnSurvey {
    guard let home = AreaCode("0757") else { throw NoHome() }
    var survey = ColumnSurvey(header: header, placeholders: ["无", "-"], home: home)
    for (index, fields) in values.enumerated() {
      survey.take(
        LegacyRecord(
          header: header, fields: fields,
          place: SourceLocation(file: "a.csv", line: index + 2, record: index + 1), raw: []))
    }
    return survey
  }

  private var synonyms: Synonyms {
    get throws { try Synonyms(in: Shell.root + "/Mappings") }
  }

  private func profile(_ values: [String], name: String = "未知列") throws -> ColumnProfile {
    try #require(survey(values.map { [$0] }, header: [name]).profiles(synonyms).first)
  }

  @Test(
    arguments: [
      ("2020-02-08 16:24:33", "yyyy-MM-dd HH:mm:ss"), ("2021/7/23 4:13", "yyyy/M/d H:mm"),
      ("20171209171854", "yyyyMMddHHmmss"), ("2021年10月9日", "yyyy年M月d日"),
      ("2019年12月12日 12时12分", "yyyy年M月d日 H时m分"), ("43832.5", "excel-1900"),
    ])
  func `knows a date by its layout`(text: String, layout: String) throws {
    let column = try profile([text, text, "2021-02-30 00:00:00"])
    #expect(column.share(of: .date) == 2 / 3.0)
    #expect(column.layouts == [ShapeCount(name: layout, count: 2)])
  }

  @Test(
    arguments: [
      ("13800001234", ValueShape.phone), ("0757-82101234", .phone), ("1.38E+10", .scientific),
      ("440601199001011234", .identity), ("GJJ2019-0001", .identifier), ("是", .flag),
      ("王小丽", .name), ("缴存管理科", .word), ("来电人反映小区夜间施工噪声扰民", .text), ("0102", .digits),
    ])
  func `tells how a value looks`(text: String, shape: ValueShape) throws {
    #expect(try profile([text]).shapes == [ShapeCount(name: shape.rawValue, count: 1)])
  }

  @Test func `never shows what may be personal`() throws {
    let secrets = [
      "13812345678", "0757-82345678", "欧阳小丽", "王伟", "440601199001011234",
      "来电人王小丽住石栏路7号三座五楼，电话13812345678",
    ]
    for secret in secrets {
      let column = try profile([secret, secret])
      #expect(column.privacy != .open, "\(secret)")
      #expect(!column.examples.joined().contains(secret))
    }
    #expect(try profile(["甲"], name: "来电人").privacy == .name)
  }

  @Test func `counts what is filled, placeholders left out, and different values`() throws {
    let column = try profile(["咨询", "投诉", "无", "", "-", "咨询"])
    #expect(column.filled == 3)
    #expect(column.sampled == 6)
    #expect(column.distinct == 2)
  }

  // MARK: Drafts

  private func draft(_ values: [[String]], header: [String]) throws -> MappingDraft {
    MappingDraft(
      layout: .separated(FileLayout.Separated(CSVSyntax(), consistency: 1, titleRows: 0)),
      charset: "gb18030", survey: try survey(values, header: header), synonyms: try synonyms)
  }

  @Test func `a draft takes columns by names seen before and leaves codes open that nobody knows`()
    throws
  {
    let draft = try draft(
      [
        ["A1", "2020-01-02 03:04", "投诉", "甲", "x"], ["A2", "2020-01-03 03:04", "骂人", "乙", "y"],
        ["A3", "2020-01-03 03:04", "骂人", "丙", "z"],
      ], header: ["工单编号", "来电时间", "诉求类型", "诉求内容", "内部标记"])
    #expect(
      draft.columns.map(\.field) == [
        "legacyNumber", "call.receivedAt", "matter.type", "matter.content", "extension.内部标记",
      ])
    let sheets = Dictionary(
      uniqueKeysWithValues: draft.sheets.map { ($0.path, $0.text(in: .english)) })
    #expect(sheets["codes/type.csv"] == "\u{FEFF}legacy,unified,note\n投诉,complaint,\n")
    #expect(sheets["codes/type.todo.csv"] == "\u{FEFF}legacy,unified,count\n骂人,,2\n")
    #expect(
      sheets["fields.csv"]?.contains(
        "call.receivedAt,来电时间,instant,yyyy-MM-dd HH:mm,,yes,quarantine,") == true)
  }

  @Test func `a draft says where it goes by values alone, and proposes no field twice`() throws {
    let rows = (0..<40).map {
      ["NO-\($0)", "2020-01-02 03:\($0 + 10)", "138000012\($0 + 10)", "138000055\($0 + 10)"]
    }
    let draft = try draft(rows, header: ["甲", "乙", "丙", "丁"])
    #expect(
      draft.columns.map(\.field) == [
        "legacyNumber", "call.receivedAt", "caller.phone", "extension.丁",
      ])
    #expect(draft.columns.map(\.ground) == [.values, .values, .values, .kept])
  }

  @Test func `a column whose values are not what its name says is kept as it is`() throws {
    let draft = try draft([["A1", "有"], ["A2", "没有"]], header: ["工单编号", "来电号码"])
    #expect(draft.columns.map(\.field) == ["legacyNumber", "extension.来电号码"])
    #expect(draft.columns.map(\.ground) == [.name, .kept])
  }

  @Test func `a time is a time by its name, and asks for a layout where none reads it`() throws {
    let draft = try draft([["A1", "昨天很晚的时候"], ["A2", "上午"]], header: ["工单编号", "来电时间"])
    #expect(draft.columns.map(\.field) == ["legacyNumber", "call.receivedAt"])
    let fields = draft.sheets.first { $0.path == "fields.csv" }?.text(in: .english) ?? ""
    #expect(fields.contains("call.receivedAt,来电时间,instant,,,yes,quarantine,没有布局能读这一列"))
  }

  @Test func `codes that one field alone has name their column`() throws {
    let rows = (0..<12).map { ["A\($0)", ["咨询", "投诉", "求助"][$0 % 3], ["其他", "甲"][$0 % 2]] }
    let draft = try draft(rows, header: ["工单编号", "甲", "乙"])
    #expect(draft.columns.map(\.field) == ["legacyNumber", "matter.type", "extension.乙"])
  }

  @Test func `the only telephone column is the caller's`() throws {
    let rows = (10..<40).map { ["A\($0)", "138000012\($0)"] }
    let draft = try draft(rows, header: ["工单编号", "联系电话"])
    #expect(draft.columns.map(\.field) == ["legacyNumber", "caller.phone"])
  }

  @Test func `names among other words are masked, names of places that come again are not`() throws
  {
    let names = (0..<12).map {
      ["A\($0)", $0 % 3 == 0 ? "张伟" : "第\($0)次来电说明", ["南海", "汾江"][$0 % 2]]
    }
    let profiles = try survey(names, header: ["编号", "甲", "乙"]).profiles(try synonyms)
    #expect(profiles.map(\.privacy) == [.open, .name, .open])
  }

  @Test func `a name that begins with a number sign is a name`() throws {
    let draft = try draft([["A1", "甲", "乙"], ["A2", "丙", "丁"]], header: ["工单编号", "#热点", "#3"])
    #expect(draft.columns.map(\.field) == ["legacyNumber", "extension.#热点", "extension.列3"])
  }

  @Test func `a name below a group counts by its last part, an address by its values`() throws {
    let rows = (1..<9).map { ["A\($0)", "某路\($0 / 3)号2栋", "张三", ""] }
    let header = ["工单编号", "丙", "来电人信息/姓名", "#4"]
    let draft = try draft(rows, header: header)
    #expect(draft.columns.map(\.field) == ["legacyNumber", "extension.丙", "caller.name", nil])
    let profiles = try survey(rows, header: header).profiles(try synonyms)
    #expect(profiles.map(\.privacy) == [.open, .freeText, .name, .freeText])
  }
}
